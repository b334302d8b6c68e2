import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/** Something in an archive. A folder's path ends with a slash and has no file. */
export interface ZipEntry {
	path: string;
	file?: string;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value;
});

/** A ZIP archive as a stream. Contents are stored as they are, with their lengths behind them. */
export function zipOf(entries: readonly ZipEntry[]): Readable {
	return Readable.from(pieces(entries), { objectMode: false });
}

async function* pieces(entries: readonly ZipEntry[]): AsyncGenerator<Buffer> {
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { path, file } of entries) {
		const name = Buffer.from(path);
		const start = offset;
		const header = Buffer.alloc(30);
		header.writeUInt32LE(0x04034b50, 0);
		header.writeUInt16LE(20, 4);
		header.writeUInt16LE(0x0808, 6); // lengths follow the content; names are UTF-8
		header.writeUInt16LE(name.length, 26);
		yield Buffer.concat([header, name]);
		let crc = 0xffffffff;
		let size = 0;
		if (file !== undefined) {
			for await (const piece of createReadStream(file)) {
				for (const byte of piece) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
				size += piece.length;
				yield piece;
			}
		}
		const lengths = Buffer.alloc(12);
		lengths.writeUInt32LE((crc ^ 0xffffffff) >>> 0, 0);
		lengths.writeUInt32LE(size, 4);
		lengths.writeUInt32LE(size, 8);
		yield Buffer.concat([Buffer.from([0x50, 0x4b, 0x07, 0x08]), lengths]);
		offset += header.length + name.length + size + 16;
		const central = Buffer.alloc(46);
		central.writeUInt32LE(0x02014b50, 0);
		central.writeUInt16LE(20, 4);
		central.writeUInt16LE(20, 6);
		central.writeUInt16LE(0x0808, 8);
		lengths.copy(central, 16);
		central.writeUInt16LE(name.length, 28);
		central.writeUInt32LE(start, 42);
		directory.push(Buffer.concat([central, name]));
	}
	const list = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(list.length, 12);
	end.writeUInt32LE(offset, 16);
	yield Buffer.concat([list, end]);
}
