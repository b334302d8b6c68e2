import type { Fault } from '../../../sandbox/http/faults';

/** What goes wrong with a request, and what a person is told. */
export interface Case {
	name: string;
	fault: Omit<Fault, 'operationId'>;
	message: string | RegExp;
	/** How often the request is sent; the first number where sending it twice does no harm. */
	tries: [safe: number, once: number];
}

const conflict = {
	uuid: '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d',
	name: 'june',
	path: 'A/june',
	is_directory: true,
};

const refusal = (status: number, code: number, message: string, context?: object): Case => ({
	name: `status ${status} with code ${code}`,
	fault: { status, body: { error: { domain: 'Files', code, message: 'No.', context } } },
	message,
	tries: [1, 1],
});

/** The service's own refusals; the documents name for each operation which of them it gives. */
export const REFUSALS = {
	notPermitted: refusal(403, 3, 'The item does not exist, or the user may not do this'),
	incomplete: refusal(400, 9, 'Acronis did not receive the whole file'),
	notFound: refusal(404, 10, 'Acronis has no such item'),
	invalid: refusal(400, 15, 'Acronis refused the values of this operation'),
	nameExists: refusal(409, 92, 'The folder already has an item named "june"', { conflict }),
};

/** What can happen to any request. */
export const COMMON: Case[] = [
	{
		name: 'status 500',
		fault: { status: 500 },
		message: 'Acronis could not process the request (status 500)',
		tries: [5, 1],
	},
	{
		name: "a gateway's page with status 502",
		fault: { html: true, status: 502 },
		message: 'Acronis could not process the request (status 502)',
		tries: [5, 1],
	},
	{
		name: 'a web page',
		fault: { html: true },
		message: 'A web page answered instead of the Acronis API',
		tries: [1, 1],
	},
	{
		name: 'a cut connection',
		fault: { cut: true },
		message: /^The connection to Acronis was lost/,
		tries: [5, 1],
	},
	{
		name: 'status 429',
		fault: { status: 429 },
		message: 'Acronis is receiving too many requests',
		tries: [5, 5],
	},
	// One token is renewed, and no more.
	{
		name: 'status 401',
		fault: { status: 401 },
		message: 'Acronis does not accept the credential',
		tries: [2, 2],
	},
];

export type Refusal = keyof typeof REFUSALS;

/** What a refusal means for one resource alone. */
const OWN_MESSAGES: Readonly<Record<string, string>> = {
	'auditLog notPermitted': 'Only an administrator of File Sync & Share may do this',
	'settings notPermitted': 'Only an administrator of File Sync & Share may do this',
	'settings invalid': 'Acronis refused the settings',
	'fileLink invalid': 'Acronis refused the link',
	'member invalid': 'Acronis refused the member',
};

/** The refusal of a resource's operation, with the words that are true for it. */
export function refusalOf(resource: string, reason: Refusal): Case {
	const message = OWN_MESSAGES[`${resource} ${reason}`];
	return { ...REFUSALS[reason], ...(message !== undefined && { message }) };
}
