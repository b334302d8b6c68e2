import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PostReceiveAction } from 'n8n-workflow';

import { defaultItem } from '../../../shared/http/items/results';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { scheduleFields } from './scheduleFields';
import { dumpField } from '../../fields/dump';

const toScheduleFields: PostReceiveAction = async (items) =>
	items.map(({ json }) => ({ json: { scheduled: true, ...scheduleFields(json) } }));

export const operation: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	builderHint: { propertyHint: 'It needs nothing.' },
	action: 'Get backup schedule',
	description:
		'Get the schedule, with the field names of Create or Update. If there is none, the output says so.',
	routing: {
		request: { method: 'GET', url: '/backup/getbackupschedule' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.schedule }) },
		output: {
			postReceive: [
				toScheduleFields,
				defaultItem({ scheduled: false, message: 'The portal has no backup schedule' }),
			],
		},
	},
};

export const fields: INodeProperties[] = [dumpField];
