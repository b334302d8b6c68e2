import { type Answer, Refusal } from '../../http/answer';

const EXCEPTIONS = {
	400: 'System.ArgumentException',
	401: 'System.Security.Authentication.AuthenticationException',
	402: 'ASC.Core.Billing.BillingException',
	403: 'System.Security.SecurityException',
	404: 'ASC.Common.Web.ItemNotFoundException',
	500: 'System.FormatException',
};

const TRACE_ID = '00-6c3e1d5d1b0f4f0e9f6f0b8f7b2b9c11-5f2d0b7a9c3e4d21-00';

/** A result in the service's envelope. Undefined leaves out the response and counts 0. */
export function success(response: unknown, href: string): Answer {
	const count = response === undefined ? 0 : Array.isArray(response) ? response.length : 1;
	const body = { response, count, links: [{ href, action: 'GET' }], status: 0, statusCode: 200 };
	return { status: 200, body };
}

/** Shape 1: an exception inside an action. */
export function exception(
	status: keyof typeof EXCEPTIONS,
	message: string,
	type = EXCEPTIONS[status],
): Refusal {
	const error = { message, type, stack: 'at Portal.Action()', hresult: -2147467259 };
	return new Refusal({ status, body: { error, status: 1, statusCode: status } });
}

/** Shape 1 for a caller without the right: without type and stack. */
export function accessDenied(): Refusal {
	const error = { message: 'Access denied', type: null, stack: null, hresult: 0 };
	return new Refusal({ status: 403, body: { error, status: 1, statusCode: 403 } });
}

/** Shape 2: a request that does not fit the model. It has no `error` member. */
export function invalidModel(messages: string[]): Answer {
	const response = {
		type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
		title: 'One or more validation errors occurred.',
		status: 400,
		errors: { request: messages },
		traceId: TRACE_ID,
	};
	return { status: 400, body: { response, count: 1, links: [], status: 1, statusCode: 400 } };
}

/** Shape 3: the portal as a whole does not serve this now. */
export function problemDetails(status: 402 | 403 | 404, title: string): Refusal {
	const type = `https://tools.ietf.org/html/rfc9110#section-15.5.${status - 399}`;
	return new Refusal({ status, body: { type, title, status, traceId: TRACE_ID } });
}

/** Shape 4: a bare JSON text, from the filter of addresses. */
export function forbiddenText(): Refusal {
	return new Refusal({ status: 403, body: 'Your IP address is restricted' });
}

/** Shape 5: no body at all. */
export function empty(status: 401 | 403 | 404): Refusal {
	return new Refusal({ status });
}
