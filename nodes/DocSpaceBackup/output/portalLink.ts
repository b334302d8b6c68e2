import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { docSpace } from '../service/docSpace';

/** The portal gives addresses of its own as paths; only those elsewhere come whole. */
export async function absoluteLink(
	context: IExecuteSingleFunctions,
	link: unknown,
): Promise<string | null> {
	if (typeof link !== 'string' || link === '') return null;
	return new URL(link, await docSpace.origin(context)).href;
}
