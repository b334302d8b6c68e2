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

const secrets = new Set<string>();
/** The fields that errors had with their node: n8n stores them with it. */
const withFields: string[] = [];
const seen: { where: string; text: string }[] = [];

/** From now on these values must not be seen in errors and log lines. */
export function watchSecrets(values: readonly string[]): void {
	for (const value of values) if (value.length >= SHORTEST) secrets.add(value);
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
	const found = [...secrets].filter((secret) => text.includes(secret));
	const matched = PATTERNS.filter((pattern) => pattern.test(text));
	if (found.length === 0 && matched.length === 0) return [];
	const place = Math.min(
		...found.map((secret) => text.indexOf(secret)),
		...matched.map((pattern) => text.search(pattern)),
	);
	const around = text.slice(Math.max(0, place - EXCERPT), place + EXCERPT);
	return [`${where} shows ${[...found.map(() => 'a secret'), ...matched].join(', ')}: ${around}`];
}
