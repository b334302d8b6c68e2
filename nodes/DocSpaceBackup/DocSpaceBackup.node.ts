import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { requestOptions } from '../shared/description/requestOptions';
import { actionSubtitle } from '../shared/description/subtitle';
import { mergeEqualFields } from '../shared/description/mergeEqualFields';
import { withToolDescriptions } from '../shared/description/toolDescription';
import { withUnknownRefused } from '../shared/description/unknownOperation';
import { searchAccounts } from './listSearch/accounts';
import {
	searchAccountFolders,
	searchArchives,
	searchBackupAccountFolders,
	searchRoomFolders,
} from './listSearch/folders';
import { searchPeople } from './listSearch/people';
import * as auditFilters from './loadOptions/auditFilters';
import * as cloudStorages from './loadOptions/cloudStorages';
import { auditEventDescription } from './resources/auditEvent';
import { backupDescription } from './resources/backup';
import { backupScheduleDescription } from './resources/backupSchedule';
import { loginEventDescription } from './resources/loginEvent';
import { restoreDescription } from './resources/restore';
import { storageDescription } from './resources/storage';
import { thirdPartyAccountDescription } from './resources/thirdPartyAccount';
import { thirdPartyBackupAccountDescription } from './resources/thirdPartyBackupAccount';
import { withAdvice } from './service/listAdvice';
import { testPortal } from './service/testPortal';
import { testStorageAccount } from './thirdParty/storageAccount';

const properties = withToolDescriptions(
	'ONLYOFFICE DocSpace',
	mergeEqualFields(
		withUnknownRefused([
			// Where a node has several credentials, n8n's engine finds the one to sign in with by this name.
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'hidden',
				default: 'docSpaceApi',
			},
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Audit Event', value: 'auditEvent' },
					{ name: 'Backup', value: 'backup' },
					{ name: 'Backup Schedule', value: 'backupSchedule' },
					{ name: 'Login Event', value: 'loginEvent' },
					{ name: 'Restore', value: 'restore' },
					{ name: 'Storage', value: 'storage' },
					{ name: 'Third-Party Account', value: 'thirdPartyAccount' },
					{ name: 'Third-Party Backup Account', value: 'thirdPartyBackupAccount' },
				],
				default: 'backup',
			},
			...auditEventDescription,
			...backupDescription,
			...backupScheduleDescription,
			...loginEventDescription,
			...restoreDescription,
			...storageDescription,
			...thirdPartyAccountDescription,
			...thirdPartyBackupAccountDescription,
			requestOptions,
		]),
	),
);

/** The administration side of ONLYOFFICE DocSpace: backups, restore and storage accounts. */
export class DocSpaceBackup implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ONLYOFFICE DocSpace Backup',
		name: 'docSpaceBackup',
		icon: { light: 'file:docSpaceBackup.svg', dark: 'file:docSpaceBackup.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: actionSubtitle(properties),
		description: 'Back up and restore an ONLYOFFICE DocSpace portal',
		defaults: { name: 'ONLYOFFICE DocSpace Backup' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'For backups, restores, schedules, storage accounts and audit events of an ONLYOFFICE DocSpace portal. Its files, rooms and users need another package. Backup: Start waits for the end by itself; put Backup: Download right after it, whose link ends after 24 hours.',
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Marks the node as declarative, so that n8n passes a cancel signal.
		requestDefaults: {},
		credentials: [
			{
				name: 'docSpaceApi',
				required: true,
				testedBy: 'testPortal',
				displayOptions: { show: { authentication: ['docSpaceApi'] } },
			},
			// What opens a storage stands in a credential: n8n writes fields of a node into its database.
			{
				name: 'docSpaceStorageAccountApi',
				required: true,
				testedBy: 'testStorageAccount',
				displayOptions: {
					show: {
						resource: ['thirdPartyAccount', 'thirdPartyBackupAccount'],
						operation: ['create', 'update', 'createOrUpdate'],
					},
				},
			},
		],
		properties,
	};

	methods = {
		loadOptions: withAdvice({ ...auditFilters, ...cloudStorages }),
		listSearch: {
			searchAccountFolders,
			searchAccounts,
			searchArchives,
			searchBackupAccountFolders,
			searchPeople,
			searchRoomFolders,
		},
		credentialTest: { testPortal, testStorageAccount },
	};
}
