import { Readable } from 'node:stream';

import { refusal } from '../../../../nodes/shared/http/exchange/response';

const PIECE = 10_000;
const BOUND = 64 * 1024;

/** A refusal that never ends; `read` tells how much of it was taken. */
function endless() {
	let read = 0;
	function* pieces() {
		for (;;) {
			read += PIECE;
			yield Buffer.alloc(PIECE, 'no ');
		}
	}
	return { body: Readable.from(pieces(), { highWaterMark: 1 }), read: () => read };
}

it('reads no more of a refusal than an error can use', async () => {
	const { body, read } = endless();
	const text = await refusal(body);
	expect(String(text)).toHaveLength(BOUND);
	expect(read()).toBeLessThan(2 * BOUND);
	expect(body.destroyed).toBe(true);
});

it.each([BOUND - 2, BOUND])('reads a refusal of %d bytes to its end', async (bytes) => {
	const text = JSON.stringify('x'.repeat(bytes - 2));
	expect(await refusal(Readable.from([Buffer.from(text)]))).toHaveLength(bytes - 2);
});
