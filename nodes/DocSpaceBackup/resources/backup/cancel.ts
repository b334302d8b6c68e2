import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PostReceiveAction } from 'n8n-workflow';

import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { explainStatus, requiresVersion } from '../../service/statusMeaning';

/** The service answers with true for a task that has ended but is still shown, too. */
const sayWhatHappened: PostReceiveAction = async (items) => {
	const cancelled = items[0]?.json.value === true;
	const message = cancelled
		? 'The portal has cancelled the backup, or it had just ended. Get Progress shows which.'
		: 'No backup was running';
	return [{ json: { cancelled, message } }];
};

export const operation: INodePropertyOptions = {
	name: 'Cancel',
	value: 'cancel',
	builderHint: {
		propertyHint:
			'Only where a person has asked for exactly this. The backup is lost, whoever started it.',
	},
	action: 'Cancel backup',
	description: 'Cancel the running backup, even one that never started (DocSpace 3.7 or newer)',
	routing: {
		request: { method: 'POST', url: '/backup/cancelbackup' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.yesOrNo,
				recover: explainStatus(requiresVersion('3.7')),
			}),
		},
		output: { postReceive: [sayWhatHappened] },
	},
};

export const fields: INodeProperties[] = [];
