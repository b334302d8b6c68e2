/**
 * So many letters and digits of a secret in a row are taken for an echo of it, in characters. A
 * service may cut what it repeats, so a part counts too.
 */
const RUN = 12;

/** Fewer letters and digits than this stand in ordinary words too, in whatever order they come. */
const SHORTEST = 8;

/** A percent sign may itself have been encoded. */
const DECODINGS = 2;

/** One character of a text, plain or as an escape of URLs, JSON or HTML. */
const CHARACTER =
	/%([\da-f]{2})|\\u([\da-f]{4})|&#x([\da-f]{1,6});|&#(\d{1,7});|&[a-z]{2,4};|\\[bfnrt"\\/]|[^]/giu;

/** A text's letters and digits, and where in the text each begins and ends. */
interface Letters {
	text: string;
	begins: number[];
	ends: number[];
}

/**
 * Finds secrets in a text, in any upper and lower case, percent-encoded, escaped as in JSON or HTML,
 * in Base64 or hex, folded over lines, and cut at either end.
 *
 * @returns The places, in order, each from the first character up to before the last: `[3, 9]`.
 */
export function echoesOf(text: string, secrets: readonly string[]): Array<[number, number]> {
	const runs = runsOf(secrets);
	if (runs.size === 0) return [];
	const found: Array<[number, number]> = [];
	let read = plain(text);
	for (let decoding = 0; decoding <= DECODINGS; decoding += 1) {
		if (decoding > 0) {
			if (!/[%\\&]/.test(read.text)) break;
			read = decoded(read);
		}
		const { text: letters, begins, ends } = onlyLetters(read);
		for (const [length, wanted] of runs) {
			for (let at = 0; at + length <= letters.length; at += 1) {
				if (!wanted.has(letters.slice(at, at + length))) continue;
				found.push([begins[at] ?? 0, ends[at + length - 1] ?? text.length]);
			}
		}
	}
	return merged(found);
}

/** What to look for, by its length. */
function runsOf(secrets: readonly string[]): Map<number, Set<string>> {
	const runs = new Map<number, Set<string>>();
	for (const form of secrets.flatMap(formsOf)) {
		const { text } = onlyLetters(plain(form));
		if (text.length < SHORTEST) continue;
		const length = Math.min(RUN, text.length);
		const wanted = runs.get(length) ?? new Set<string>();
		for (let at = 0; at + length <= text.length; at += 1) wanted.add(text.slice(at, at + length));
		runs.set(length, wanted);
	}
	return runs;
}

/** A secret as it is, in hex, and what Base64 makes of it wherever it stands in the encoded bytes. */
function formsOf(secret: string): string[] {
	const bytes = Buffer.from(secret);
	const base64 = [0, 1, 2].map((before) => {
		const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
		// The first characters also hold bits of what stands before, the last one of what follows.
		return encoded.slice(
			before === 0 ? 0 : before + 1,
			(before + bytes.length) % 3 ? -1 : undefined,
		);
	});
	return [secret, bytes.toString('hex'), ...base64];
}

function plain(text: string): Letters {
	const begins = Array.from({ length: text.length }, (_, at) => at);
	return { text, begins, ends: begins.map((at) => at + 1) };
}

function decoded(read: Letters): Letters {
	const next: Letters = { text: '', begins: [], ends: [] };
	for (const match of read.text.matchAll(CHARACTER)) {
		const [whole, percent, unicode, hex, decimal] = match;
		const code = percent ?? unicode ?? hex;
		const value = code === undefined ? Number(decimal ?? NaN) : parseInt(code, 16);
		const isSign = /^(?:&[a-z]+;|\\[^u])$/i.test(whole);
		const character = isSign ? ' ' : Number.isNaN(value) ? whole : String.fromCharCode(value);
		for (const unit of character.split('')) {
			next.text += unit;
			next.begins.push(read.begins[match.index] ?? 0);
			next.ends.push(read.ends[match.index + whole.length - 1] ?? 0);
		}
	}
	return next;
}

/** In lower case; signs and spaces do not count, so that none between two letters hides a secret. */
function onlyLetters({ text, begins, ends }: Letters): Letters {
	const letters: Letters = { text: '', begins: [], ends: [] };
	for (let at = 0; at < text.length; at += 1) {
		const letter = lowerLetter(text, at);
		if (letter === '') continue;
		letters.text += letter;
		letters.begins.push(begins[at] ?? 0);
		letters.ends.push(ends[at] ?? 0);
	}
	return letters;
}

/** A letter in lower case, or a digit; empty for everything else. */
function lowerLetter(text: string, at: number): string {
	const code = text.charCodeAt(at);
	const isDigit = code >= 48 && code <= 57;
	const isSmall = code >= 97 && code <= 122;
	if (isDigit || isSmall) return text.charAt(at);
	if (code >= 65 && code <= 90) return String.fromCharCode(code + 32);
	if (code < 128 || !/[\p{L}\p{N}]/u.test(text.charAt(at))) return '';
	const lower = text.charAt(at).toLowerCase();
	return lower.length === 1 ? lower : text.charAt(at);
}

function merged(places: Array<[number, number]>): Array<[number, number]> {
	const result: Array<[number, number]> = [];
	for (const [begin, end] of places.sort(([left], [right]) => left - right)) {
		const last = result.at(-1);
		if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
		else result.push([begin, end]);
	}
	return result;
}
