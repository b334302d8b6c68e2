import type { INodeProperties, INodePropertyOptions, PreSendAction } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../../../shared/context';
import { confirmation } from '../../../shared/description/confirmation';
import { ANSWER } from '../../service/answers';
import { requiresKey, restoreProgress } from './restoreProgress';
import { isRunning } from '../../tasks/taskState';
import { waitForRestore } from './waitForRestore';
import { presentTask } from '../../tasks/taskForm';
import { waitingFields } from '../../tasks/waitForTask';
import { archiveVersionField, compareVersions, withVersionWarning } from './archiveVersion';
import { sendHeldArchive } from './heldArchive';
import { pipelineWithUpload, takePortal } from './oneUpload';
import { checkPortal, neverInPortalField } from './portalGuard';
import { sendSource, sourceFields } from './source';

const confirm = confirmation(
	'Confirm Replacing All Data',
	'A restore replaces everything in the portal with the contents of the backup. It cannot be undone.',
);

/** A second start would be answered with the running restore, and its own archive would be ignored. */
const checkNoneIsRunning: PreSendAction = async function (options) {
	// A portal that does not show it refuses a second start by itself: it is locked meanwhile.
	const task = await restoreProgress(this).catch((error: unknown) => {
		if (!requiresKey(error)) throw error;
		return undefined;
	});
	if (isRunning(task)) {
		throw new NodeOperationError(errorNode(this), 'A restore is already running', {
			itemIndex: this.getItemIndex(),
			description:
				'The portal would continue with that one and ignore this backup. Follow it with Get Progress.',
		});
	}
	return options;
};

export const operation: INodePropertyOptions = {
	name: 'Start',
	value: 'start',
	builderHint: {
		propertyHint:
			'Everything that was added after the backup is lost. Only where a person has asked for exactly this.',
	},
	action: 'Start restore',
	description:
		'Replace everything in the portal with the contents of a backup. Afterwards all keys, sessions, passwords and IDs have changed: renew the credential first.',
	routing: {
		request: { method: 'POST', url: '/backup/startrestore' },
		send: { paginate: true },
		operations: {
			pagination: pipelineWithUpload({
				answer: ANSWER.task,
				prepare: [
					confirm.check,
					checkPortal,
					compareVersions,
					sendSource,
					checkNoneIsRunning,
					takePortal,
					sendHeldArchive,
				],
				repeat: 'never',
			}),
		},
		output: { postReceive: [withVersionWarning(waitForRestore), presentTask] },
	},
};

export const fields: INodeProperties[] = [
	...confirm.fields,
	...sourceFields,
	...waitingFields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			archiveVersionField,
			{
				displayName: 'Check Whole Archive',
				name: 'checkArchive',
				type: 'boolean',
				default: true,
				displayOptions: { show: { '/source': ['upload'] } },
				description:
					'Whether to unpack the file before anything is sent, and fail if it is damaged or incomplete. If off, only the beginning is checked.',
			},
			neverInPortalField,
			{
				displayName: 'Notify All Users',
				name: 'notify',
				type: 'boolean',
				default: false,
				description: 'Whether to email all active users instead of only the owner',
				routing: { send: { type: 'body', property: 'notify' } },
			},
			{
				displayName: 'Storage Type',
				name: 'storageType',
				type: 'options',
				displayOptions: { show: { '/source': ['backup'] } },
				options: [
					{ name: 'Cloud Storage', value: 5 },
					{ name: 'Connected Third-Party Account', value: 1 },
					{ name: 'Custom Cloud', value: 2 },
					{ name: 'Directory on the Server', value: 3 },
					{ name: 'Room or Folder', value: 0 },
					{ name: 'Temporary Storage', value: 4 },
				],
				default: 4,
				description:
					'Sent together with the backup ID. Current portals ignore it and use the storage in the history.',
			},
		],
	},
];
