import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { PollRequest } from './settings';
import { choiceOf, numberOf } from '../parameters/parameter';

/** Newest events that "Fetch Test Event" shows. */
const SAMPLE_SIZE = 5;

/** What the fields of `pollOptions` decide of a poll. */
export type PollOptions = Pick<
	PollRequest<IDataObject>,
	'afterRestart' | 'lookbackSeconds' | 'maximumEvents' | 'overlapSeconds' | 'sampleSize'
>;

/** Reads the fields of `pollOptions`. */
export function readPollOptions(context: IPollFunctions): PollOptions {
	return {
		overlapSeconds: numberOf(context, 'options.overlapMinutes', 10) * 60,
		maximumEvents: numberOf(context, 'options.maximumEvents', 1000),
		afterRestart: choiceOf(context, 'options.afterRestart') === 'repeat' ? 'repeat' : 'continue',
		lookbackSeconds: numberOf(context, 'options.lookbackHours', 0) * 3600,
		sampleSize: SAMPLE_SIZE,
	};
}
