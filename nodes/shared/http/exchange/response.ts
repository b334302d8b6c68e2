import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { isByteStream } from '../../util/byteStream';
import type { ByteStream } from '../../util/byteStream';
import { FailedRequest } from '../failure/failure';
import type { ServiceResponse } from '../service';

/** How much of a refused download's body is read for its error text, in bytes. */
const ERROR_BODY_BYTES = 64 * 1024;

/**
 * Calls a function whenever a piece arrives, whoever reads the stream: the source of a stream hands
 * each one to `push`. The pieces stay where they are.
 *
 * @param arrived Gets the length of the piece in bytes; 0 at the end.
 */
export function onPieces(stream: ByteStream, arrived: (bytes: number) => void): void {
	const push = stream.push.bind(stream);
	stream.push = (piece: Buffer | null, ...rest) => {
		arrived(piece?.length ?? 0);
		return push(piece, ...rest);
	};
}

/**
 * Brings an answer of n8n's request helper into one shape: lower-case headers, parsed JSON where it is
 * some, and an empty body is undefined. A content that is to be downloaded stays a stream.
 *
 * Answers are read here and not by the HTTP client, which unpacks whatever comes without a bound.
 *
 * @param response With its body as a stream.
 * @param isDownload Whether a good answer is a content to be downloaded.
 * @param mostBytes How large an answer may be when it is unpacked.
 * @throws FailedRequest when it is larger; what the stream throws.
 */
export async function toServiceResponse(
	response: IN8nHttpFullResponse,
	isDownload: boolean,
	mostBytes: number,
): Promise<ServiceResponse> {
	const headers = Object.fromEntries(
		Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const status = response.statusCode;
	const { body } = response;
	if (!isByteStream(body)) return { status, headers, body: body === '' ? undefined : body };
	if (status >= 300) return { status, headers, body: await refusal(body) };
	if (isDownload) return { status, headers, body };
	return { status, headers, body: parsed(await wholeText(body, mostBytes)) };
}

/** What a refusal says: the reason stands in it, also where a download was asked for. */
export async function refusal(body: ByteStream): Promise<unknown> {
	const pieces: Buffer[] = [];
	let bytes = 0;
	for await (const piece of body) {
		pieces.push(Buffer.from(piece));
		bytes += piece.length;
		if (bytes >= ERROR_BODY_BYTES) break;
	}
	return parsed(Buffer.concat(pieces).subarray(0, ERROR_BODY_BYTES));
}

async function wholeText(body: ByteStream, mostBytes: number): Promise<Buffer> {
	const pieces: Buffer[] = [];
	let bytes = 0;
	for await (const piece of body) {
		bytes += piece.length;
		if (bytes > mostBytes) {
			throw new FailedRequest({ kind: 'oversize', what: 'answer', ceiling: mostBytes });
		}
		pieces.push(piece);
	}
	return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
}

function parsed(content: Buffer): unknown {
	const text = content.toString('utf8').replace(/^\uFEFF/, '');
	if (text === '') return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return value === null || value === '' ? undefined : value;
	} catch {
		return text;
	}
}
