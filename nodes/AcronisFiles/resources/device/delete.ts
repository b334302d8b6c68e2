import type {
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
} from 'n8n-workflow';

import type { FailedTry } from '../../../shared/http/exchange/exchange';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { chosenId, sendId } from '../../fields/idField';
import { CODE, errorCode } from '../../service/errors';
import { sendTenant, tenantOptions } from '../../fields/tenant';
import { DEVICE, deviceLocator } from './device';
import { allowAsToolField } from '../../../shared/parameters/allowAsTool';

/** A repeated request finds nothing when the answer to the first one was lost. */
async function deletedBefore(
	this: IExecuteSingleFunctions,
	{ failure, mayHaveHappened }: FailedTry,
): Promise<INodeExecutionData[] | undefined> {
	const isGone = failure.kind === 'answer' && errorCode(failure) === CODE.notFound;
	return mayHaveHappened && isGone ? [{ json: {} }] : undefined;
}

const answerDeleted: PostReceiveAction = async function () {
	return [{ json: { deleted: true, uuid: chosenId(this, DEVICE) } }];
};

export const operation: INodePropertyOptions = {
	name: 'Delete',
	value: 'delete',
	builderHint: {
		propertyHint:
			'It needs the UUID of a device from Get Many. Only where a person has asked for exactly this.',
	},
	action: 'Delete device',
	description: 'Remove a device from the list. This ends its registration.',
	routing: {
		request: { method: 'DELETE', url: '/devices/{device_uuid}' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.done,
				prepare: [sendId(DEVICE), sendTenant],
				recover: deletedBefore,
			}),
		},
		output: { postReceive: [answerDeleted] },
	},
};

export const fields: INodeProperties[] = [allowAsToolField, deviceLocator, tenantOptions];
