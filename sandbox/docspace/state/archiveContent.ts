import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';

import { seededStream } from '../../random';

/** What a deflate block holds at most when it is stored as it is, in bytes (RFC 1951). */
const STORED_BLOCK = 65_535;
const TAR_BLOCK = 512;

/** The gzip header with the end of its comment, and the trailer, in bytes (RFC 1952). */
const GZIP_FRAME = 10 + 1 + 8;

/** One header, one block of content, and the end of the archive. */
const SHORTEST_TAR = 4 * TAR_BLOCK;

/**
 * The content of a backup: a gzipped tar with one file, the portal's database and pseudo-random bytes
 * behind it. It is the same for the same seed and label, and never as a whole in memory.
 *
 * @param bytes how long it is, to the byte. What is too short for an archive is not one.
 */
export function archiveContent(
	seed: number,
	label: string,
	bytes: number,
	database: Buffer,
): Readable {
	let tar = Math.floor((bytes - GZIP_FRAME) / TAR_BLOCK) * TAR_BLOCK;
	while (tar > 0 && lengthAround(tar) > bytes) tar -= TAR_BLOCK;
	if (tar < SHORTEST_TAR) return seededStream(seed, label, bytes);
	const length = tar - 3 * TAR_BLOCK;
	const fits = database.length <= length ? database : Buffer.alloc(0);
	const filler = seededStream(seed, label, length - fits.length);
	const pieces = gzipped(tarOf([fits, filler], tar), tar, bytes - lengthAround(tar));
	return Readable.from(pieces, { objectMode: false });
}

function lengthAround(tar: number): number {
	return GZIP_FRAME + tar + 5 * Math.ceil(tar / STORED_BLOCK);
}

async function* tarOf(
	[database, filler]: [Buffer, Readable],
	length: number,
): AsyncGenerator<Buffer> {
	const header = Buffer.alloc(TAR_BLOCK);
	const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
	header.write('databases/portal.dump', 0);
	header.write('0000644\0' + '0000000\0' + '0000000\0', 100);
	header.write(`${octal(length - 3 * TAR_BLOCK, 11)}\0`, 124);
	header.write(`${octal(0, 11)}\0        0`, 136);
	header.write('ustar\x0000', 257);
	const sum = header.reduce((total, byte) => total + byte, 0);
	header.write(`${octal(sum, 6)}\0 `, 148);
	yield header;
	if (database.length > 0) yield database;
	yield* filler;
	yield Buffer.alloc(2 * TAR_BLOCK);
}

/** @param comment how many bytes the comment in the header takes */
async function* gzipped(
	pieces: AsyncIterable<Buffer>,
	length: number,
	comment: number,
): AsyncGenerator<Buffer> {
	yield Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 255]);
	yield Buffer.concat([Buffer.alloc(comment, 0x2e), Buffer.alloc(1)]);
	let crc = 0;
	let left = length;
	let waiting = Buffer.alloc(0);
	for await (const piece of pieces) {
		waiting = Buffer.concat([waiting, piece]);
		while (waiting.length > 0 && (waiting.length >= STORED_BLOCK || waiting.length === left)) {
			const block = waiting.subarray(0, STORED_BLOCK);
			waiting = waiting.subarray(block.length);
			left -= block.length;
			crc = crc32(block, crc);
			const header = Buffer.alloc(5);
			header.writeUInt8(left === 0 ? 1 : 0, 0);
			header.writeUInt16LE(block.length, 1);
			header.writeUInt16LE(block.length ^ 0xffff, 3);
			yield Buffer.concat([header, block]);
		}
	}
	const trailer = Buffer.alloc(8);
	trailer.writeUInt32LE(crc, 0);
	trailer.writeUInt32LE(length % 2 ** 32, 4);
	yield trailer;
}
