import { UnsoundArchive } from './unsoundArchive';

/** Signatures, little-endian (PKWARE's APPNOTE 6.3.10). */
const ENTRY = 0x04034b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;

/** Lengths without what varies, in bytes. */
const END_LENGTH = 22;
const LOCATOR_64_LENGTH = 20;
const END_64_LENGTH = 56;
const LONGEST_COMMENT = 65_535;

/** The end record with the longest comment, and the two records of large archives before it. */
const KEPT = END_LENGTH + LONGEST_COMMENT + LOCATOR_64_LENGTH + END_64_LENGTH + 1024;

/** A value that stands in the record for large archives. */
const ELSEWHERE = 0xffffffff;

/**
 * Looks at the end of a ZIP archive when all its bytes have passed: the record there names where the
 * directory lies, which has to reach exactly to that record. Keeps the last 66 KiB.
 */
export class ZipEnd {
	private readonly pieces: Uint8Array[] = [];
	private kept = 0;
	private position = 0;

	add(piece: Uint8Array): void {
		this.position += piece.length;
		this.pieces.push(piece);
		this.kept += piece.length;
		for (
			let first = this.pieces[0];
			first && this.kept - first.length >= KEPT;
			first = this.pieces[0]
		) {
			this.pieces.shift();
			this.kept -= first.length;
		}
	}

	/** @throws UnsoundArchive when there is no such record, or the directory does not reach to it. */
	end(): void {
		const tail = Buffer.concat(this.pieces);
		const begin = this.position - tail.length;
		for (let at = tail.length - END_LENGTH; at >= 0; at--) {
			if (tail.readUInt32LE(at) !== END) continue;
			if (at + END_LENGTH + tail.readUInt16LE(at + 20) !== tail.length) continue;
			if (directoryEnds(tail, at, begin)) return;
		}
		throw new UnsoundArchive('The ZIP archive ends early: the directory at its end is missing.');
	}
}

/** Whether the first four bytes begin a ZIP archive; one without any file has the end record only. */
export function beginsZip(content: Buffer): boolean {
	if (content.length < 4) return false;
	const signature = content.readUInt32LE(0);
	return signature === ENTRY || signature === END;
}

/**
 * @param at Where the end record lies in the tail.
 * @param begin Where the tail begins in the archive.
 */
function directoryEnds(tail: Buffer, at: number, begin: number): boolean {
	const size = tail.readUInt32LE(at + 12);
	const start = tail.readUInt32LE(at + 16);
	const locator = at - LOCATOR_64_LENGTH;
	const isLarge = locator >= 0 && tail.readUInt32LE(locator) === LOCATOR_64;
	if (!isLarge) return size !== ELSEWHERE && start + size === begin + at;
	const record = Number(tail.readBigUInt64LE(locator + 8)) - begin;
	if (record < 0 || record + END_64_LENGTH > locator) return false;
	if (tail.readUInt32LE(record) !== END_64) return false;
	const largeSize = Number(tail.readBigUInt64LE(record + 40));
	const largeStart = Number(tail.readBigUInt64LE(record + 48));
	return largeStart + largeSize === begin + record;
}
