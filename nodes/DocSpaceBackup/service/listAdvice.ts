import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { errorNode } from '../../shared/context';

/** What helps where the owner of the key may not see a list: n8n has a way to type what is in it. */
const WAYS = {
	locator: {
		message: 'The key may not read this list: choose By ID',
		advice: 'Without the list, type the ID.',
	},
	dropDown: {
		message: 'The key may not read this list: set the field by an expression',
		advice: 'Without the list, switch the field to Expression and type the ID.',
	},
} as const;

/** A refusal, with what to do without the list; any other error as it is. */
export function withListAdvice(
	context: ILoadOptionsFunctions,
	error: unknown,
	field: keyof typeof WAYS,
): unknown {
	if (!(error instanceof NodeApiError) || error.httpCode !== '403') return error;
	const { message, advice } = WAYS[field];
	const description = `${advice} ${error.message}. ${error.description ?? ''}`;
	return new NodeApiError(
		errorNode(context),
		{ message },
		{ message, description, httpCode: '403' },
	);
}

type Load = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** The lists of drop-downs, each with that advice. */
export function withAdvice<Name extends string>(loads: Record<Name, Load>): Record<Name, Load> {
	const advised = Object.entries<Load>(loads).map(([name, load]): [string, Load] => [
		name,
		async function () {
			try {
				return await load.call(this);
			} catch (error) {
				throw withListAdvice(this, error, 'dropDown');
			}
		},
	]);
	return Object.fromEntries(advised) as Record<Name, Load>; // with the same names
}
