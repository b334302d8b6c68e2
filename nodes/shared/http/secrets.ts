import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../util/isRecord';

const HIDDEN = '***';

/** A member with such a name holds a secret, in a credential or in a request's body. */
const SECRET_NAME = /pass|secret|token|cookie|(?:api|access|acess|session|auth|sse)_?key/i;

/** Shorter texts stand in ordinary words too, and are no secret worth the name. */
const SHORTEST_SECRET = 4;

/** Signatures of addresses and headers that give access to whoever has them. */
const SECRET_PATTERNS = [/\b(?:Bearer|Basic)\s+[\w\-.~+/]+=*/gi, /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g];

/** A link can be a key by itself (share links, presigned addresses): only its host stays. */
const LINK = /(https?:\/\/)(?:[^\s/@"'<>]+@)?([^\s/?#"'<>]+)[^\s"'<>]*/gi;

/**
 * Takes secrets out of a text that goes into an error.
 *
 * @param text The text, for example what the service said.
 * @param secrets Values that must not be seen, whatever they look like.
 * @param patterns What the service's secrets look like.
 */
export function withoutSecrets(
	text: string,
	secrets: readonly string[],
	patterns: readonly RegExp[],
): string {
	// The longest first: the beginning of one secret may be another one.
	const hidden = [...secrets]
		.sort((left, right) => right.length - left.length)
		.reduce((result, secret) => result.replaceAll(secret, HIDDEN), text);
	return [...patterns, ...SECRET_PATTERNS]
		.reduce((result, pattern) => result.replace(pattern, HIDDEN), hidden)
		.replace(LINK, (_link, scheme: string, host: string) => `${scheme}${host}/…`);
}

/** The secret values of an object, by the names of its members, at any depth. */
export function secretValues(value: unknown, name = ''): string[] {
	if (typeof value === 'string') {
		return SECRET_NAME.test(name) && value.length >= SHORTEST_SECRET ? [value] : [];
	}
	if (!isPlain(value)) return [];
	return Object.entries(value).flatMap(([key, member]) =>
		secretValues(member, Array.isArray(value) ? name : key),
	);
}

/** Only data is looked into: a request's body can also be an object that reads a file. */
function isPlain(value: unknown): value is IDataObject {
	return (
		Array.isArray(value) || (isRecord(value) && Object.getPrototypeOf(value) === Object.prototype)
	);
}
