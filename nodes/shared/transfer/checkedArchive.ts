import { isHeader, TarStructure } from './tarStructure';
import { UnsoundArchive } from './unsoundArchive';
import { beginsZip, ZipEnd } from './zipEnd';

/** What an archive has to be: a backup's is a tar, gzipped or plain; a folder's is a ZIP. */
export type ArchiveKind = 'tar' | 'zip';

/** What is known from the first bytes: a header of a tar archive, in bytes. */
const BEGINNING = 512;

/** Looks at the bytes that pass. */
interface Check {
	/** @throws UnsoundArchive when they cannot be right. */
	add(piece: Uint8Array): void | Promise<void>;
	/** @throws UnsoundArchive when the content has not come to its end. */
	end(): void | Promise<void>;
	/** Ends it without a result. */
	abandon?(): void;
}

/**
 * Hands an archive on piece by piece and looks at it meanwhile: at how it begins, and at the rest
 * where that is wanted. For a gzip that is its checksum and length; for a tar every header to the
 * two empty blocks at its end; for a ZIP the directory at its end. No file is ever in memory.
 *
 * @param pieces The content. Nothing of it comes out before its beginning was seen to be right.
 * @param kind What it has to be.
 * @param deep Whether to look at more than its beginning.
 * @throws UnsoundArchive, instead of coming to an end: whoever stores what comes out has not seen its
 * end then. What `pieces` throws passes unchanged.
 */
export async function* checkedArchive(
	pieces: AsyncIterable<Buffer>,
	kind: ArchiveKind,
	deep: boolean,
): AsyncGenerator<Buffer> {
	let beginning: Buffer = Buffer.alloc(0);
	let check: Check | undefined;
	try {
		for await (const piece of pieces) {
			if (check) {
				await check.add(piece);
				yield piece;
				continue;
			}
			beginning = beginning.length === 0 ? piece : Buffer.concat([beginning, piece]);
			if (beginning.length < BEGINNING) continue;
			check = checkFor(beginning, kind, deep);
			await check.add(beginning);
			yield beginning;
		}
		if (!check) {
			check = checkFor(beginning, kind, deep);
			await check.add(beginning);
			yield beginning;
		}
		await check.end();
	} finally {
		check?.abandon?.();
	}
}

/** @throws UnsoundArchive when the content does not begin as it has to. */
function checkFor(beginning: Buffer, kind: ArchiveKind, deep: boolean): Check {
	const isGzip = beginning[0] === 0x1f && beginning[1] === 0x8b;
	if (kind === 'zip' && beginsZip(beginning)) return deep ? new ZipEnd() : new NoCheck();
	if (kind === 'tar' && isGzip) return deep ? new GzippedTar() : new NoCheck();
	if (kind === 'tar' && beginning.length >= BEGINNING && isHeader(beginning.subarray(0, 512))) {
		return deep ? new TarStructure() : new NoCheck();
	}
	const wanted = kind === 'zip' ? 'a ZIP archive' : 'a gzip or tar archive';
	throw new UnsoundArchive(`It is ${resemblance(beginning)}, not ${wanted}.`);
}

/** What the content is instead, as far as its beginning shows. */
function resemblance(beginning: Buffer): string {
	if (beginning.length === 0) return 'empty';
	const text = beginning.toString('utf8').trimStart();
	if (/^<(?:!doctype html|html)\b/i.test(text)) return 'a web page';
	if (text.startsWith('<')) return 'XML';
	if (/^[[{]/.test(text)) return 'JSON';
	if (/^[\x20-\x7e\s]+$/.test(text)) return 'text';
	return 'something else';
}

/** For those who want to know the beginning only. */
class NoCheck implements Check {
	add(): void {}
	end(): void {}
}

/** Unpacks a gzip as it passes, by the platform's own stream, and follows the tar archive in it. */
class GzippedTar implements Check {
	private readonly gzip = new DecompressionStream('gzip');
	private readonly writer = this.gzip.writable.getWriter();
	private readonly unpacked = this.follow();

	constructor() {
		// It is waited for with each piece; until then its failure is nobody's.
		this.unpacked.catch(() => undefined);
	}

	async add(piece: Uint8Array): Promise<void> {
		await this.unless(this.writer.write(piece));
	}

	async end(): Promise<void> {
		await this.unless(this.writer.close());
		await this.unpacked;
	}

	abandon(): void {
		this.writer.abort().catch(() => undefined);
	}

	/** Waits for a step, or for what is known to be wrong: the stream takes no more then. */
	private async unless(step: Promise<void>): Promise<void> {
		await Promise.race([step, this.unpacked]).catch(async (error: unknown) => {
			await this.unpacked;
			throw error;
		});
	}

	private async follow(): Promise<void> {
		const tar = new TarStructure();
		try {
			for await (const piece of this.gzip.readable) tar.add(piece);
		} catch (error) {
			throw error instanceof UnsoundArchive ? error : damagedGzip();
		}
		tar.end();
	}
}

function damagedGzip(): UnsoundArchive {
	return new UnsoundArchive('The gzip data is damaged or ends early.');
}
