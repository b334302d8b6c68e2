import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { PollRequest } from './settings';

/** Newest events that "Fetch Test Event" shows. */
const SAMPLE_SIZE = 5;

/** What the fields of `pollOptions` decide of a poll. */
export type PollOptions = Pick<
	PollRequest<IDataObject>,
	'afterRestart' | 'lookbackSeconds' | 'maximumEvents' | 'overlapSeconds' | 'sampleSize'
>;

/** Reads the fields of `pollOptions`. */
export function readPollOptions(context: IPollFunctions): PollOptions {
	const option = (name: string, fallback: number | string) =>
		context.getNodeParameter(`options.${name}`, fallback);
	return {
		overlapSeconds: Number(option('overlapMinutes', 10)) * 60,
		maximumEvents: Number(option('maximumEvents', 1000)),
		afterRestart: option('afterRestart', 'continue') === 'repeat' ? 'repeat' : 'continue',
		lookbackSeconds: Number(option('lookbackHours', 0)) * 3600,
		sampleSize: SAMPLE_SIZE,
	};
}
