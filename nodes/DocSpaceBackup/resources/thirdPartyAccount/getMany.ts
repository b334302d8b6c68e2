import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PostReceiveAction } from 'n8n-workflow';

import { wholeList } from '../../../shared/http/items/pages';
import { listFields } from '../../../shared/description/listFields';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { rootFolderId } from '../../thirdParty/folder';

/** The list alone has names with underscores; other operations take and give the ones below. */
const renamed: PostReceiveAction = async (items) =>
	items.map(({ json }) => {
		const { provider_id, provider_key, customer_title, ...rest } = json;
		return {
			json: {
				providerId: provider_id,
				providerKey: provider_key,
				title: customer_title,
				folderId: rootFolderId(provider_key, provider_id),
				...rest,
			},
		};
	});

export const operation: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	builderHint: {
		propertyHint: 'For the account that backups go to, use Third-Party Backup Account: Get.',
	},
	action: 'Get many third-party accounts',
	description:
		'Get the storage accounts of the owner of the key. Accounts of other people and the backup account are not listed.',
	routing: {
		request: { method: 'GET', url: '/files/thirdparty' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.accounts, pages: wholeList }) },
		output: { postReceive: [renamed] },
	},
};

export const fields: INodeProperties[] = listFields;
