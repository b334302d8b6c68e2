import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { defaultItem } from '../../../shared/http/items/results';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { includeLinkField, withholdLink } from '../../output/archiveLink';
import { presentTask } from '../../tasks/taskForm';
import { dumpField } from '../../fields/dump';

export const operation: INodePropertyOptions = {
	name: 'Get Progress',
	value: 'getProgress',
	builderHint: {
		propertyHint:
			'It needs nothing, and says so when no backup is running. For one backup by its task ID use Get Result.',
	},
	action: 'Get backup progress',
	description:
		'Get the progress of the running backup, or the result of the last one. A finished backup stays visible for up to a day.',
	routing: {
		request: { method: 'GET', url: '/backup/getbackupprogress' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.progress }) },
		output: {
			postReceive: [
				presentTask,
				defaultItem({ running: false, message: 'No backup is running' }),
				withholdLink,
			],
		},
	},
};

export const fields: INodeProperties[] = [dumpField, includeLinkField];
