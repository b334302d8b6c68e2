import type {
	IDataObject,
	IExecuteSingleFunctions,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';

import { toIsoDate } from '../../../shared/parameters/dates';
import { isUuid } from '../../../shared/parameters/identifiers';
import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { enumNumber, shownName, STORAGE_TYPES } from '../../output/enums';
import { absoluteLink } from '../../service/portalLink';
import { withoutOwnSecrets } from '../../service/withoutOwnSecrets';
import type { TaskState } from '../../tasks/taskState';
import { assessTask } from '../../tasks/taskState';
import { historyRecord, historyRecords, NO_ARCHIVE } from './historyRecord';
import { warningOf } from './warning';
import { choiceOf, switchOf, textOf } from '../../../shared/parameters/parameter';
import { bareName } from '../../../shared/util/bareName';

/** The task that is asked about; undefined for the newest finished backup. */
function wantedTask(context: IExecuteSingleFunctions): string | undefined {
	if (choiceOf(context, 'which') === 'newest') return undefined;
	const taskId = textOf(context, 'taskId');
	// The portal's own are in small letters.
	if (isUuid(taskId)) return taskId.toLowerCase();
	return rejectParameter(
		context,
		'Task ID',
		'is not the ID of a backup',
		'Set it to the taskId from Backup: Start.',
	);
}

/** A `prepare` function: refuses an ID that cannot be one. */
export const checkWhich: PreSendAction = async function (options) {
	wantedTask(this);
	return options;
};

/**
 * A `postReceive` function: makes one item of the task that the portal shows and of the record in the
 * history. The history is read only where it has to say something: reading it makes the portal drop
 * records whose storage it cannot reach at that moment.
 */
export const result: PostReceiveAction = async function ([progress]) {
	const dump = switchOf(this, 'dump');
	const shown = progress?.json;
	const taskId = wantedTask(this);
	if (taskId === undefined) {
		const record = newest(await historyRecords(this, dump));
		const own = shown?.taskId === record?.id ? shown : undefined;
		return [{ json: await described(this, record ? SUCCEEDED : NONE, own, record) }];
	}
	const state = assessTask(shown, taskId);
	const own = state.state === 'vanished' ? undefined : shown;
	const record = mayHaveRecord(state, own) ? await historyRecord(this, taskId, dump) : undefined;
	const known = record ? SUCCEEDED : state;
	return [{ json: { ...(await described(this, known, own, record)), taskId } }];
};

const SUCCEEDED = { state: 'succeeded' } as const;
const NONE = { state: 'none' } as const;

/** An archive and its record come before the last steps, of which one can still fail. */
function mayHaveRecord({ state }: TaskState, task: IDataObject | undefined): boolean {
	if (state === 'failed') return Number(task?.progress) === 100;
	return state === 'succeeded' || state === 'vanished';
}

/** Dates of the service sort like time once they have one form. */
function newest(records: readonly IDataObject[]): IDataObject | undefined {
	const time = ({ createdOn }: IDataObject) => toIsoDate(createdOn) ?? '';
	return [...records].sort((one, other) => time(other).localeCompare(time(one)))[0];
}

/** All members are always there, so that a workflow can rely on them. */
async function described(
	context: IExecuteSingleFunctions,
	state: TaskState | typeof NONE,
	task: IDataObject | undefined,
	record: IDataObject | undefined,
): Promise<IDataObject> {
	const isDone = state.state === 'succeeded';
	const storageType = record?.storageType;
	return {
		taskId: record?.id ?? null,
		state: state.state,
		percent: state.state === 'running' ? state.percent : null,
		backupId: record?.id ?? null,
		fileName: record?.fileName ? bareName(record.fileName) : null,
		storageType: storageType ?? null,
		storageTypeName: shownName(STORAGE_TYPES, enumNumber(storageType, STORAGE_TYPES)),
		createdOn: toIsoDate(record?.createdOn),
		expiresOn: toIsoDate(record?.expiresOn),
		link: record ? await absoluteLink(context, task?.link) : null,
		warning: isDone ? await warningOf(context, task, record ? '' : NO_ARCHIVE) : null,
		reason: state.state === 'failed' ? await withoutOwnSecrets(context, state.reason) : null,
	};
}
