import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PostReceiveAction, PreSendAction } from 'n8n-workflow';

import { FailedRequest } from '../../../shared/http/failure/failure';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { explainStatus } from '../../service/statusMeaning';
import { accountIdField, noSuchAccount } from '../../thirdParty/existingAccount';
import { accountId } from '../../thirdParty/ids';
import { allowAsToolField } from '../../../shared/parameters/allowAsTool';

const sendAccountId: PreSendAction = async function (options) {
	return { ...options, qs: { ...options.qs, '{providerId}': accountId(this) } };
};

/** The service answers with the ID of the account's folder, which is no more and ends with its own. */
const answerDeleted: PostReceiveAction = async function (items) {
	const id = accountId(this);
	return items.map(({ json: { value: folderId } }) => {
		if (!String(folderId).endsWith(`-${id}`)) {
			const what = `the confirmation that account ${id} is deleted`;
			throw new FailedRequest({ kind: 'unusable', what, came: 'the ID of another one' });
		}
		return { json: { deleted: true, providerId: id, folderId } };
	});
};

export const operation: INodePropertyOptions = {
	name: 'Delete',
	value: 'delete',
	builderHint: {
		propertyHint:
			'It needs the ID of an account from Get Many. Only where a person has asked for exactly this.',
	},
	action: 'Delete third-party account',
	description:
		'Disconnect a storage account. Its files are kept. Change or delete a backup schedule that uses it first, because the schedule would fail from then on.',
	routing: {
		request: { method: 'DELETE', url: '/files/thirdparty/{providerId}' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.deletedFolder,
				prepare: [sendAccountId],
				recover: explainStatus(noSuchAccount),
			}),
		},
		output: { postReceive: [answerDeleted] },
	},
};

export const fields: INodeProperties[] = [allowAsToolField, accountIdField];
