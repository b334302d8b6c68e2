import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { simplify } from '../../../shared/description/simplify';
import { docSpacePipeline } from '../../service/docSpace';
import { explainStatus } from '../../service/statusMeaning';
import { ANSWER } from '../../service/answers';
import { accountFields, sendAccount } from '../../thirdParty/storageAccount';
import { notConnected } from '../../thirdParty/existingAccount';
import { FOLDER_MEMBERS, folderOutput, presentFolder } from '../../thirdParty/folder';

export const operation: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	builderHint: {
		propertyHint: 'What opens the storage stands in a credential, and never in a field.',
	},
	action: 'Create third-party account',
	description:
		'Connect a storage account to the portal. It belongs to the owner of the key, and can be used for backups and rooms.',
	routing: {
		request: { method: 'POST', url: '/files/thirdparty' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.folder,
				prepare: [sendAccount],
				recover: explainStatus(notConnected),
			}),
		},
		output: { postReceive: [presentFolder, simplify(FOLDER_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [...accountFields, ...folderOutput];
