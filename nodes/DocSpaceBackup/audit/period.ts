import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { rejectParameter } from '../../shared/parameters/rejectParameter';
import { timeOf } from '../../shared/parameters/parameter';

/** A period in ISO 8601 UTC; a side that is open is undefined. */
export interface Period {
	from?: string;
	to?: string;
}

/**
 * Reads the fields `from` and `to` of a collection. A time without a zone is one of the workflow's
 * zone; the service refuses such times.
 *
 * @param collection The collection's name.
 * @throws NodeOperationError when they are the wrong way round.
 */
export function period(context: IExecuteSingleFunctions, collection: string): Period {
	const from = timeOf(context, `${collection}.from`);
	const to = timeOf(context, `${collection}.to`);
	if (from !== undefined && to !== undefined && from > to) {
		rejectParameter(context, 'From', 'is after To', 'Swap the two, or change one of them.');
	}
	const iso = (milliseconds?: number) =>
		milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
	return { from: iso(from), to: iso(to) };
}
