import { setMaxListeners } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Operation } from 'openapi-backend';

import { type Answer, Refusal, page } from './answer';
import type { Exchange, Router } from './contractRouter';
import type { ActiveFault, FaultSwitches } from './faults';
import type { AuthenticationKind, Journal, OriginName, RequestEntry } from './journal';
import { Limiter } from './limiter';
import { send } from './send';

/** Called for every request before anything else happens to it. */
export type RequestListener = (request: RequestEntry) => void | Promise<void>;

/** What every origin shares with the others. */
export interface OriginSurroundings {
	journal: Journal;
	faults: FaultSwitches;
	listeners: Set<RequestListener>;
}

/** What an origin is made of. */
export interface OriginOptions extends OriginSurroundings {
	name: OriginName;
	/** 0 for a free one. */
	port: number;
	/** Tried in order. */
	routers: Router[];
	/** Answers what no contract knows. */
	otherwise(exchange: Exchange): Answer | Promise<Answer>;
	/** Paths below these belong to the service's interface: an unknown one is a violation. */
	interfacePaths?: string[];
}

/** One address that clients talk to. */
export class Origin {
	private readonly server: FastifyInstance;
	private readonly stop = new AbortController();
	private port = 0;
	private readonly limiters = new WeakMap<ActiveFault, Limiter>();

	private constructor(private readonly options: OriginOptions) {
		const { journal, name } = options;
		// Every request that is being delayed listens for the end.
		setMaxListeners(0, this.stop.signal);
		this.server = fastify({
			forceCloseConnections: true,
			frameworkErrors: (error, { raw }, reply) => {
				const [path = ''] = (raw.url ?? '').split('?');
				const messages = [error.code];
				journal.violated({
					origin: name,
					kind: 'request',
					method: raw.method ?? '',
					path,
					messages,
				});
				// Written past fastify, whose types know no answer without a route.
				reply.hijack();
				reply.raw.writeHead(400).end();
			},
			clientErrorHandler: (error, socket) => {
				// Node's parser refuses what the wire format forbids, such as a length beside chunks. A
				// client that goes away in the middle of a request forbids nothing.
				if (error.code?.startsWith('HPE_') && error.code !== 'HPE_INVALID_EOF_STATE') {
					const messages = [error.code];
					journal.violated({ origin: name, kind: 'request', method: '', path: '', messages });
				}
				if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
			},
		});
		this.server.removeAllContentTypeParsers();
		this.server.addContentTypeParser('*', (_request, _payload, done) => done(null));
		this.server.all('/*', (request, reply) => this.handle(request, reply));
	}

	/** @throws when the port is taken, with the code `EADDRINUSE`. */
	static async listen(options: OriginOptions): Promise<Origin> {
		const origin = new Origin(options);
		await origin.server.listen({ host: '127.0.0.1', port: options.port });
		// A server that listens on a port has an address of this kind.
		origin.port = (origin.server.server.address() as AddressInfo).port;
		return origin;
	}

	/** For example `http://127.0.0.1:40123`. */
	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Ends all connections. */
	async close(): Promise<void> {
		this.stop.abort();
		await this.server.close();
	}

	private async handle({ raw: request }: FastifyRequest, reply: FastifyReply): Promise<void> {
		reply.hijack();
		const { journal, faults, listeners, name } = this.options;
		const { method = 'GET', url = '/', headers } = request;
		const finished = journal.started(name);
		reply.raw.once('close', finished);
		const [path = '/', query = ''] = url.split('?');
		const { router, operation } = this.match(method, url);
		const entry = journal.arrived({
			origin: name,
			method,
			path,
			query: shownQuery(operation, url),
			operationId: operation?.operationId,
			authentication: authenticationKind(headers),
		});
		for (const listener of listeners) await listener(entry);
		const { operationId } = operation ?? {};
		const fault = faults.take({ origin: name, operationId, method, path, query });
		entry.faultId = fault?.id;
		const stream = fault?.slowRead ? slowly(request, fault.slowRead, this.stop.signal) : request;
		const work = async (body: unknown): Promise<Answer> => {
			const exchange: Exchange = {
				method,
				url,
				headers,
				body,
				stream,
				address: this.url,
				violate: (kind, messages) =>
					journal.violated({
						origin: name,
						kind,
						method,
						path,
						operationId: operation?.operationId,
						messages,
					}),
			};
			return await this.answer(exchange, router, operation);
		};
		try {
			const body = await readBody(headers['content-type'], stream);
			// Forms are how users sign in: their passwords are not kept.
			if (typeof body === 'string') journal.bodyArrived(entry, body);
			const answer = await this.withFault(method, fault, async () => await work(body));
			if (fault?.cut !== true) entry.status = answer.status;
			await send(answer, reply.raw, this.stop.signal, fault, finished);
		} catch {
			// The client went away, or the sandbox is closing.
			reply.raw.destroy();
		}
	}

	private match(method: string, url: string) {
		for (const router of this.options.routers) {
			const operation = router.match(method, url);
			if (operation) return { router, operation };
		}
		return {};
	}

	private async answer(
		exchange: Exchange,
		router?: Router,
		operation?: Operation,
	): Promise<Answer> {
		try {
			if (router && operation) return await router.answer(operation, exchange);
			if (this.options.interfacePaths?.some((start) => exchange.url.startsWith(start))) {
				exchange.violate('request', ['The contract has no such operation']);
			}
			return await this.options.otherwise(exchange);
		} catch (error) {
			if (error instanceof Refusal) return error.answer;
			if (exchange.stream.errored) throw error;
			exchange.violate('response', [`The sandbox failed: ${String(error)}`]);
			return page('<h1>500 Internal Server Error</h1>', 500);
		}
	}

	private async withFault(
		method: string,
		fault: ActiveFault | undefined,
		work: () => Promise<Answer>,
	): Promise<Answer> {
		if (!fault) return await work();
		if (!fault.limit) return await this.played(fault, work);
		const limiter = this.limiters.get(fault) ?? new Limiter(fault.limit, Date.now);
		this.limiters.set(fault, limiter);
		const entry = limiter.enter(method);
		if ('refusal' in entry) return entry.refusal;
		const answer = await this.played(fault, work).finally(() => entry.leave());
		return { ...answer, headers: { ...answer.headers, ...entry.headers } };
	}

	private async played(fault: ActiveFault, work: () => Promise<Answer>): Promise<Answer> {
		const { delayMilliseconds = 0 } = fault;
		if (delayMilliseconds > 0) {
			await sleep(delayMilliseconds, undefined, { signal: this.stop.signal });
		}
		const instead = faultAnswer(fault);
		if (!instead) return await work();
		if (fault.afterWork) await work();
		return instead;
	}
}

/** The answer that a fault puts in the place of the service's; undefined when it has none. */
function faultAnswer({
	status,
	headers,
	body,
	html,
	redirect,
	cut,
}: ActiveFault): Answer | undefined {
	if (redirect !== undefined)
		return { status: status ?? 302, headers: { ...headers, location: redirect } };
	if (html !== undefined) {
		const shown = page(html === true ? '<html><body><h1>Gateway</h1></body></html>' : html, status);
		return { ...shown, headers: { ...shown.headers, ...headers } };
	}
	if (status !== undefined) {
		if (typeof body !== 'string') return { status, headers, body };
		return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
	}
	return cut === true ? { status: 502 } : undefined;
}

function slowly(
	request: Readable,
	{ chunkBytes, pauseMilliseconds }: NonNullable<ActiveFault['slowRead']>,
	stopped: AbortSignal,
): Readable {
	return Readable.from(
		(async function* () {
			for await (const piece of request) {
				const bytes = Buffer.from(piece);
				for (let start = 0; start < bytes.length; start += chunkBytes) {
					yield bytes.subarray(start, start + chunkBytes);
					await sleep(pauseMilliseconds, undefined, { signal: stopped });
				}
			}
		})(),
	);
}

async function readBody(
	contentType: string | undefined,
	stream: Exchange['stream'],
): Promise<unknown> {
	const type = contentType?.split(';')[0]?.trim().toLowerCase();
	if (type === 'application/json') return await text(stream);
	if (type !== 'application/x-www-form-urlencoded') return undefined;
	return Object.fromEntries(new URLSearchParams(await text(stream)));
}

function authenticationKind({ authorization, cookie }: IncomingHttpHeaders): AuthenticationKind {
	const session = cookie?.includes('asc_auth_key=') ?? false;
	if (authorization === undefined) return session ? 'cookie' : 'none';
	if (session) return 'several';
	if (/^bearer /i.test(authorization)) return 'bearer';
	return /^basic /i.test(authorization) ? 'basic' : 'other';
}

function shownQuery(operation: Operation | undefined, url: string): Record<string, string> {
	// The library has dereferenced the document, so no reference is left among the parameters.
	const parameters = (operation?.parameters ?? []) as {
		name: string;
		in: string;
		schema?: { format?: string };
	}[];
	const query = new URLSearchParams(url.split('?')[1]);
	return Object.fromEntries(
		parameters
			.filter((parameter) => parameter.in === 'query' && parameter.schema?.format !== 'password')
			.flatMap(({ name }) => (query.has(name) ? [[name, query.get(name) ?? '']] : [])),
	);
}
