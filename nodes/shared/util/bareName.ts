/** As long as file systems take a name, in bytes of UTF-8. */
const LONGEST = 255;

/** An ending that says what is in a file, with its dot. */
const ENDING = /\.[^.\s]{1,16}$/;

/** Control characters, line ends, and the signs that turn a text around. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A file name that leads nowhere else and shows what it is, whatever a service calls the file: without
 * folders before it, control characters, line ends, and the invisible signs that turn a text around.
 *
 * @param fallback Instead of a name of which nothing is left.
 */
export function bareName(name: unknown, fallback = 'file'): string {
	const last = String(name ?? '')
		.split(/[/\\]/)
		.at(-1);
	const printable = String(last).replace(INVISIBLE, '').trim();
	return /^\.{0,2}$/.test(printable) ? fallback : shortened(printable);
}

/**
 * The name of a file or folder in a sentence. One that no file system would take is not shown at all:
 * it would push the rest of the sentence out of sight, and a part of it may be a part of a secret.
 */
export function quotedName(name: unknown): string {
	const text = String(name).replace(INVISIBLE, '');
	return Buffer.byteLength(text) > LONGEST ? 'of more than 255 bytes' : `"${text}"`;
}

function shortened(name: string): string {
	if (Buffer.byteLength(name) <= LONGEST) return name;
	const ending = ENDING.exec(name)?.[0] ?? '';
	const room = LONGEST - Buffer.byteLength(ending);
	let beginning = '';
	let bytes = 0;
	for (const character of name) {
		bytes += Buffer.byteLength(character);
		if (bytes > room) break;
		beginning += character;
	}
	return beginning + ending;
}
