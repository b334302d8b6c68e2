import { createCipheriv, createHash } from 'node:crypto';
import { Readable } from 'node:stream';

const CHUNK_BYTES = 64 * 1024;

/** A source of bytes that are the same for the same seed and label, on every machine. */
export class SeededRandom {
	private readonly cipher;

	/**
	 * @param seed the sandbox's seed
	 * @param label what the bytes are for: different labels give unrelated bytes
	 */
	constructor(seed: number, label: string) {
		const key = createHash('sha256').update(`${seed}:${label}`).digest();
		this.cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
	}

	/** The next bytes. */
	bytes(count: number): Buffer {
		return this.cipher.update(Buffer.alloc(count));
	}

	/** The next bytes as lower-case hexadecimal text, two characters a byte. */
	hex(count: number): string {
		return this.bytes(count).toString('hex');
	}

	/** The next UUID, version 4. */
	uuid(): string {
		const bytes = this.bytes(16);
		bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x40;
		bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
		return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	}
}

/**
 * A file's content as a stream: pseudo-random, the same for the same seed and label, and never as a
 * whole in memory.
 *
 * @param size bytes
 */
export function seededStream(seed: number, label: string, size: number): Readable {
	return Readable.from(seededChunks(seed, label, size), { objectMode: false });
}

function* seededChunks(seed: number, label: string, size: number): Generator<Buffer> {
	const random = new SeededRandom(seed, label);
	for (let left = size; left > 0; left -= CHUNK_BYTES)
		yield random.bytes(Math.min(left, CHUNK_BYTES));
}
