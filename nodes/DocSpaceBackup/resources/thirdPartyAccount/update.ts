import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { simplify } from '../../../shared/description/simplify';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { explainStatus } from '../../service/statusMeaning';
import { accountIdField, noSuchAccount } from '../../thirdParty/existingAccount';
import { FOLDER_MEMBERS, folderOutput, presentFolder } from '../../thirdParty/folder';
import { addressNotice, sendNewAccess } from './newAccess';

export const operation: INodePropertyOptions = {
	name: 'Update',
	value: 'update',
	builderHint: {
		propertyHint: 'What opens the storage stands in a credential, and never in a field.',
	},
	action: 'Update third-party account',
	description:
		'Change the login of a storage account, which only its owner can do. A new address needs a new account.',
	routing: {
		request: { method: 'POST', url: '/files/thirdparty' },
		send: { paginate: true },
		operations: {
			// Setting the same access twice leaves the account as setting it once does.
			pagination: docSpacePipeline({
				answer: ANSWER.folder,
				prepare: [sendNewAccess],
				repeat: 'always',
				recover: explainStatus(noSuchAccount),
			}),
		},
		output: { postReceive: [presentFolder, simplify(FOLDER_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [accountIdField, addressNotice, ...folderOutput];
