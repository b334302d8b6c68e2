import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { simplify } from '../../../shared/description/simplify';
import { defaultItem } from '../../../shared/http/items/results';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { FOLDER_MEMBERS, folderOutput, presentFolder } from '../../thirdParty/folder';

export const operation: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	builderHint: { propertyHint: 'It needs nothing.' },
	action: 'Get third-party backup account',
	description: 'Get the storage account for backups. If there is none, the output says so.',
	routing: {
		request: { method: 'GET', url: '/files/thirdparty/backup' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.folderOrNothing }) },
		output: {
			postReceive: [
				presentFolder,
				simplify(FOLDER_MEMBERS),
				defaultItem({ connected: false, message: 'The portal has no third-party backup account' }),
			],
		},
	},
};

export const fields: INodeProperties[] = folderOutput;
