import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { fieldTime } from '../../shared/parameters/dates';
import { refuse } from '../../shared/parameters/refuse';

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
 * @throws NodeOperationError when one of them is no date, or they are the wrong way round.
 */
export function period(context: IExecuteSingleFunctions, collection: string): Period {
	const time = (name: string, field: string) => {
		const value = context.getNodeParameter(`${collection}.${name}`, '');
		if (value === '' || value === null || value === undefined) return undefined;
		const milliseconds = fieldTime(value, context.getTimezone());
		if (milliseconds === undefined) {
			refuse(context, field, 'is not a date', 'Choose it in the calendar of the field.');
		}
		return milliseconds;
	};
	const from = time('from', 'From');
	const to = time('to', 'To');
	if (from !== undefined && to !== undefined && from > to) {
		refuse(context, 'From', 'is after To', 'Swap the two, or change one of them.');
	}
	const iso = (milliseconds?: number) =>
		milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
	return { from: iso(from), to: iso(to) };
}
