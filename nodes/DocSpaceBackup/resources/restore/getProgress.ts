import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { defaultItem } from '../../../shared/http/items/results';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { presentTask } from '../../tasks/taskForm';

export const operation: INodePropertyOptions = {
	name: 'Get Progress',
	value: 'getProgress',
	builderHint: { propertyHint: 'It needs nothing, and says so when no restore is running.' },
	action: 'Get restore progress',
	description:
		'Get the progress of the restore, or the result of the last one. The key is not sent: the portal does not need it here, and the restore may have made it invalid.',
	routing: {
		request: { method: 'GET', url: '/backup/getrestoreprogress' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.progress, anonymous: true }) },
		output: {
			postReceive: [presentTask, defaultItem({ running: false, message: 'No restore is running' })],
		},
	},
};

export const fields: INodeProperties[] = [];
