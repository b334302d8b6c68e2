import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { refuse } from '../../../../shared/parameters/refuse';
import { textField } from '../../../../shared/parameters/textField';
import { wholeNumber } from '../../../../shared/parameters/wholeNumber';
import type { DateReader } from './fileDate';
import { dateInName, modificationDate } from './fileDate';
import type { Keep } from './plan';

/** What the fields of Prune say. */
export interface PruneSettings {
	pattern: string;
	dateOf: DateReader;
	keep: Keep;
	dryRun: boolean;
	/** Whether more than half of the files may go. */
	moreThanHalf: boolean;
}

/**
 * Reads the fields of Prune.
 *
 * @throws NodeOperationError that names the field whose value cannot be used.
 */
export function pruneSettings(context: IExecuteSingleFunctions): PruneSettings {
	const pattern = textField(context, 'pattern');
	if (pattern === '' || pattern.includes('/')) {
		const problem = pattern === '' ? 'is empty' : 'is a path';
		refuse(context, 'File Name Pattern', problem, 'Set it to a name, for example portal_*.tar.gz.');
	}
	// Only a switch that a person has turned off or on does something that cannot be undone.
	return {
		pattern,
		dateOf: dateReader(context),
		keep: keepRules(context),
		dryRun: context.getNodeParameter('dryRun', true) !== false,
		moreThanHalf: context.getNodeParameter('confirm', false) === true,
	};
}

function dateReader(context: IExecuteSingleFunctions): DateReader {
	const timeZone = context.getTimezone();
	const from: unknown = context.getNodeParameter('dateFrom', 'modification');
	if (from === 'modification') return modificationDate(timeZone);
	if (from !== 'name')
		refuse(context, 'Date', 'is none of the values', 'Choose one from the list.');
	return (
		dateInName(textField(context, 'dateFormat'), timeZone) ??
		refuse(
			context,
			'Date Format',
			'is not a format of a date',
			'It needs yyyy, MM and dd once each, for example yyyy-MM-dd_HH-mm-ss.',
		)
	);
}

const DISPLAY_NAMES = { daily: 'Daily', monthly: 'Monthly', weekly: 'Weekly', yearly: 'Yearly' };

function keepRules(context: IExecuteSingleFunctions): Keep {
	const last: unknown = context.getNodeParameter('keepLast', 0);
	const also = context.getNodeParameter('keepAlso', {}) as IDataObject; // a collection
	const keep: Keep = { last: wholeNumber(context, 'Keep Last', last, { least: 0 }) };
	for (const [rule, displayName] of Object.entries(DISPLAY_NAMES)) {
		if (also[rule] === undefined) continue;
		// The keys of the object above.
		keep[rule as keyof typeof DISPLAY_NAMES] = wholeNumber(context, displayName, also[rule], {
			least: 0,
		});
	}
	if (Object.values(keep).every((count) => count === 0)) {
		refuse(context, 'Keep Last', 'is 0, and no other rule keeps a file', 'Set one of the rules.');
	}
	return keep;
}
