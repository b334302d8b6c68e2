import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PostReceiveAction } from 'n8n-workflow';

import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';

const asEnabled: PostReceiveAction = async (items) => [
	{ json: { enabled: items[0]?.json.value === true } },
];

export const operation: INodePropertyOptions = {
	name: 'Set Availability',
	value: 'setAvailability',
	builderHint: {
		propertyHint:
			'It concerns everybody in the portal. Only where a person has asked for exactly this.',
	},
	action: 'Set availability of third-party storage',
	description:
		'Switch third-party storage on or off for the whole portal. While it is off, accounts cannot be connected or used.',
	routing: {
		request: { method: 'PUT', url: '/files/thirdparty' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.yesOrNo }) },
		output: { postReceive: [asEnabled] },
	},
};

export const fields: INodeProperties[] = [
	{
		displayName: 'Available',
		name: 'available',
		type: 'boolean',
		default: true,
		description: 'Whether third-party storage can be used in the portal',
		routing: { send: { type: 'body', property: 'set' } },
	},
];
