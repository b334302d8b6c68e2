import { inspect } from 'node:util';

/** What gives access to whoever has it, whatever its value is. */
const PATTERNS = [
	/X-Amz-Signature=[0-9a-f]+/,
	/\beyJ[\w-]+\.[\w-]+\.[\w-]+/,
	/asc_auth_key=[\w-]{8,}/,
	/\bBearer [\w-]{8,}/,
];

/** Shorter values also stand in ordinary words. */
const SHORTEST = 6;

/** Forms of fewer letters and digits are looked for with their signs, which other words lack. */
const FEWEST_LETTERS = 12;

/** What to look for, by the secret that it is a form of; in small letters. */
const secrets = new Map<string, string[]>();
/** The fields that errors had with their node: n8n stores them with it. */
const withFields: string[] = [];
const seen: { where: string; text: string }[] = [];

/** From now on these values must not be seen in errors and log lines. */
export function watchSecrets(values: readonly string[]): void {
	for (const value of values) if (value.length >= SHORTEST) secrets.set(value, formsOf(value));
}

/** A secret as services and clients repeat it: in any case, encoded, folded over lines. */
function formsOf(secret: string): string[] {
	const bytes = Buffer.from(secret);
	const forms = [secret, encodeURIComponent(secret), bytes.toString('base64url')];
	return [...forms, bytes.toString('hex')].map((form) => {
		const letters = onlyLetters(form);
		return letters.length < FEWEST_LETTERS ? form.toLowerCase() : letters;
	});
}

function onlyLetters(text: string): string {
	// JSON writes a line end as a letter.
	return text.toLowerCase().replace(/\\[nrt]|[^a-z0-9]/g, '');
}

/** Takes in what a person or a log would get to see. */
export function sawText(where: string, text: string): void {
	seen.push({ where, text });
}

/** Takes in an error with everything that hangs on it, and returns it. */
export function sawError<Thrown>(error: Thrown): Thrown {
	const whole = (value: unknown, depth = 0): unknown => {
		if (typeof value !== 'object' || value === null || depth > 6) return value;
		if (Array.isArray(value)) return value.map((member) => whole(member, depth + 1));
		const names = value instanceof Error ? Object.getOwnPropertyNames(value) : Object.keys(value);
		return Object.fromEntries(
			// Errors of other libraries have members that no type names.
			names.map((name) => [name, whole(Reflect.get(value, name), depth + 1)]),
		);
	};
	sawText('an error', inspect(whole(error), { depth: 12, maxStringLength: null }));
	sawText('an error as JSON', safeJson(whole(error)));
	const fields = Object.keys(Object(Reflect.get(Object(error), 'node')?.parameters));
	if (fields.length > 0) withFields.push(fields.join(', '));
	return error;
}

function safeJson(value: unknown): string {
	try {
		return JSON.stringify(value) ?? '';
	} catch {
		return inspect(value, { depth: 12, maxStringLength: null });
	}
}

/** Characters to show on either side of a secret. */
const EXCERPT = 200;

/**
 * What was seen since the last call that must not be: secrets, each with what stood around it, and
 * fields of the node beside an error.
 */
export function leaks(): string[] {
	const carried = withFields.splice(0).map((fields) => `an error carries the fields ${fields}`);
	return [...carried, ...seen.splice(0).flatMap(secretsIn)];
}

function secretsIn({ where, text }: { where: string; text: string }): string[] {
	const small = text.toLowerCase();
	const letters = onlyLetters(text);
	const found = [...secrets.values()]
		.flat()
		.filter((form) => small.includes(form) || letters.includes(form));
	const matched = PATTERNS.filter((pattern) => pattern.test(text));
	if (found.length === 0 && matched.length === 0) return [];
	const place = Math.min(
		// One that is folded stands nowhere as a whole.
		...found.map((form) => Math.max(0, small.indexOf(form))),
		...matched.map((pattern) => text.search(pattern)),
	);
	const around = text.slice(Math.max(0, place - EXCERPT), place + EXCERPT);
	return [`${where} shows ${[...found.map(() => 'a secret'), ...matched].join(', ')}: ${around}`];
}
