import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, request as send } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

/** Something between the nodes and a service that hands everything on. */
export interface Gateway {
	url: string;
	/** The paths of what has come, in order. */
	paths: string[];
	close(): Promise<void>;
}

const pem = (name: string) => readFileSync(join(__dirname, 'certificate', name));

/** A service behind a certificate that nobody vouches for. */
export async function tlsGateway(target: string): Promise<Gateway> {
	const paths: string[] = [];
	const options = { key: pem('key.pem'), cert: pem('certificate.pem') };
	const server = createHttpsServer(options, (request, response) => {
		paths.push(request.url ?? '');
		handOn(request, response, new URL(request.url ?? '', target));
	});
	return await listening(server, 'https', paths);
}

/** A proxy as it stands in n8n's Request Options, for http addresses. */
export async function proxy(): Promise<Gateway> {
	const paths: string[] = [];
	const server = createHttpServer((request, response) => {
		const url = new URL(request.url ?? '');
		paths.push(url.pathname);
		handOn(request, response, url);
	});
	return await listening(server, 'http', paths);
}

/** A proxy as it stands in n8n's Request Options, for https addresses: whatever is asked for, it is this. */
export async function tunnel(target: string): Promise<Gateway> {
	const paths: string[] = [];
	const sockets = new Set<Socket>();
	const server = createHttpServer().on('connect', (request: IncomingMessage, socket: Socket) => {
		paths.push(request.url ?? '');
		const onwards = connect(Number(new URL(target).port), '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			socket.pipe(onwards).pipe(socket);
		});
		for (const one of [socket, onwards]) {
			sockets.add(one);
			one.on('error', () => one.destroy());
		}
	});
	const gateway = await listening(server, 'http', paths);
	return {
		...gateway,
		async close() {
			for (const socket of sockets) socket.destroy();
			await gateway.close();
		},
	};
}

function handOn(request: IncomingMessage, response: ServerResponse, url: URL): void {
	const headers = { ...request.headers, host: url.host };
	const onwards = send(url, { method: request.method, headers }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	});
	onwards.on('error', () => response.destroy());
	request.pipe(onwards);
}

async function listening(
	server: ReturnType<typeof createHttpServer>,
	scheme: string,
	paths: string[],
): Promise<Gateway> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	// A server that listens on a port has an address of this kind.
	const { port } = server.address() as AddressInfo;
	return {
		url: `${scheme}://127.0.0.1:${port}`,
		paths,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
