import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { isByteStream } from '../util/byteStream';
import type { ByteStream } from '../util/byteStream';
import type { ServiceResponse } from './service';

/** How much of a refused download's body is read for its error text, in bytes. */
const ERROR_BODY_BYTES = 64 * 1024;

/**
 * Calls a function whenever a piece arrives, whoever reads the stream: the source of a stream hands
 * each one to `push`. The pieces stay where they are.
 */
export function onPieces(stream: ByteStream, arrived: () => void): void {
	const push = stream.push.bind(stream);
	stream.push = (...piece) => {
		arrived();
		return push(...piece);
	};
}

/**
 * Brings an answer of n8n's request helper into one shape: lower-case headers, and an empty body is
 * undefined.
 *
 * A body that is refused (status of 300 and more) is read even when a stream was asked for, because
 * the reason stands in it.
 */
export async function toServiceResponse(response: IN8nHttpFullResponse): Promise<ServiceResponse> {
	const headers = Object.fromEntries(
		Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const status = response.statusCode;
	let body: unknown = response.body;
	if (isByteStream(body) && status >= 300) body = parsed(await beginningOf(body));
	if (body === '' || body === null) body = undefined;
	return { status, headers, body };
}

async function beginningOf(stream: ByteStream): Promise<string> {
	const pieces: Buffer[] = [];
	let bytes = 0;
	for await (const piece of stream) {
		pieces.push(Buffer.from(piece));
		bytes += piece.length;
		if (bytes >= ERROR_BODY_BYTES) break;
	}
	return Buffer.concat(pieces).toString('utf8', 0, ERROR_BODY_BYTES);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
