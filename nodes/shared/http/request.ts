import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import type { RequestContext } from '../context';
import type { ExpectedAnswer } from './items/answer';
import { expectedRows } from './items/answer';
import { commonOptions } from './commonOptions';
import type { FailedTry } from './exchange/exchange';
import { exchange } from './exchange/exchange';
import { fillPath } from './pathTemplate';
import type { RetryPolicy } from './exchange/retry';
import type { Service, ServiceResponse } from './service';

/** A request of a list, a trigger, or an operation's second step. */
export interface ServiceRequest {
	method?: IHttpRequestMethods;
	/** The path as the vendor's document writes it, with placeholders, below the service's base path. */
	path: string;
	/** Values of the placeholders. */
	pathValues?: IDataObject;
	qs?: IDataObject;
	/** Sent as JSON, or bytes as they are. */
	body?: IDataObject | Buffer;
	headers?: IDataObject;
	/** What the answer has to be; anything else is an error. */
	answer: ExpectedAnswer;
	/** What sending it twice does; by default `always` for all but POST. */
	repeat?: RetryPolicy;
	/** Send it without the credential, to the credential's origin. */
	anonymous?: boolean;
	/** Asked about the final failure; what it gives counts as the service's result. */
	recover?(failed: FailedTry): unknown;
}

/** An answer, and what stood in the service's envelope. */
export interface ServiceResult {
	response: ServiceResponse;
	/** A list, an object or a plain value; undefined when the service had nothing to say. */
	result: unknown;
	/** What stands in it: a list's members, one row for anything else, none for nothing. */
	rows: unknown[];
}

/**
 * Sends a request the way an operation's own request goes: one of a bounded number, repeated where
 * that is safe, with errors for a person.
 *
 * @throws NodeApiError when it failed; the cancel signal's reason when the execution was cancelled.
 */
export async function request(
	context: RequestContext,
	service: Service,
	{
		method = 'GET',
		path,
		pathValues = {},
		qs,
		body,
		headers,
		answer,
		repeat,
		anonymous = false,
		recover,
	}: ServiceRequest,
): Promise<ServiceResult> {
	const options: IHttpRequestOptions = {
		...(await commonOptions(context, service, anonymous)),
		method,
		url: service.basePath + fillPath(path, pathValues),
		qs,
		body,
		headers,
	};
	return await exchange({
		context,
		service,
		options,
		anonymous,
		repeat: repeat ?? (method === 'POST' ? 'ifNotReceived' : 'always'),
		async recover(failed) {
			const result = recover?.(failed);
			return result === undefined
				? undefined
				: { response: { status: 200, headers: {}, body: result }, result, rows: [result] };
		},
		accept(response) {
			const result = service.read(response);
			return { response, result, rows: expectedRows(result, answer) };
		},
	});
}
