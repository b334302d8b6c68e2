import { once } from 'node:events';
import { createServer } from 'node:net';
import { assertPortFree, findFreePort } from '../../e2e/process/ports';

describe('ports', () => {
	it('names the flag for a port that is taken', async () => {
		const port = await findFreePort();
		const server = createServer().listen(port, '127.0.0.1');
		await once(server, 'listening');
		await expect(assertPortFree(port, 'smtp-port')).rejects.toThrow(
			`Port ${port} is taken: choose another one with --smtp-port`,
		);
		server.close();
		await once(server, 'close');
		await expect(assertPortFree(port, 'smtp-port')).resolves.toBeUndefined();
	});

	it('finds one that a server can listen on', async () => {
		const server = createServer().listen(await findFreePort(), '127.0.0.1');
		await once(server, 'listening');
		server.close();
	});
});
