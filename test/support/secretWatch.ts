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
const seen: { where: string; text: string }[] = [];

/** From now on these values must not be seen in errors and log lines. */
export function watchSecrets(values: readonly string[]): void {
	for (const value of values) if (value.length >= SHORTEST) secrets.add(value);
}

/** Takes in what a person or a log would get to see. */
export function sawText(where: string, text: string): void {
	seen.push({ where, text });
}

/**
 * Takes in an error with everything that hangs on it, and returns it. The node stays out: it holds
 * the fields as the person filled them in.
 */
export function sawError<Thrown>(error: Thrown): Thrown {
	const withoutNode = (value: unknown, depth = 0): unknown => {
		if (typeof value !== 'object' || value === null || depth > 6) return value;
		if (Array.isArray(value)) return value.map((member) => withoutNode(member, depth + 1));
		const names = value instanceof Error ? Object.getOwnPropertyNames(value) : Object.keys(value);
		return Object.fromEntries(
			names
				.filter((name) => name !== 'node')
				// Errors of other libraries have members that no type names.
				.map((name) => [name, withoutNode(Reflect.get(value, name), depth + 1)]),
		);
	};
	const shown = inspect(withoutNode(error), { depth: 12, maxStringLength: null });
	sawText('an error', shown);
	sawText('an error as JSON', safeJson(withoutNode(error)));
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

/** Where secrets were seen since the last call, each with what stood around the secret. */
export function leaks(): string[] {
	return seen.splice(0).flatMap(({ where, text }) => {
		const found = [...secrets].filter((secret) => text.includes(secret));
		const matched = PATTERNS.filter((pattern) => pattern.test(text));
		if (found.length === 0 && matched.length === 0) return [];
		const place = Math.min(
			...found.map((secret) => text.indexOf(secret)),
			...matched.map((pattern) => text.search(pattern)),
		);
		const around = text.slice(Math.max(0, place - EXCERPT), place + EXCERPT);
		return [`${where} shows ${[...found.map(() => 'a secret'), ...matched].join(', ')}: ${around}`];
	});
}
