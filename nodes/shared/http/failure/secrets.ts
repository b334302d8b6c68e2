import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../util/isRecord';
import { echoesOf } from './echoes';

const HIDDEN = '***';

/** A member with such a name holds a secret, in a credential or in a request's body. */
const SECRET_NAME = /pass|secret|token|cookie|(?:api|access|acess|session|auth|sse)_?key/i;

/** Shorter texts stand in ordinary words too, and are no secret worth the name. */
const SHORTEST_SECRET = 4;

/** What is looked at of a text, in characters: what a service says can be of any length. */
const LONGEST_READ = 4_096;

/** The end of what was read, in characters: too few of a secret may stand there to know it by. */
const UNSURE_END = 100;

/** The longest text that goes into an error, in characters. */
export const LONGEST_TEXT = 1_000;

/** Headers that give access to whoever has them. */
const SECRET_PATTERNS = [/\b(?:Bearer|Basic)\s{1,9}[\w\-.~+/]+=*/gi];

/** Three parts with dots between them; a JSON web token is one, from its `eyJ` on. */
const THREE_PARTS = /(?<![\w-])[\w-]+\.[\w-]+\.[\w-]*/g;

/** A link can be a key by itself (share links, presigned addresses): only its host stays. */
const LINK = /(https?:\/\/)(?!\.(?:\s|$))(?:[^\s/@"'<>]+@)?([^\s/?#"'<>]+)[^\s"'<>]*/gi;

/**
 * Takes secrets out of a text that goes into an error, and then cuts it. Every pattern takes a time
 * that grows with the text's length and no faster, whatever stands in it.
 *
 * @param text The text, for example what the service said.
 * @param secrets Values that must not be seen, in whatever form the service repeats them.
 * @param patterns What the service's secrets look like.
 * @returns At most `LONGEST_TEXT` characters.
 */
export function withoutSecrets(
	text: string,
	secrets: readonly string[],
	patterns: readonly RegExp[],
): string {
	const beginning = text.slice(0, LONGEST_READ);
	// The longest first: the beginning of one secret may be another one.
	const sorted = [...secrets].sort((left, right) => right.length - left.length);
	const hidden = withoutEchoes(
		sorted.reduce((result, secret) => withoutText(result, secret), beginning),
		sorted,
	);
	const clean = [...patterns, ...SECRET_PATTERNS]
		.reduce((result, pattern) => result.replace(pattern, HIDDEN), hidden)
		.replace(THREE_PARTS, hiddenToken)
		.replace(LINK, (_link, scheme: string, host: string) => `${scheme}${host}/…`);
	// Where reading stopped may be the middle of a secret.
	const whole = text.length > beginning.length ? withoutLastWord(clean) : clean;
	return whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT - 1)}…` : whole;
}

/** Takes a secret out as it is and as URLs, forms and JSON write it, in any case. */
function withoutText(text: string, secret: string): string {
	// A lone half of a character cannot be encoded; the buffer puts a sign in its place.
	const inUrl = encodeURIComponent(Buffer.from(secret).toString());
	const forms = [secret, inUrl, inUrl.replaceAll('%20', '+'), JSON.stringify(secret).slice(1, -1)];
	return [...new Set(forms)].reduce(
		(result, form) => result.replace(new RegExp(escaped(form), 'gi'), HIDDEN),
		text,
	);
}

function withoutEchoes(text: string, secrets: readonly string[]): string {
	let result = '';
	let from = 0;
	for (const [begin, end] of echoesOf(text, secrets)) {
		result += text.slice(from, begin) + HIDDEN;
		from = end;
	}
	return result + text.slice(from);
}

function hiddenToken(parts: string): string {
	const begin = parts.indexOf('eyJ');
	return begin >= 0 && begin < parts.indexOf('.') ? parts.slice(0, begin) + HIDDEN : parts;
}

function withoutLastWord(text: string): string {
	const sure = text.slice(0, Math.max(0, text.length - UNSURE_END));
	return `${sure.slice(0, Math.max(0, sure.lastIndexOf(' '), sure.lastIndexOf('\n')))}…`;
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
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
