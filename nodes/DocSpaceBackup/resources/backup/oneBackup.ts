import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode, perRun } from '../../../shared/context';
import { failedItem, finishedItems } from '../../../shared/http/items/items';
import { switchOf } from '../../../shared/parameters/parameter';
import { valuesOf } from '../../../shared/parameters/readParameters';
import { isRecord } from '../../../shared/util/isRecord';
import { docSpace, docSpacePipeline } from '../../service/docSpace';
import { withWhatGoesOn } from '../../tasks/waitForTask';

/** What an item of the run has started. */
interface Start {
	itemIndex: number;
	settings: string;
	outcome: Promise<INodeExecutionData[]>;
}

/** The starts of a run, by the portal and the kind of backup. */
const starts = perRun(() => new Map<string, Start>());

/** Fields that change neither the backup nor what an item says of it. */
const BESIDE = /^(waiting(\..+)?|options|options\.itemForEach)$/;

/**
 * A request pipeline for one backup a run: a portal makes one at a time, so all items that ask for the
 * same one would get the same one. The first of them starts it. The others add no item, or one each
 * that names the first, where the option `itemForEach` says so.
 */
export function oneBackupPipeline(
	options: Parameters<typeof docSpacePipeline>[0],
): ReturnType<typeof docSpacePipeline> {
	const pagination = docSpacePipeline(options);
	return async function (requestData) {
		try {
			return await startOrShare(this, pagination, requestData);
		} catch (error) {
			if (this.getExecutionCancelSignal()?.aborted) throw withWhatGoesOn(this, error);
			return failedItem(this, error);
		}
	};
}

async function startOrShare(
	context: IExecutePaginationFunctions,
	pagination: ReturnType<typeof docSpacePipeline>,
	requestData: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const itemIndex = context.getItemIndex();
	const dump = switchOf(context, 'options.dump');
	const target = JSON.stringify([await docSpace.origin(context), dump]);
	const settings = JSON.stringify(
		[...valuesOf(context)]
			.filter(([name]) => !BESIDE.test(name))
			// One folder is the same, whether it was picked or typed.
			.map(([name, value]) => [name, isRecord(value) && 'mode' in value ? value.value : value]),
	);
	// From here on nothing waits: no other item can look in between.
	const first = starts(context).get(target);
	if (!first) {
		const outcome = pagination.call(context, requestData);
		starts(context).set(target, { itemIndex, settings, outcome });
		return await outcome;
	}
	if (first.settings !== settings) {
		throw new NodeOperationError(
			errorNode(context),
			`Item ${first.itemIndex} starts a backup with other settings`,
			{
				itemIndex,
				description:
					'The portal makes one backup at a time. Put Loop Over Items before this node, so that each backup starts when the previous one is done.',
			},
		);
	}
	return await shared(context, first);
}

async function shared(
	context: IExecutePaginationFunctions,
	{ itemIndex: startedByItem, outcome }: Start,
): Promise<INodeExecutionData[]> {
	const itemIndex = context.getItemIndex();
	const items = await outcome.catch((): INodeExecutionData[] => []);
	const [made] = items;
	if (!made || made.error) {
		throw new NodeOperationError(
			errorNode(context),
			`The backup that item ${startedByItem} started did not succeed`,
			{ itemIndex, description: made?.error?.message ?? 'See the message of that item.' },
		);
	}
	if (!switchOf(context, 'options.itemForEach')) return [];
	return finishedItems([{ json: { ...made.json, startedByItem } }], itemIndex);
}
