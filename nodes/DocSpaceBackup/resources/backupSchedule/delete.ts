import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { replaceWith } from '../../../shared/http/items/results';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { dumpField } from '../../fields/dump';
import { allowAsToolField } from '../../../shared/parameters/allowAsTool';

export const operation: INodePropertyOptions = {
	name: 'Delete',
	value: 'delete',
	builderHint: { propertyHint: 'Only where a person has asked for exactly this.' },
	action: 'Delete backup schedule',
	description: 'Delete the schedule. Its backups are kept.',
	routing: {
		request: { method: 'DELETE', url: '/backup/deletebackupschedule' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.yes }) },
		output: { postReceive: [replaceWith({ deleted: true })] },
	},
};

export const fields: INodeProperties[] = [allowAsToolField, dumpField];
