import type { IDataObject, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';

import { perItemStore } from '../../../shared/context';
import { request } from '../../../shared/http/request';
import { itemsOf } from '../../../shared/http/items/items';
import { toIsoDate } from '../../../shared/parameters/dates';
import { choiceOf, numberOf, switchOf } from '../../../shared/parameters/parameter';
import { isRecord } from '../../../shared/util/isRecord';
import { enumNumber, STORAGE_TYPES } from '../../output/enums';
import { ANSWER } from '../../service/answers';
import { docSpace } from '../../service/docSpace';
import { isRunning } from '../../tasks/taskState';
import { currentTask } from './runningBackup';

/** The record that takes the place of an item's own backup. */
const recent = perItemStore<IDataObject>();

/** The record in whose place nothing was started; undefined where a backup was. */
export function usedBackup(context: IExecuteSingleFunctions): IDataObject | undefined {
	return recent.get(context);
}

/**
 * An `instead` function: the newest backup in the wanted storage that ended within the minutes of the
 * option `youngerThan`, so that a second run after a crash or a lost wait makes no second one.
 *
 * @returns undefined where there is none, or a backup is running, or the option is not set.
 */
export async function useRecentBackup(
	this: IExecuteSingleFunctions,
): Promise<INodeExecutionData[] | undefined> {
	const minutes = numberOf(this, 'options.youngerThan', 0);
	if (minutes === 0) return undefined;
	const dump = switchOf(this, 'options.dump');
	const storageType = Number(choiceOf(this, 'storageType'));
	const { result, response } = await request(this, docSpace, {
		path: '/backup/getbackuphistory',
		qs: { dump },
		answer: ANSWER.history,
	});
	const now = Date.parse(String(response.headers.date));
	const records = itemsOf(result)
		.filter(isRecord)
		.map((record) => ({ record, ended: Date.parse(toIsoDate(record.createdOn) ?? '') }))
		.filter(
			({ record, ended }) =>
				enumNumber(record.storageType, STORAGE_TYPES) === storageType &&
				ended > (Number.isNaN(now) ? Date.now() : now) - minutes * 60_000,
		)
		.sort((one, other) => other.ended - one.ended);
	const record = records[0]?.record;
	if (!record) return undefined;
	const task = await currentTask(this);
	if (task?.taskId !== record.id && isRunning(task)) return undefined;
	recent.set(this, record);
	return [
		{
			json: {
				...(task?.taskId === record.id ? task : {}),
				taskId: record.id,
				alreadyRunning: true,
			},
		},
	];
}
