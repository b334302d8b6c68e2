import type { INodeProperties, INodePropertyOptions, PreSendAction } from 'n8n-workflow';

import { simplify, simplifyField } from '../../../shared/description/simplify';
import { docSpacePipeline } from '../../service/docSpace';
import { meaningOf } from '../../service/statusMeaning';
import { accountIdField, noSuchAccount } from '../../thirdParty/existingAccount';
import { FOLDER_MEMBERS, presentFolder } from '../../thirdParty/folder';
import { accountId } from '../../thirdParty/ids';
import { accountFields, sendAccount } from '../../thirdParty/storageAccount';

const sendAccountId: PreSendAction = async function (options) {
	const body = options.body as object; // the engine always starts with an object
	return { ...options, body: { ...body, providerId: accountId(this) } };
};

export const operation: INodePropertyOptions = {
	name: 'Update',
	value: 'update',
	action: 'Update third-party account',
	description:
		'Change what a storage account is opened with. Only its owner may do that; the portal keeps the title that it has.',
	routing: {
		request: { method: 'POST', url: '/files/thirdparty' },
		send: { paginate: true },
		operations: {
			// Setting the same access twice leaves the account as setting it once does.
			pagination: docSpacePipeline({
				prepare: [sendAccountId, sendAccount],
				repeat: 'safe',
				recover: meaningOf(noSuchAccount),
			}),
		},
		output: { postReceive: [presentFolder, simplify(FOLDER_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [accountIdField, ...accountFields, simplifyField];
