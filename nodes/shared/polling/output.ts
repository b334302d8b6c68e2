import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode, withoutFields } from '../context';
import { runPoll } from './poll';
import type { PolledEvent, PollRequest, PollResult, PossibleLoss } from './settings';
import { choiceOf, switchOf } from '../parameters/parameter';

/** What events are about: a person, a file … */
export interface Subject {
	/** Tells it from others. */
	id: string;
	/** Whatever the service says of it. */
	json: IDataObject;
}

/** How one service's events become items. */
export interface EventForm {
	/** An event as it leaves the node. */
	present(data: IDataObject, simplify: boolean): IDataObject;
	/** What an event is about; undefined where it is about no such thing. */
	subject(data: IDataObject, groupBy: string): Subject | undefined;
	/** Members that items about a possible loss and about an unreadable row have as well. */
	lossMembers?: IDataObject;
}

/**
 * Polls once and makes items of what came, for a trigger with the fields of `pollOptions`.
 *
 * @param makeRequest Reads what to poll for from the node's fields.
 * @returns One output's items, or null where there is nothing to run the workflow with.
 * @throws What `runPoll` throws, and NodeOperationError where a test run finds nothing to show.
 */
export async function pollItems(
	context: IPollFunctions,
	makeRequest: () => Promise<PollRequest<IDataObject>>,
	form: EventForm,
): Promise<INodeExecutionData[][] | null> {
	const result = await runPoll(context, makeRequest).catch((error: unknown) => {
		throw withoutFields(context, error);
	});
	if (result) return [toItems(context, result, form)];
	if (context.getMode() !== 'manual') return null;
	throw new NodeOperationError(errorNode(context), 'No matching events found', {
		description:
			'None of the latest 1,000 events (up to 6 months back) match the filters. Remove a filter, or trigger an event in the service and try again.',
	});
}

/** The items of a poll, oldest first; what is no event is an item of its own, before the others. */
function toItems(
	context: IPollFunctions,
	{ events, unreadable = [], possibleLoss }: PollResult<IDataObject>,
	form: EventForm,
): INodeExecutionData[] {
	const simplify = switchOf(context, 'options.simplify');
	const groupBy = String(choiceOf(context, 'options.groupBy') ?? 'event');
	const present = ({ data, redelivered }: PolledEvent<IDataObject>): IDataObject => ({
		...form.present(data, simplify),
		...(redelivered && { redelivered }),
	});
	const rows =
		groupBy === 'event' ? events.map(present) : groups(events, groupBy, form.subject, present);
	const loss = possibleLoss ? [{ ...lossJson(possibleLoss), ...form.lossMembers }] : [];
	const odd = unreadable.map((row) => ({ ...unreadableJson(row), ...form.lossMembers }));
	return [...loss, ...odd, ...rows].map((json) => ({ json }));
}

/** One row for each subject, in the order of their oldest events. */
function groups(
	events: Array<PolledEvent<IDataObject>>,
	groupBy: string,
	subjectOf: EventForm['subject'],
	present: (event: PolledEvent<IDataObject>) => IDataObject,
): IDataObject[] {
	const bySubject = new Map<string | undefined, { subject?: Subject; rows: IDataObject[] }>();
	for (const event of events) {
		const subject = subjectOf(event.data, groupBy);
		const group = bySubject.get(subject?.id) ?? { subject, rows: [] };
		group.rows.push(present(event));
		bySubject.set(subject?.id, group);
	}
	// A poll repeats either all of its events or none.
	const redelivered = events.some((event) => event.redelivered) && { redelivered: true };
	return [...bySubject.values()].map(({ subject, rows }) => ({
		kind: 'group',
		groupedBy: groupBy,
		[groupBy]: subject?.json ?? null,
		count: rows.length,
		events: rows,
		...redelivered,
	}));
}

const LOSS_REASONS: Record<PossibleLoss['reason'], string> = {
	retention: 'The log was not read for longer than it is kept.',
	restart: 'Events of a poll that a restart left in doubt were gone when they had to be repeated.',
	clock: "The service's clock was ahead and has been set back.",
};

/** @param row Whatever the service sent in a row's place. */
function unreadableJson(row: unknown): IDataObject {
	return {
		kind: 'unreadable',
		text: 'The log has an entry without an ID or a readable date. It comes once, as the service sent it.',
		// What a service sends is JSON.
		entry: row as IDataObject[string],
	};
}

function lossJson({ reason, from, before, retentionSeconds }: PossibleLoss): IDataObject {
	const iso = (second: number) => new Date(second * 1000).toISOString();
	return {
		kind: 'possibleLoss',
		text: `${LOSS_REASONS[reason]} Events from ${iso(from)} to ${iso(before)} may be missing.`,
		from: iso(from),
		to: iso(before),
		retentionDays: retentionSeconds === undefined ? null : retentionSeconds / 86_400,
	};
}
