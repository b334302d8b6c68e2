import { isHeader, TarStructure } from '../../../nodes/shared/transfer/tarStructure';
import { UnsoundArchive } from '../../../nodes/shared/transfer/unsoundArchive';
import { beginsZip, ZipEnd } from '../../../nodes/shared/transfer/zipEnd';

/**
 * Headers byte by byte, as POSIX.1-2017 (`pax`, "ustar Interchange Format") and PKWARE's APPNOTE
 * 6.3.10 describe them, for what writers at hand do not write.
 */

const BLOCK = 512;
const ZEROS = Buffer.alloc(2 * BLOCK);

interface Header {
	type?: string;
	size?: Buffer | string;
	name?: string;
	/** How the bytes of the checksum are added up: as a few old writers do it, with their signs. */
	signed?: boolean;
}

function header({ type = '0', size = '0', name = 'a', signed = false }: Header = {}): Buffer {
	const block = Buffer.alloc(BLOCK);
	block.write(name, 0, 'latin1');
	if (typeof size === 'string') block.write(`${size.padStart(11, '0')}\0`, 124, 'latin1');
	else size.copy(block, 124);
	block.write(type, 156, 'latin1');
	block.write('        ', 148, 'latin1');
	const sum = block.reduce((total, byte) => total + (signed && byte > 127 ? byte - 256 : byte), 0);
	block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
	return block;
}

/** A size as GNU tar and star write it where octal digits do not hold it. */
function binarySize(size: number): Buffer {
	const field = Buffer.alloc(12);
	field.writeBigUInt64BE(BigInt(size), 4);
	field[0] = 0x80;
	return field;
}

function tarReason(...parts: Buffer[]): string {
	const tar = new TarStructure();
	try {
		for (const part of parts) tar.add(part);
		tar.end();
		return 'sound';
	} catch (error) {
		return error instanceof UnsoundArchive ? error.reason : String(error);
	}
}

const ENDS_EARLY = 'The tar archive in it ends early.';
const damagedAt = (byte: number) => `The tar archive in it is damaged near byte ${byte}.`;

describe('a tar header', () => {
	it('has a checksum of its bytes, with or without their signs', () => {
		const named = { name: 'ü\x80\x7f' };
		expect(isHeader(header(named))).toBe(true);
		expect(isHeader(header({ ...named, signed: true }))).toBe(true);
		for (const at of [0, 147, 156, 511]) {
			const damaged = header(named);
			damaged[at] = (damaged[at] ?? 0) ^ 1;
			expect([at, isHeader(damaged)]).toEqual([at, false]);
		}
	});

	it.each(['0', '5', '7', 'L'])('of type %s with content or without is followed', (type) => {
		const isWithout = type === '5';
		const content = isWithout ? [] : [Buffer.alloc(BLOCK, 1)];
		// A directory may carry a size, and has no content.
		expect(tarReason(header({ type, size: '1000' }), ...content, ZEROS)).toBe('sound');
	});

	it.each(['2', '3', '4', '6'])('of type %s has no content, whatever its size says', (type) => {
		expect(tarReason(header({ type, size: '1' }), ZEROS)).toBe('sound');
	});

	it.each(['1', '\0'])('of type %p has its content', (type) => {
		expect(tarReason(header({ type, size: '1' }), Buffer.alloc(BLOCK, 1), ZEROS)).toBe('sound');
	});

	it.each([
		[0, 0],
		[1, 1],
		[512, 1],
		[513, 2],
		[127 * 256 + 3, 64],
	])('with %d bytes in binary is followed by %d blocks', (size, blocks) => {
		const content = Buffer.alloc(blocks * BLOCK, 1);
		expect(tarReason(header({ size: binarySize(size) }), content, ZEROS)).toBe('sound');
		if (blocks === 0) return;
		const short = content.subarray(0, content.length - BLOCK);
		expect(tarReason(header({ size: binarySize(size) }), short, ZEROS)).toBe(ENDS_EARLY);
	});

	it.each(['', '       '])('whose size is %p has none', (size) => {
		const field = Buffer.alloc(12);
		field.write(size, 'latin1');
		expect(tarReason(header({ size: field }), ZEROS)).toBe('sound');
	});

	it.each(['8', '-1', '1x', '7 7'])('whose size is %p is damaged', (size) => {
		const field = Buffer.alloc(12);
		field.write(size, 'latin1');
		expect(tarReason(header(), header({ size: field }), ZEROS)).toBe(damagedAt(512));
	});

	it('behind one block of zeros is damaged', () => {
		expect(tarReason(Buffer.alloc(BLOCK), header(), ZEROS)).toBe(damagedAt(512));
	});
});

describe('the end of a tar', () => {
	it('is two blocks of zeros, and anything may follow', () => {
		expect(tarReason(header(), ZEROS)).toBe('sound');
		expect(tarReason(ZEROS)).toBe('The tar archive in it is empty.');
		expect(tarReason(header(), ZEROS, Buffer.alloc(700, 7))).toBe('sound');
		expect(tarReason(header(), ZEROS.subarray(1))).toBe(ENDS_EARLY);
		expect(tarReason(header(), Buffer.alloc(BLOCK))).toBe(ENDS_EARLY);
		expect(tarReason()).toBe(ENDS_EARLY);
	});
});

describe('an extended header', () => {
	const records = (text: string, length = text.length) => {
		const content = Buffer.alloc(Math.ceil(text.length / BLOCK) * BLOCK);
		content.write(text);
		return [header({ type: 'x', size: length.toString(8) }), content];
	};
	const blocks = (count: number) => Buffer.alloc(count * BLOCK, 1);

	it.each([
		['13 size=1024\n', 2],
		['9 path=a\n13 size=1024\n', 2],
		['13 xsize=1024\n', 0],
		['9 path=a\n', 0],
		['13 size=1024', 0],
	])('%p gives the next entry its size', (text, count) => {
		expect(tarReason(...records(text), header(), blocks(count), ZEROS)).toBe('sound');
	});

	it('ends where its size says, and counts for one entry', () => {
		const [first = blocks(0), content = blocks(0)] = records('13 size=1024\n13 size=1536\n', 13);
		expect(tarReason(first, content, header(), blocks(2), header(), ZEROS)).toBe('sound');
	});

	it('of one MiB is read, and a longer one is passed over', () => {
		const text = (length: number) => `13 size=1024\n`.padEnd(length, '\n');
		const mebibyte = 1024 * 1024;
		expect(tarReason(...records(text(mebibyte)), header(), blocks(2), ZEROS)).toBe('sound');
		expect(tarReason(...records(text(mebibyte + 1)), header(), ZEROS)).toBe('sound');
	});

	it('without content says nothing', () => {
		expect(tarReason(header({ type: 'x' }), header(), ZEROS)).toBe('sound');
	});

	it('is understood when it comes in small pieces', () => {
		const whole = Buffer.concat([...records('13 size=1024\n'), header(), blocks(2), ZEROS]);
		const pieces = Array.from({ length: Math.ceil(whole.length / 7) }, (_, index) =>
			whole.subarray(index * 7, index * 7 + 7),
		);
		expect(tarReason(...pieces)).toBe('sound');
	});
});

const END = 0x06054b50;

/** The record at the end of a ZIP. */
function endRecord({ size = 0, start = 0, comment = '', signature = END } = {}): Buffer {
	const record = Buffer.alloc(22 + comment.length);
	record.writeUInt32LE(signature, 0);
	record.writeUInt32LE(size, 12);
	record.writeUInt32LE(start, 16);
	record.writeUInt16LE(comment.length, 20);
	record.write(comment, 22, 'latin1');
	return record;
}

/** The records of large archives that stand before it; `at` is where the first one lies. */
function largeRecords(at: number, { size = 0, start = 0, points = at } = {}): Buffer {
	const record = Buffer.alloc(56);
	record.writeUInt32LE(0x06064b50, 0);
	record.writeBigUInt64LE(BigInt(size), 40);
	record.writeBigUInt64LE(BigInt(start), 48);
	const locator = Buffer.alloc(20);
	locator.writeUInt32LE(0x07064b50, 0);
	locator.writeBigUInt64LE(BigInt(points), 8);
	return Buffer.concat([record, locator]);
}

function isSoundZip(...pieces: Buffer[]): boolean {
	const zip = new ZipEnd();
	for (const piece of pieces) zip.add(piece);
	try {
		zip.end();
		return true;
	} catch (error) {
		expect(error).toBeInstanceOf(UnsoundArchive);
		return false;
	}
}

const ELSEWHERE = 0xffffffff;

describe('the end of a ZIP', () => {
	const files = Buffer.alloc(100, 1);
	const directory = Buffer.alloc(50, 2);
	const place = { size: 50, start: 100 };

	it('names where the directory lies, which reaches to it', () => {
		expect(isSoundZip(files, directory, endRecord(place))).toBe(true);
		expect(isSoundZip(files, directory, endRecord({ size: 49, start: 100 }))).toBe(false);
		expect(isSoundZip(files, directory, endRecord({ size: 50, start: 101 }))).toBe(false);
		expect(isSoundZip(files, directory, endRecord({ ...place, signature: END + 1 }))).toBe(false);
		expect(isSoundZip(endRecord())).toBe(true);
		expect(isSoundZip(endRecord().subarray(0, 21))).toBe(false);
		expect(isSoundZip()).toBe(false);
	});

	it.each([1, 1_000, 65_535])('is found before a comment of %d', (length) => {
		const comment = 'c'.repeat(length);
		expect(isSoundZip(files, directory, endRecord({ ...place, comment }))).toBe(true);
		const end = endRecord({ ...place, comment });
		expect(isSoundZip(files, directory, end.subarray(0, end.length - 1))).toBe(false);
		expect(isSoundZip(files, directory, end, Buffer.alloc(1))).toBe(false);
	});

	it('is not taken for one in a comment that looks like it', () => {
		const inside = endRecord({ size: 7, start: 7 }).toString('latin1');
		expect(isSoundZip(files, directory, endRecord({ ...place, comment: inside }))).toBe(true);
	});

	it('is found however much has passed before', () => {
		const much = Array.from({ length: 40 }, () => Buffer.alloc(10_000, 1));
		const end = endRecord({ size: 50, start: 400_000, comment: 'c'.repeat(65_535) });
		expect(isSoundZip(...much, directory, end)).toBe(true);
		const one = Buffer.concat([...much, directory, end]);
		expect(isSoundZip(one)).toBe(true);
	});

	describe('with the records of large archives', () => {
		const elsewhere = endRecord({ size: ELSEWHERE, start: ELSEWHERE });

		it('counts by these', () => {
			expect(isSoundZip(files, directory, largeRecords(150, place), elsewhere)).toBe(true);
			const wrong = largeRecords(150, { size: 50, start: 99 });
			expect(isSoundZip(files, directory, wrong, elsewhere)).toBe(false);
		});

		it('needs them where it says that they are there', () => {
			expect(isSoundZip(files, directory, elsewhere)).toBe(false);
			// A directory of exactly that end would fit by the sum alone.
			expect(isSoundZip(elsewhere)).toBe(false);
		});

		it.each([151, 140, 1_000_000])('whose locator points to %d is broken', (points) => {
			const records = largeRecords(150, { ...place, points });
			expect(isSoundZip(files, directory, records, elsewhere)).toBe(false);
		});

		it('must have the first one where the locator says', () => {
			const records = largeRecords(150, place);
			records[0] = 0;
			expect(isSoundZip(files, directory, records, elsewhere)).toBe(false);
		});

		it('in an archive of more than four GiB', () => {
			const zip = new ZipEnd();
			const piece = Buffer.alloc(64 * 1024 * 1024);
			for (let count = 0; count < 65; count += 1) zip.add(piece);
			const at = 65 * piece.length;
			zip.add(directory);
			zip.add(largeRecords(at + 50, { size: 50, start: at }));
			zip.add(elsewhere);
			expect(() => zip.end()).not.toThrow();
		});
	});

	it.each([
		['a file', [0x50, 0x4b, 3, 4], true],
		['its end', [0x50, 0x4b, 5, 6], true],
		['a directory', [0x50, 0x4b, 1, 2], false],
		['too little', [0x50, 0x4b, 3], false],
	])('begins with %s', (_name, bytes, expected) => {
		expect(beginsZip(Buffer.from(bytes))).toBe(expected);
	});
});
