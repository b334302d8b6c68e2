import { createServer } from 'node:net';
import { UserError } from './userError';

/** The port that a user asked for is taken. */
class PortTaken extends UserError {
	constructor(port: number, flag: string) {
		super(`Port ${port} is taken: choose another one with --${flag}`);
	}
}

/** Whether a server can listen on the port on loopback. */
function isPortFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

/**
 * @param flag the command-line flag that chooses the port, for the message
 * @throws {@link PortTaken}
 */
export async function assertPortFree(port: number, flag: string): Promise<void> {
	if (!(await isPortFree(port))) throw new PortTaken(port, flag);
}

/**
 * A port nobody listens on. It is taken from below the range that systems give to outgoing
 * connections: n8n needs seconds before it listens, and a port of that range may be gone by then.
 */
export async function findFreePort(): Promise<number> {
	for (let attempt = 0; attempt < 100; attempt++) {
		const port = 20_000 + Math.floor(Math.random() * 12_000);
		if (await isPortFree(port)) return port;
	}
	throw new Error('Found no free port between 20000 and 32000');
}
