import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { cancelSignal, errorNode, perItemStore } from '../../shared/context';
import { cancelledError } from '../../shared/http/items/items';
import { limitRequests } from '../../shared/http/exchange/timeLimit';
import { numberOf } from '../../shared/parameters/parameter';
import { sleepUntilCancelled } from '../../shared/util/sleep';
import { withoutOwnSecrets } from '../service/withoutOwnSecrets';
import type { TaskState } from './taskState';

/** What is waited for, and how to see it. */
export interface Waiting {
	/** The task's name in messages, for example `backup`. */
	what: string;
	/** The progress that the start was answered with. */
	first: IDataObject;
	/** Asks the service for the progress. */
	look(): Promise<IDataObject | undefined>;
	assess(progress: IDataObject | undefined): TaskState;
	/** Asked once when the task is no longer shown, or another one in its place: did it succeed? */
	whenVanished(): Promise<boolean>;
}

/** A pause is lengthened by up to this part of it, so that many workflows do not ask in step. */
const JITTER = 0.1;

/** How long to wait, and how often to look. */
export const waitingTimesField: INodeProperties = {
	displayName: 'Waiting',
	name: 'waiting',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Deadline (Minutes)',
			name: 'deadlineMinutes',
			type: 'number',
			typeOptions: { minValue: 0.001, maxValue: 1440, numberPrecision: 3 },
			default: 60,
			description: 'Maximum time to wait. After that the node fails, but the portal continues.',
		},
		{
			displayName: 'Interval (Seconds)',
			name: 'intervalSeconds',
			type: 'number',
			typeOptions: { minValue: 0.001, maxValue: 600, numberPrecision: 3 },
			default: 10,
			description: 'Pause between two checks of the progress',
		},
	],
};

/** Waiting for a task of the portal; the portal works on it whether or not somebody waits. */
export const waitingFields: INodeProperties[] = [
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until the task is done, and fail if it failed. If off, the output only shows that the portal accepted the task.',
	},
	{ ...waitingTimesField, displayOptions: { show: { waitForCompletion: [true] } } },
];

/**
 * Looks at a task's progress until it has ended. Only the service's own word counts as success: a
 * service that is down or busy in between is asked again until the deadline.
 *
 * @returns The last progress that was seen; undefined when the task had vanished and succeeded.
 * @throws NodeOperationError when it failed, was cancelled, vanished, or the deadline has passed;
 * or the execution was cancelled; the last two say which task goes on in the portal.
 */
export async function waitForTask(
	context: IExecuteSingleFunctions,
	waiting: Waiting,
): Promise<IDataObject | undefined> {
	const minutes = numberOf(context, 'waiting.deadlineMinutes', 60);
	const pauseMs = numberOf(context, 'waiting.intervalSeconds', 10) * 1000;
	const deadline = performance.now() + minutes * 60_000;
	const takeLimitAway = limitRequests(context, minutes * 60_000);
	const signal = cancelSignal(context);
	let progress: IDataObject | undefined = waiting.first;
	let lastPercent = 0;
	let answeredAt = performance.now();

	const pause = async () => {
		const left = deadline - performance.now();
		if (left <= 0) {
			const isSilent = performance.now() - answeredAt > minutes * 30_000; // half of the time
			throw await tooLate(context, waiting, minutes, isSilent ? undefined : lastPercent);
		}
		const wanted = pauseMs * (1 + Math.random() * JITTER);
		await sleepUntilCancelled(Math.min(wanted, left), signal);
	};
	const askPatiently = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
		for (;;) {
			const answer = await unlessUnavailable(ask);
			if (answer !== UNAVAILABLE) {
				answeredAt = performance.now();
				return answer;
			}
			await pause();
		}
	};

	try {
		for (;;) {
			const task = waiting.assess(progress);
			if (task.state === 'succeeded') return progress;
			if (task.state === 'vanished' && (await askPatiently(waiting.whenVanished))) return undefined;
			if (task.state !== 'running') throw await taskEnding(context, waiting.what, task);
			lastPercent = task.percent;
			await pause();
			progress = await askPatiently(waiting.look);
		}
	} finally {
		takeLimitAway();
		if (signal?.aborted) await noteWhatGoesOn(context, waiting);
	}
}

const UNAVAILABLE = Symbol('unavailable');

async function unlessUnavailable<Answer>(
	ask: () => Promise<Answer>,
): Promise<Answer | typeof UNAVAILABLE> {
	return await ask().catch((error: unknown): typeof UNAVAILABLE => {
		const cause = error instanceof NodeApiError ? error.failure?.cause : undefined;
		if (cause === 'temporarily-unavailable' || cause === 'rate-limited') return UNAVAILABLE;
		throw error;
	});
}

/** The error for a task that has ended without success, in the portal's words where it has some. */
export async function taskEnding(
	context: IExecuteSingleFunctions,
	what: string,
	task: TaskState,
): Promise<NodeOperationError> {
	const itemIndex = context.getItemIndex();
	const node = errorNode(context);
	if (task.state === 'failed') {
		const reason = await withoutOwnSecrets(context, task.reason);
		return new NodeOperationError(node, `The ${what} failed: ${reason}`, {
			itemIndex,
			description: `The portal accepted the ${what} but could not finish it. Check the chosen storage, and run it again.`,
		});
	}
	if (task.state === 'cancelled') {
		return new NodeOperationError(node, `The ${what} was cancelled`, {
			itemIndex,
			description: 'Somebody cancelled it in the portal. Run it again if it is still needed.',
		});
	}
	return new NodeOperationError(node, `The ${what} vanished before it was done`, {
		itemIndex,
		description: `The portal no longer shows it and has no record of it: it was cancelled, another one replaced it, or the service was restarted. Check in the portal before you start another ${what}.`,
	});
}

/** @param percent How far it was when it was last seen; undefined when the portal gives no answer. */
async function tooLate(
	context: IExecuteSingleFunctions,
	{ what, first }: Waiting,
	minutes: number,
	percent: number | undefined,
) {
	const id = await named(context, first);
	const said = (message: string, description: string) =>
		new NodeOperationError(errorNode(context), message, {
			itemIndex: context.getItemIndex(),
			description: `${description} ${id}`,
		});
	if (percent === undefined) {
		return said(
			`The portal was not answering after ${minutes} minutes`,
			`The ${what} was started and may still run or be done. Check it with Get Progress or in the portal before you start another one.`,
		);
	}
	if (percent === 0) {
		return said(
			`The ${what} did not start within ${minutes} minutes`,
			'The portal accepted it but never worked on it, so its backup service may be down. Check the service on the server, and cancel the task before you start another one.',
		);
	}
	return said(
		`The ${what} was at ${percent} % after ${minutes} minutes`,
		'The portal continues with it. Raise Deadline (Minutes) under Waiting, or follow it with Get Progress.',
	);
}

/** What goes on in the portal although an item's execution was cancelled. */
const goesOn = perItemStore<string>();

/** The error of an item whose wait was cancelled, with what goes on in the portal; else the error. */
export function withWhatGoesOn(context: IExecuteSingleFunctions, error: unknown): unknown {
	const description = goesOn.get(context);
	return description === undefined ? error : cancelledError(context, description);
}

async function noteWhatGoesOn(
	context: IExecuteSingleFunctions,
	{ what, first }: Waiting,
): Promise<void> {
	const description = `The portal continues with the ${what}. ${await named(context, first)}`;
	context.logger.info(description);
	goesOn.set(context, description);
}

/** The ID is the portal's own text, which can be anything. */
async function named(
	context: IExecuteSingleFunctions,
	{ taskId, id }: IDataObject,
): Promise<string> {
	return `Its task ID is ${await withoutOwnSecrets(context, String(taskId ?? id))}.`;
}
