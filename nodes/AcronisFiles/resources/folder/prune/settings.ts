import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { rejectParameter } from '../../../../shared/parameters/rejectParameter';
import type { DateReader } from './fileDate';
import { dateInName, modificationDate } from './fileDate';
import type { Keep } from './plan';
import { choiceOf, numberOf, switchOf, textOf } from '../../../../shared/parameters/parameter';

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
	const pattern = textOf(context, 'pattern');
	if (pattern === '' || pattern.includes('/')) {
		const problem = pattern === '' ? 'is empty' : 'is a path';
		rejectParameter(
			context,
			'File Name Pattern',
			problem,
			'Set it to a name pattern such as portal_*.tar.gz.',
		);
	}
	// Only a switch that a person has turned off or on does something that cannot be undone.
	return {
		pattern,
		dateOf: dateReader(context),
		keep: keepRules(context),
		dryRun: switchOf(context, 'dryRun', true),
		moreThanHalf: switchOf(context, 'confirm'),
	};
}

function dateReader(context: IExecuteSingleFunctions): DateReader {
	const timeZone = context.getTimezone();
	if (choiceOf(context, 'dateFrom') === 'modification') return modificationDate(timeZone);
	return (
		dateInName(textOf(context, 'dateFormat'), timeZone) ??
		rejectParameter(
			context,
			'Date Format',
			'is not a date format',
			'It needs yyyy, MM and dd once each, for example yyyy-MM-dd_HH-mm-ss.',
		)
	);
}

const RULES = ['daily', 'monthly', 'weekly', 'yearly'] as const;

function keepRules(context: IExecuteSingleFunctions): Keep {
	const keep: Keep = { last: numberOf(context, 'keepLast') };
	for (const rule of RULES) keep[rule] = numberOf(context, `keepAlso.${rule}`, 0);
	if (Object.values(keep).every((count) => count === 0)) {
		rejectParameter(
			context,
			'Keep Last',
			'is 0, and no other rule keeps a file',
			'Set one of the rules.',
		);
	}
	return keep;
}
