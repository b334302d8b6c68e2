import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { searchPeople } from '../DocSpaceBackup/listSearch/people';
import * as auditFilters from '../DocSpaceBackup/loadOptions/auditFilters';
import { withAdvice } from '../DocSpaceBackup/service/listAdvice';
import { testPortal } from '../DocSpaceBackup/service/testPortal';
import { pollItems } from '../shared/polling/output';
import { ofOneLog } from '../shared/polling/settings';
import { chosenEvent } from './chosenEvent';
import { eventFields } from './fields';
import { pollRequest } from './poll';
import { readParameters } from '../shared/parameters/readParameters';

/** Starts a workflow for what happened in a DocSpace portal. */
export class DocSpaceBackupTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ONLYOFFICE DocSpace Backup Trigger',
		name: 'docSpaceBackupTrigger',
		icon: {
			light: 'file:../DocSpaceBackup/docSpaceBackup.svg',
			dark: 'file:../DocSpaceBackup/docSpaceBackup.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{{"auditEvent": "audit event", "backupFinished": "backup finished", "loginEvent": "login event"}[$parameter["event"]]}}',
		description:
			'Starts the workflow when a backup ends, somebody signs in, or something else happens in an ONLYOFFICE DocSpace portal',
		defaults: { name: 'ONLYOFFICE DocSpace Backup Trigger' },
		polling: true,
		builderHint: {
			searchHint:
				'Choose the event Backup Finished to go on when a backup has ended, whoever started it. It polls: no address has to be reachable from outside.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'docSpaceApi', required: true, testedBy: 'testPortal' }],
		// A list of its own: n8n's loader adds Poll Times to it, which is no field of ours to read.
		properties: [...eventFields],
	};

	methods = {
		credentialTest: { testPortal },
		loadOptions: withAdvice({ ...auditFilters }),
		listSearch: { searchPeople },
	};

	/** Reads the log from where the last poll ended; see `runPoll` for what is promised. */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		readParameters(this, eventFields);
		const event = chosenEvent(this);
		return await pollItems(this, async () => ofOneLog(await pollRequest(this, event)), event.form);
	}
}
