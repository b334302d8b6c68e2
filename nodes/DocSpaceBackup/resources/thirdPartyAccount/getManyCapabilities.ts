import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PostReceiveAction } from 'n8n-workflow';

import { wholeList } from '../../../shared/http/items/pages';
import { listFields } from '../../../shared/description/listFields';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';

/** A row is a list: the provider's key alone, or with the portal's application at the provider. */
const named: PostReceiveAction = async (items) =>
	items.map(({ json }) => {
		const { 0: providerKey, 1: clientId = null, 2: redirectUri = null } = json;
		return { json: { providerKey, clientId, redirectUri } };
	});

export const operation: INodePropertyOptions = {
	name: 'Get Many Capabilities',
	value: 'getManyCapabilities',
	builderHint: { propertyHint: 'It needs nothing.' },
	action: 'Get many storage capabilities',
	description:
		"Get the kinds of storage that can be connected now, and the portal's application where a browser is needed. The list is empty while third-party storage is switched off.",
	routing: {
		request: { method: 'GET', url: '/files/thirdparty/capabilities' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.capabilities, pages: wholeList }) },
		output: { postReceive: [named] },
	},
};

export const fields: INodeProperties[] = listFields;
