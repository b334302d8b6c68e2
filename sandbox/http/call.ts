import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

import type { Answer } from './answer';

/** A request that the contract allows, as a route sees it. */
export interface Call<Caller> {
	operationId: string;
	/** The path's parameters, percent-decoded. */
	parameters: Record<string, string>;
	/** Read it with `queryOf`. */
	query: unknown;
	/** The body as JSON or form fields; read it with `bodyOf`. Undefined for other media types. */
	body: unknown;
	/** The body as it comes in, for a media type that is neither JSON nor a form. */
	stream: Readable;
	headers: IncomingHttpHeaders;
	/** What the security handler found out. Do not touch it where the contract asks for none. */
	caller: Caller;
	/** The origin's own address without a path. */
	address: string;
	/** Records that the client did what the vendor's document forbids. */
	violate(message: string): void;
}

/** Answers one operation. May throw a `Refusal`. */
export type Handler<Caller> = (call: Call<Caller>) => Answer | Promise<Answer>;

/** Handlers by the contract's operationId. */
export type Handlers<Caller> = Record<string, Handler<Caller>>;

/** The body, typed. */
export function bodyOf<Body>(call: { body: unknown }): Body {
	// The contract has checked the body before the handler is called.
	return call.body as Body;
}

/** The query parameters, typed, with numbers as numbers. */
export function queryOf<Query>(call: { query: unknown }): Query {
	// The contract has checked and converted the query before the handler is called.
	return call.query as Query;
}
