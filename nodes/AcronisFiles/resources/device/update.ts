import type {
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';

import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { chosenId, sendId } from '../../fields/idField';
import { sendTenant, tenantOptions } from '../../fields/tenant';
import { DEVICE, deviceLocator } from './device';
import { TEXT } from '../../../shared/parameters/fieldValue';
import { textOf } from '../../../shared/parameters/parameter';

const sendNotes: PreSendAction = async function (options) {
	return { ...options, body: { device: { notes: textOf(this, 'notes') } } };
};

const answerUpdated: PostReceiveAction = async function () {
	const notes = textOf(this, 'notes');
	return [{ json: { updated: true, uuid: chosenId(this, DEVICE), notes } }];
};

export const operation: INodePropertyOptions = {
	name: 'Update',
	value: 'update',
	builderHint: { propertyHint: 'It needs the UUID of a device from Get Many.' },
	action: 'Update device',
	description: 'Set the notes of a device, which are all that Acronis lets you change',
	routing: {
		request: { method: 'PUT', url: '/devices/{device_uuid}' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.done,
				prepare: [sendId(DEVICE), sendTenant, sendNotes],
			}),
		},
		output: { postReceive: [answerUpdated] },
	},
};

export const fields: INodeProperties[] = [
	deviceLocator,
	{
		displayName: 'Notes',
		name: 'notes',
		type: 'string',
		typeOptions: { rows: 3, ...TEXT.mayBeEmpty },
		default: '',
		placeholder: 'e.g. Lent to the sales team',
		description: 'Text of the notes. Leave empty to remove them.',
	},
	tenantOptions,
];
