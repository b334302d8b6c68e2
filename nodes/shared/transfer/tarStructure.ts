import { UnsoundArchive } from './unsoundArchive';

/** Everything in a tar archive is a multiple of this, in bytes (POSIX.1-2017, `pax`). */
const BLOCK = 512;

/** Where the fields of a header block lie: offset and length in bytes. */
const SIZE = [124, 12] as const;
const CHECKSUM = [148, 8] as const;
const TYPE = 156;

/** Entries without content, whatever their size field says: links, devices, directories, pipes. */
const WITHOUT_CONTENT = '23456';

/** An extended header for the next entry, which may give its size. */
const EXTENDED_HEADER = 'x';

/** An extended header is a few lines of text; a longer one is no such thing. In bytes. */
const LONGEST_EXTENDED_HEADER = 1024 * 1024;

/**
 * Follows the structure of a tar archive while its bytes pass: header, content, header, to the two
 * blocks of zeros at its end. Keeps one block, and an extended header while there is one.
 */
export class TarStructure {
	private readonly block = new Uint8Array(BLOCK);
	/** How much of the block is filled, in bytes. */
	private filled = 0;
	/** What is left of an entry's content with its padding, in bytes. */
	private content = 0;
	private zeroBlocks = 0;
	private hasEntry = false;
	/** How many bytes have passed. */
	private position = 0;
	/** The content of the extended header that is passing. */
	private extended: { pieces: Uint8Array[]; length: number } | undefined;
	/** The size of the next entry, where an extended header gave it. */
	private nextSize: number | undefined;

	/** @throws UnsoundArchive at the first block that is not what has to stand there. */
	add(piece: Uint8Array): void {
		for (let offset = 0; offset < piece.length;) {
			if (this.zeroBlocks === 2) return; // What follows pads the archive to a whole record.
			const wanted = this.content > 0 ? this.content : BLOCK - this.filled;
			const taken = piece.subarray(offset, offset + wanted);
			if (this.content > 0) this.addContent(taken);
			else this.addHeader(taken);
			offset += taken.length;
			this.position += taken.length;
		}
	}

	/** @throws UnsoundArchive when the archive is not at its end, or nothing is in it. */
	end(): void {
		if (this.zeroBlocks < 2) {
			throw new UnsoundArchive('The tar archive in it ends early.');
		}
		if (!this.hasEntry) throw new UnsoundArchive('The tar archive in it is empty.');
	}

	private addContent(piece: Uint8Array): void {
		this.content -= piece.length;
		if (!this.extended) return;
		this.extended.pieces.push(piece.slice());
		if (this.content > 0) return;
		const text = Buffer.concat(this.extended.pieces).toString('utf8', 0, this.extended.length);
		this.nextSize = sizeRecord(text);
		this.extended = undefined;
	}

	private addHeader(piece: Uint8Array): void {
		this.block.set(piece, this.filled);
		this.filled += piece.length;
		if (this.filled < BLOCK) return;
		this.filled = 0;
		if (this.block.every((byte) => byte === 0)) {
			this.zeroBlocks += 1;
			return;
		}
		const size = this.nextSize ?? numberAt(this.block, SIZE);
		if (this.zeroBlocks > 0 || !isHeader(this.block) || Number.isNaN(size)) {
			throw new UnsoundArchive(
				`The tar archive in it is damaged near byte ${this.position - (this.position % BLOCK)}.`,
			);
		}
		this.hasEntry = true;
		const type = String.fromCharCode(this.block[TYPE] ?? 0);
		this.nextSize = undefined;
		this.content = WITHOUT_CONTENT.includes(type) ? 0 : Math.ceil(size / BLOCK) * BLOCK;
		if (type === EXTENDED_HEADER && size > 0 && size <= LONGEST_EXTENDED_HEADER) {
			this.extended = { pieces: [], length: size };
		}
	}
}

/** Whether a block of 512 bytes is a tar header: its own checksum says so. */
export function isHeader(block: Uint8Array): boolean {
	const [start, length] = CHECKSUM;
	let unsigned = 0;
	let signed = 0; // Some writers add up signed bytes.
	for (let index = 0; index < BLOCK; index++) {
		const isChecksum = index >= start && index < start + length;
		const byte = isChecksum ? 0x20 : (block[index] ?? 0);
		unsigned += byte;
		signed += byte > 127 ? byte - 256 : byte;
	}
	const expected = numberAt(block, CHECKSUM);
	return expected === unsigned || expected === signed;
}

/** A number of a header: octal digits, or binary where the first bit is set (GNU, star). */
function numberAt(block: Uint8Array, [start, length]: readonly [number, number]): number {
	const field = block.subarray(start, start + length);
	if ((field[0] ?? 0) < 0x80) {
		const digits = Buffer.from(field).toString('latin1').replace(/\0.*$/s, '').trim();
		return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : digits === '' ? 0 : NaN;
	}
	return field.reduce((value, byte, index) => value * 256 + (index === 0 ? byte & 0x7f : byte), 0);
}

/** The size that an extended header gives; its records have the form `27 size=8589934592`. */
function sizeRecord(text: string): number | undefined {
	const size = /(?:^|\n)\d+ size=(\d+)\n/.exec(text)?.[1];
	return size === undefined ? undefined : Number(size);
}
