import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { simplify } from '../../../shared/description/simplify';
import { docSpacePipeline } from '../../service/docSpace';
import { explainStatus } from '../../service/statusMeaning';
import { ANSWER } from '../../service/answers';
import { accountFields, sendAccount } from '../../thirdParty/storageAccount';
import { notConnected } from '../../thirdParty/existingAccount';
import { FOLDER_MEMBERS, folderOutput, presentFolder } from '../../thirdParty/folder';

export const operation: INodePropertyOptions = {
	name: 'Create or Update',
	value: 'createOrUpdate',
	builderHint: {
		propertyHint:
			'Backups go elsewhere from then on. Only where a person has asked for exactly this.',
	},
	action: 'Create or update third-party backup account',
	description:
		'Set the storage account for backups, replacing the current one. A schedule that uses it then goes to the new storage.',
	routing: {
		request: { method: 'POST', url: '/files/thirdparty/backup' },
		send: { paginate: true },
		// There is one such account, so sending it twice sets it to the same values twice.
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.folder,
				prepare: [sendAccount],
				repeat: 'always',
				recover: explainStatus(notConnected),
			}),
		},
		output: { postReceive: [presentFolder, simplify(FOLDER_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [...accountFields, ...folderOutput];
