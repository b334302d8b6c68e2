/** What a route answers, before it is on the wire. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	/**
	 * A stream, a buffer or a text goes out as it is, absent means an empty body, anything else goes out as
	 * JSON.
	 */
	body?: unknown;
}

/** Thrown anywhere in a route to end it with this answer. */
export class Refusal extends Error {
	constructor(readonly answer: Answer) {
		super(`Refused with ${answer.status}`);
	}
}

/** A web page. */
export function page(html: string, status = 200): Answer {
	return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}

/** Sends the caller on to another address. */
export function redirect(location: string): Answer {
	return { status: 302, headers: { location } };
}
