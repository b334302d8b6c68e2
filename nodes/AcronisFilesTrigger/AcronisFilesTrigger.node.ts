import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { authenticationField } from '../AcronisFiles/service/authentication';
import { searchEntries } from '../AcronisFiles/listSearch/searchEntries';
import { searchShares } from '../AcronisFiles/listSearch/searchShares';
import { searchUsers } from '../AcronisFiles/listSearch/searchUsers';
import { testPassword } from '../AcronisFiles/service/testPassword';
import { pollItems } from '../shared/polling/output';
import { pollRequest } from './poll';
import { entryForm } from './events';
import { eventFields } from './fields';

/** Starts a workflow for what the audit log of File Sync & Share says has happened. */
export class AcronisFilesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Acronis File Sync & Share Trigger',
		name: 'acronisFilesTrigger',
		icon: {
			light: 'file:../AcronisFiles/acronisFiles.svg',
			dark: 'file:../AcronisFiles/acronisFiles.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: 'audit log: new entry',
		description:
			'Starts the workflow when there are new audit log entries in Acronis File Sync & Share',
		defaults: { name: 'Acronis File Sync & Share Trigger' },
		polling: true,
		builderHint: {
			searchHint:
				'It starts a workflow with new entries of the audit log, and needs an administrator. It polls: no address has to be reachable from outside.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'acronisFilesOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'acronisFilesPasswordApi',
				required: true,
				testedBy: 'testPassword',
				displayOptions: { show: { authentication: ['password'] } },
			},
		],
		properties: [authenticationField, ...eventFields],
	};

	methods = {
		credentialTest: { testPassword },
		listSearch: { searchEntries, searchShares, searchUsers },
	};

	/** Reads the logs from where the last poll ended; see `runPolls` for what is promised. */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollItems(this, async () => await pollRequest(this), entryForm);
	}
}
