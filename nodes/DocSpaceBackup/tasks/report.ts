import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	PostReceiveAction,
} from 'n8n-workflow';

import { request } from '../../shared/http/request';
import { isRecord } from '../../shared/util/isRecord';
import { bareName } from '../../shared/util/bareName';
import { absoluteLink, isLink } from '../service/portalLink';
import { ANSWER } from '../service/answers';
import { docSpace } from '../service/docSpace';
import type { TaskState } from './taskState';
import { stateOf } from './taskState';
import { waitForTask, waitingTimesField } from './waitForTask';

/** What a report is made as. */
export const reportFields: INodeProperties[] = [
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'Csv' },
			{
				name: 'XLSX',
				value: 'Xlsx',
				description: 'A spreadsheet. Portals up to 3.7 create a CSV instead.',
			},
		],
		default: 'Csv',
		description: 'Format of the file',
		routing: { send: { type: 'query', property: 'format' } },
	},
	waitingTimesField,
];

/**
 * A `postReceive` function: the file of a report. Portals up to 3.7 answer with its address; newer ones
 * with a task that is looked at on the same path until it is done.
 *
 * @param path The report's path.
 * @throws NodeOperationError when the task failed, vanished or took too long.
 */
export function reportFile(path: string): PostReceiveAction {
	return async function ([item]) {
		const answer = item?.json ?? {};
		const url = answer.value;
		if (typeof url === 'string') return [{ json: await file(this, { resultFileUrl: url }) }];
		const report = await waitForTask(this, {
			what: 'report',
			first: answer,
			look: async () => {
				const { result } = await request(this, docSpace, { path, answer: ANSWER.reportTask });
				return isRecord(result) ? result : undefined;
			},
			assess: (task) => assessReport(task, answer.id),
			whenVanished: async () => false,
		});
		return [{ json: await file(this, report ?? {}) }];
	};
}

function assessReport(task: IDataObject | undefined, id: unknown): TaskState {
	if (!task || task.id !== id) return { state: 'vanished' };
	const state = stateOf({ ...task, progress: task.percentage });
	if (state.state !== 'succeeded' || isLink(task.resultFileUrl)) return state;
	return { state: 'failed', reason: 'the portal named no file' };
}

async function file(context: IExecuteSingleFunctions, report: IDataObject): Promise<IDataObject> {
	const url = await absoluteLink(context, report.resultFileUrl);
	// The service takes a parameter's name in any case.
	const inUrl = [...new URL(url ?? 'about:blank').searchParams].find(([name]) =>
		/^fileId$/i.test(name),
	);
	const id = Number(report.resultFileId || inUrl?.[1]);
	return {
		url,
		fileId: Number.isSafeInteger(id) && id > 0 ? id : null,
		fileName: report.resultFileName ? bareName(report.resultFileName) : null,
	};
}
