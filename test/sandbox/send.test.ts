import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import { send } from '../../sandbox/http/send';

it('counts an answer as finished before the client can have the whole of it', async () => {
	let endStream = (): void => undefined;
	const held = new Promise<void>((resolve) => (endStream = resolve));
	const order: string[] = [];
	const body = async function* () {
		yield Buffer.from('all ');
		order.push('half');
		yield Buffer.from('of it');
		await held;
	};
	const answer = {
		status: 200,
		headers: { 'content-length': '9' },
		body: Readable.from(body(), { highWaterMark: 1 }),
	};
	const stopped = new AbortController().signal;
	const server = createServer((_request, response) => {
		void send(answer, response, stopped, {}, () => order.push('finished'));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo; // it listens on a port
	const received = await fetch(`http://127.0.0.1:${port}/`);
	expect(await received.text()).toBe('all of it');
	expect(order).toEqual(['half', 'finished']);
	endStream();
	server.closeAllConnections();
	server.close();
});
