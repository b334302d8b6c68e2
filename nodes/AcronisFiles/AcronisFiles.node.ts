import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { requestOptions } from '../shared/description/requestOptions';
import { actionSubtitle } from '../shared/description/subtitle';
import { mergeEqualFields } from '../shared/description/mergeEqualFields';
import { withToolDescriptions } from '../shared/description/toolDescription';
import { withUnknownRefused } from '../shared/description/unknownOperation';
import { authenticationField } from './service/authentication';
import { searchDevices } from './listSearch/searchDevices';
import {
	searchEntries,
	searchFiles,
	searchFolders,
	searchSubfolders,
} from './listSearch/searchEntries';
import { searchMembers } from './listSearch/searchMembers';
import { searchRevisions } from './listSearch/searchRevisions';
import { searchShares } from './listSearch/searchShares';
import { searchUsers } from './listSearch/searchUsers';
import { auditLogDescription } from './resources/auditLog';
import { deviceDescription } from './resources/device';
import { fileDescription } from './resources/file';
import { fileLinkDescription } from './resources/fileLink';
import { folderDescription } from './resources/folder';
import { memberDescription } from './resources/member';
import { revisionDescription } from './resources/revision';
import { settingsDescription } from './resources/settings';
import { userDescription } from './resources/user';
import { testPassword } from './service/testPassword';

const properties = withToolDescriptions(
	'Acronis File Sync & Share',
	mergeEqualFields(
		withUnknownRefused([
			authenticationField,
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Audit Log', value: 'auditLog' },
					{ name: 'Device', value: 'device' },
					{ name: 'File', value: 'file' },
					{ name: 'File Link', value: 'fileLink' },
					{ name: 'Folder', value: 'folder' },
					{ name: 'Member', value: 'member' },
					{ name: 'Revision', value: 'revision' },
					{ name: 'Setting', value: 'settings' },
					{ name: 'User', value: 'user' },
				],
				default: 'file',
			},
			...auditLogDescription,
			...deviceDescription,
			...fileDescription,
			...fileLinkDescription,
			...folderDescription,
			...memberDescription,
			...revisionDescription,
			...settingsDescription,
			...userDescription,
			requestOptions,
		]),
	),
);

/** Files, folders, links, members, devices, settings and the audit log of Acronis File Sync & Share. */
export class AcronisFiles implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Acronis File Sync & Share',
		name: 'acronisFiles',
		icon: { light: 'file:acronisFiles.svg', dark: 'file:acronisFiles.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: actionSubtitle(properties),
		description:
			'Work with files, folders, links, members, devices, settings and the audit log of Acronis File Sync & Share',
		defaults: { name: 'Acronis File Sync & Share' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'For files, folders, links, members, devices and the audit log of Acronis File Sync & Share, not for backup plans of Acronis. File: Upload takes the file of the node before; give a folder by its path, such as /Backups. Folder: Prune keeps the newest files by rules.',
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Marks the node as declarative, so that n8n passes a cancel signal.
		requestDefaults: {},
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
		properties,
	};

	methods = {
		credentialTest: { testPassword },
		listSearch: {
			searchDevices,
			searchEntries,
			searchFiles,
			searchFolders,
			searchMembers,
			searchRevisions,
			searchShares,
			searchSubfolders,
			searchUsers,
		},
	};
}
