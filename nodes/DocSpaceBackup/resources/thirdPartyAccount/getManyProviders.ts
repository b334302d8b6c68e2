import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wholeList } from '../../../shared/http/items/pages';
import { listFields } from '../../../shared/description/listFields';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';

export const operation: INodePropertyOptions = {
	name: 'Get Many Providers',
	value: 'getManyProviders',
	builderHint: { propertyHint: 'It needs nothing.' },
	action: 'Get many storage providers',
	description:
		'Get the kinds of storage that are enabled in the portal, and which of them are set up. All WebDAV kinds have the key WebDav: use the name in the field Provider.',
	routing: {
		request: { method: 'GET', url: '/files/thirdparty/providers' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.providers, pages: wholeList }) },
	},
};

export const fields: INodeProperties[] = [
	...listFields,
	{
		displayName: 'Leave Out WebDAV',
		name: 'excludeWebDav',
		type: 'boolean',
		default: false,
		description: 'Whether to leave out the WebDAV kinds of storage',
		routing: { send: { type: 'query', property: 'excludewebdav' } },
	},
];
