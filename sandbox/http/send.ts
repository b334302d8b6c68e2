import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Answer } from './answer';
import type { Fault } from './faults';

/**
 * Puts an answer on the wire, as slowly or as incompletely as the fault asks.
 *
 * @param stopped aborted when the origin closes: pauses end then
 * @param beforeEnd called before the client can have the whole answer
 */
export async function send(
	answer: Answer,
	response: ServerResponse,
	stopped: AbortSignal,
	fault: Pick<Fault, 'cut' | 'slowBody'> = {},
	beforeEnd: () => void = () => undefined,
): Promise<void> {
	const { status, headers, body } = onTheWire(answer);
	if (fault.cut === true) {
		response.destroy();
		if (body instanceof Readable) body.destroy();
		return;
	}
	response.writeHead(status, headers);
	// With a length the client need not wait for the end of the stream.
	let missing = Number(headers['content-length'] ?? Infinity);
	let left = fault.cut?.afterBytes ?? Infinity;
	for await (const whole of body) {
		for (const piece of pieces(whole, fault.slowBody?.chunkBytes)) {
			if (response.destroyed) return;
			missing -= piece.length;
			if (missing <= 0) beforeEnd();
			await write(response, piece.subarray(0, left));
			left -= piece.length;
			if (left <= 0) {
				response.destroy();
				return;
			}
			if (fault.slowBody)
				await sleep(fault.slowBody.pauseMilliseconds, undefined, { signal: stopped });
		}
	}
	beforeEnd();
	response.end();
}

function onTheWire(
	answer: Answer,
): Answer & { headers: Record<string, string>; body: AsyncIterable<Buffer> } {
	const headers = { ...answer.headers };
	if (answer.body instanceof Readable) return { ...answer, headers, body: answer.body };
	if (answer.body instanceof Buffer) {
		headers['content-length'] = String(answer.body.length);
		return { ...answer, headers, body: Readable.from([answer.body]) };
	}
	const text = typeof answer.body === 'string' && headers['content-type'] !== undefined;
	if (!text && answer.body !== undefined)
		headers['content-type'] = 'application/json; charset=utf-8';
	const content = Buffer.from(
		text ? String(answer.body) : answer.body === undefined ? '' : JSON.stringify(answer.body),
	);
	if (answer.status !== 204) headers['content-length'] = String(content.length);
	return { ...answer, headers, body: Readable.from(content.length > 0 ? [content] : []) };
}

function* pieces(whole: Buffer, size = whole.length): Generator<Buffer> {
	for (let start = 0; start < whole.length; start += size)
		yield whole.subarray(start, start + size);
}

/** Waits until the piece has left for the socket, so that a cut behind it cannot overtake it. */
function write(response: ServerResponse, piece: Buffer): Promise<void> {
	return new Promise((resolve) => {
		response.once('close', resolve);
		response.write(piece, () => {
			response.off('close', resolve);
			resolve();
		});
	});
}
