import type { Fault } from '../../../sandbox/http/faults';

/** What goes wrong with a request, and what a person is told. */
export interface Case {
	name: string;
	fault: Omit<Fault, 'operationId'>;
	message: string | RegExp;
	/** How often the request is sent: where sending it twice does no harm, where it does, and never. */
	tries: [safe: number, once: number, never: number];
}

const exception = (status: number, type: string) => ({
	status,
	body: { error: { message: 'No.', type, hresult: -1 }, status: 1, statusCode: status },
});

const problem = (status: number) => ({
	status,
	body: { type: 'about:blank', title: 'No.', status },
});

const validation = {
	response: { title: 'No.', status: 400, errors: { field: ['No.'] } },
	count: 1,
	status: 1,
	statusCode: 400,
};

/** A failure after which nothing is sent again. */
const refusal = (name: string, fault: Case['fault'], message: string): Case => ({
	name,
	fault,
	message,
	tries: [1, 1, 1],
});

/** A person without the right. */
export const NOT_ALLOWED = refusal(
	'an exception with status 403',
	exception(403, 'System.Security.SecurityException'),
	'The owner of the key may not do this',
);

/** What can happen to any request: each shape that the service's errors have, and the network's. */
export const COMMON: Case[] = [
	NOT_ALLOWED,
	refusal(
		'fields that do not fit',
		{ status: 400, body: validation },
		'DocSpace refused the request because of a field',
	),
	refusal('an unpaid portal', problem(402), "The portal's plan or quota does not allow this"),
	refusal(
		'a portal that is being restored',
		problem(403),
		'The portal is being restored or moved, or is suspended',
	),
	refusal(
		'an address that is not let in',
		{ status: 403, body: '"No."', headers: { 'content-type': 'application/json' } },
		'The portal does not allow connections from this machine',
	),
	refusal(
		'a key without the permission',
		{ status: 403 },
		'The API key has no permission for this',
	),
	refusal('a key that is not valid', { status: 401 }, 'DocSpace does not accept the key'),
	refusal('a web page', { html: true }, 'A web page answered instead of the DocSpace API'),
	{
		name: "a gateway's page with status 502",
		fault: { html: true, status: 502 },
		message: 'DocSpace could not process the request (status 502)',
		tries: [5, 1, 1],
	},
	{
		name: 'a cut connection',
		fault: { cut: true },
		message: /^The connection to DocSpace was lost/,
		tries: [5, 1, 1],
	},
	{
		name: 'status 429',
		fault: { status: 429 },
		message: 'DocSpace is receiving too many requests',
		tries: [5, 5, 1],
	},
];

/** What the service means by an exception with a status in one operation. */
export function meaning(status: number, message: string, type = 'System.Exception'): Case {
	return refusal(`an exception with status ${status}`, exception(status, type), message);
}

/* What some of the operations have in common. */
export const failed = meaning(500, 'DocSpace could not process the request (status 500)');
export const tooOld = meaning(404, 'This portal is too old for this operation');
export const noAudit = meaning(402, "The portal's plan does not include audit");
export const noArchive = refusal(
	'a web page',
	{ html: true },
	'Link leads to a web page, not to an archive',
);
export const deadLink = refusal(
	'a key without the permission',
	{ status: 403 },
	'The link no longer works, or the key may not use it',
);
export const notConnected = meaning(
	403,
	'The portal did not connect the storage account',
	'System.InvalidOperationException',
);
export const noRoom = meaning(
	403,
	'The account cannot back this room',
	'System.InvalidOperationException',
);
export const noFolder = meaning(
	500,
	'The portal has no such folder on a third-party account',
	'System.NullReferenceException',
);
export const wrongPassword = meaning(
	403,
	'The storage refused the user name and password',
	'System.UnauthorizedAccessException',
);
export const noAccount = meaning(
	403,
	'The owner of the key has no third-party account with this ID',
	'System.InvalidOperationException',
);
