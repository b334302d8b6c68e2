import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../../../shared/context';
import type { PostReceive } from '../../../shared/http/items/results';
import { isNotFound, requiresKey, restoreProgress } from './restoreProgress';
import { assessTask } from '../../tasks/taskState';
import { taskEnding, waitForTask } from '../../tasks/waitForTask';
import { switchOf } from '../../../shared/parameters/parameter';

const RENEW =
	'The restore has changed all API keys, sessions, passwords and IDs. Renew the credential of this node and look up IDs again before the next step.';

const WAIT =
	'The portal has accepted the restore and is locked until it is done. Follow it with Restore: Get Progress. Afterwards all API keys, sessions, passwords and IDs have changed.';

/**
 * A `postReceive` function: waits until the restore is done, if the node's field says so.
 *
 * The portal refuses every other call meanwhile, and a key that the restore has made invalid would be
 * refused here too, so the progress is asked for without one.
 *
 * @throws NodeOperationError when the restore failed or took too long, or the portal named no task.
 */
export const waitForRestore: PostReceive = async function (items) {
	const started = items[0]?.json ?? {};
	const { taskId } = started;
	if (typeof taskId !== 'string' || taskId === '') {
		throw new NodeOperationError(errorNode(this), 'The portal returned no task for the restore', {
			itemIndex: this.getItemIndex(),
			description:
				'The portal may have accepted it anyway. Check in the portal before you start the restore again.',
		});
	}
	if (!switchOf(this, 'waitForCompletion', true)) {
		const state = assessTask(started, taskId);
		if (state.state === 'failed' || state.state === 'cancelled') {
			throw await taskEnding(this, 'restore', state);
		}
		return [{ json: { ...started, restored: false, nextStep: WAIT } }];
	}
	const beganAt = performance.now();
	let last: IDataObject | undefined = started;
	await waitForTask(this, {
		what: 'restore',
		first: started,
		look: async () =>
			(last = await restoreProgress(this).catch((error: unknown) => {
				// Between its old self and its new one the portal knows no restore.
				if (isNotFound(error)) return last;
				throw requiresKey(error) ? restoreNotVisible(this) : error;
			})),
		assess: (progress) => assessTask(progress, taskId),
		// Nothing but the portal's own word counts as a restored portal.
		whenVanished: async () => false,
	});
	const durationSeconds = Math.round((performance.now() - beganAt) / 1000);
	return [{ json: { taskId, restored: true, durationSeconds, nextStep: RENEW } }];
};

function restoreNotVisible(context: IExecuteSingleFunctions): NodeOperationError {
	return new NodeOperationError(
		errorNode(context),
		'The portal does not show the progress of the restore',
		{
			itemIndex: context.getItemIndex(),
			description:
				'It has accepted the restore and continues with it. Check the portal when it is back, and do not start the restore again.',
		},
	);
}
