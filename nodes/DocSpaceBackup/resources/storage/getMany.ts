import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wholeList } from '../../../shared/http/items/pages';
import { listFields } from '../../../shared/description/listFields';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { dumpField } from '../../fields/dump';

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	builderHint: { propertyHint: 'It needs nothing.' },
	action: 'Get many cloud storages',
	description:
		'Get the cloud storages that backups can go to, with the settings that each one takes. Only one whose isSet is true can be used.',
	routing: {
		request: { method: 'GET', url: '/settings/storage/backup' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.storages, pages: wholeList }) },
	},
};

export const fields: INodeProperties[] = [...listFields, dumpField];
