import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode, withoutFields } from '../context';
import { runPolls } from './poll';
import type { PolledEvent, PollResult, PollsRequest, PossibleLoss } from './settings';
import { choiceOf, switchOf } from '../parameters/parameter';

/** What events are about: a person, a file … */
export interface Subject {
	/** Identifies it. */
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
	/** How items name the log that they are from, where a trigger follows several. */
	log?: {
		/** The member with its id. */
		member: string;
		/** The kind of an item that says that it cannot be read, or can be again. */
		unavailable: string;
		/** What has such a log, as people call it. */
		name: string;
	};
}

/**
 * Polls once and makes items of what came, for a trigger with the fields of `pollOptions`.
 *
 * @param makeRequest Reads what to poll for from the node's fields.
 * @returns One output's items, or null where there is nothing to run the workflow with.
 * @throws What `runPolls` throws, and NodeOperationError where a test run finds nothing to show.
 */
export async function pollItems(
	context: IPollFunctions,
	makeRequest: () => Promise<PollsRequest<IDataObject>>,
	form: EventForm,
): Promise<INodeExecutionData[][] | null> {
	const results = await runPolls(context, makeRequest).catch((error: unknown) => {
		throw withoutFields(context, error);
	});
	if (results) return [toItems(context, results, form)];
	if (context.getMode() !== 'manual') return null;
	throw new NodeOperationError(errorNode(context), 'No matching events found', {
		description:
			'None of the latest 1,000 events (up to 6 months back) match the filters. Remove a filter, or trigger an event in the service and try again.',
	});
}

/** An event with the member that names its log. */
interface NamedEvent extends PolledEvent<IDataObject> {
	log: IDataObject;
}

/** The items of a poll, oldest first; what is no event is an item of its own, before the others. */
function toItems(
	context: IPollFunctions,
	results: Array<PollResult<IDataObject>>,
	form: EventForm,
): INodeExecutionData[] {
	const simplify = switchOf(context, 'options.simplify', true);
	const groupBy = String(choiceOf(context, 'options.groupBy') ?? 'event');
	const nameOf = ({ log }: PollResult<IDataObject>): IDataObject =>
		log === undefined || !form.log ? {} : { [form.log.member]: log };
	const present = ({ data, log, redelivered }: NamedEvent): IDataObject => ({
		...log,
		...form.present(data, simplify),
		...(redelivered && { redelivered }),
	});
	const events = results
		.flatMap((result) => result.events.map((event) => ({ ...event, log: nameOf(result) })))
		.sort((a, b) => a.second - b.second);
	const rows =
		groupBy === 'event' ? events.map(present) : groups(events, groupBy, form.subject, present);
	const others = results.flatMap((result) =>
		notices(result, form).map((json) => ({ ...nameOf(result), ...json, ...form.lossMembers })),
	);
	return [...others, ...rows].map((json) => ({ json }));
}

/** What a log has to report besides its events. */
function notices(
	{ unreadable = [], possibleLoss, availability }: PollResult<IDataObject>,
	{ log }: EventForm,
): IDataObject[] {
	return [
		...(availability && log ? [availabilityJson(availability, log)] : []),
		...(possibleLoss ? [lossJson(possibleLoss)] : []),
		...unreadable.map(unreadableJson),
	];
}

function availabilityJson(
	availability: NonNullable<PollResult<IDataObject>['availability']>,
	{ unavailable, name }: NonNullable<EventForm['log']>,
): IDataObject {
	if (availability.isBack) {
		const text = `The log of this ${name} can be read again. The events since then follow.`;
		return { kind: unavailable, state: 'recovered', text };
	}
	const { reason } = availability;
	const text = `The log of this ${name} cannot be read: ${reason}. The others continue. This one is tried again, and none of its events are lost meanwhile.`;
	return { kind: unavailable, state: 'problem', text, reason };
}

/** One row for each subject of a log, in the order of their oldest events. */
function groups(
	events: NamedEvent[],
	groupBy: string,
	subjectOf: EventForm['subject'],
	present: (event: NamedEvent) => IDataObject,
): IDataObject[] {
	const bySubject = new Map<
		string,
		{ log: IDataObject; subject?: Subject; rows: IDataObject[]; isRedelivered: boolean }
	>();
	for (const event of events) {
		const { log, redelivered = false } = event;
		const subject = subjectOf(event.data, groupBy);
		const key = JSON.stringify([log, subject?.id]);
		const group = bySubject.get(key) ?? { log, subject, rows: [], isRedelivered: false };
		group.rows.push(present(event));
		group.isRedelivered ||= redelivered;
		bySubject.set(key, group);
	}
	return [...bySubject.values()].map(({ log, subject, rows, isRedelivered }) => ({
		kind: 'group',
		groupedBy: groupBy,
		...log,
		[groupBy]: subject?.json ?? null,
		count: rows.length,
		events: rows,
		...(isRedelivered && { redelivered: true }),
	}));
}

const LOSS_REASONS: Record<PossibleLoss['reason'], string> = {
	retention: 'The log was not read for longer than the service keeps it.',
	restart: 'Events that had to be repeated after a restart were no longer in the log.',
	clock: "The service's clock was ahead and has been set back.",
};

/** @param row Whatever the service sent in a row's place. */
function unreadableJson(row: unknown): IDataObject {
	return {
		kind: 'unreadable',
		text: 'The log has an entry without an ID or a readable date. It is emitted once, as the service sent it.',
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
