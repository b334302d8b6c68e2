import type { IDataObject, PostReceiveAction } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { toIsoDate } from '../../../shared/parameters/dates';
import { request } from '../../../shared/http/request';
import { isRecord } from '../../../shared/util/isRecord';
import { docSpace } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { absoluteLink } from '../../output/portalLink';
import { assessTask } from '../../tasks/taskState';
import { waitForTask } from '../../tasks/waitForTask';
import { historyRecord } from './historyRecord';
import { switchOf } from '../../../shared/parameters/parameter';

/**
 * A `postReceive` function: waits until the backup that was just started is done, if the node's
 * field says so.
 *
 * @throws NodeOperationError when the backup failed, was cancelled, vanished or took too long.
 */
export const waitForBackup: PostReceiveAction = async function (items) {
	const [started] = items;
	if (!started) {
		throw new NodeOperationError(this.getNode(), 'The portal named no task for the backup', {
			itemIndex: this.getItemIndex(),
			description: 'Check in the portal whether a backup is running before you start another one.',
		});
	}
	const taskId = String(started.json.taskId ?? '');
	if (!switchOf(this, 'waitForCompletion', true)) {
		return [{ json: { ...started.json, link: await absoluteLink(this, started.json.link) } }];
	}
	const dump = switchOf(this, 'options.dump');
	const beganAt = Date.now();
	let record: IDataObject | undefined;
	const task = await waitForTask(this, {
		what: 'backup',
		first: started.json,
		look: async () => {
			const { result } = await request(this, docSpace, {
				path: '/backup/getbackupprogress',
				qs: { dump },
				answer: ANSWER.progress,
			});
			return isRecord(result) ? result : undefined;
		},
		assess: (progress) => assessTask(progress, taskId),
		whenVanished: async () => {
			record = await historyRecord(this, taskId, dump);
			return record !== undefined;
		},
	});
	if (task) record = await historyRecord(this, taskId, dump).catch(unlessRequestFailed);
	return [
		{
			json: {
				taskId,
				alreadyRunning: started.json.alreadyRunning,
				fileName: record?.fileName ?? null,
				createdOn: toIsoDate(record?.createdOn),
				expiresOn: toIsoDate(record?.expiresOn),
				link: await absoluteLink(this, task?.link),
				warning: task?.warning ?? null,
				durationSeconds: Math.round((Date.now() - beganAt) / 1000),
			},
		},
	];
};

/** The backup is done by now: what the history could have added is no reason to call it failed. */
function unlessRequestFailed(error: unknown): undefined {
	if (!(error instanceof NodeApiError)) throw error;
}
