import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { kindOf } from './entry';
import { BY_UUID } from '../fields/idField';
import { idLocator } from '../../shared/description/idLocator';
import { isUuid } from '../../shared/parameters/identifiers';
import type { RequestContext } from '../../shared/context';
import { rejectParameter } from '../../shared/parameters/rejectParameter';
import { listOf, locatedOf, textOf } from '../../shared/parameters/parameter';

/** Filters of the audit log that the service applies; alphabetical, as n8n wants collections. */
export const auditLogFilters = {
	node: uuidFilter(
		'File or Folder UUID',
		'node',
		'Only entries about this file or folder',
		'searchEntries',
	),
	kinds: {
		displayName: 'Kinds',
		name: 'kinds',
		type: 'multiOptions',
		options: [
			{
				name: 'Account',
				value: 'account',
				description: 'About a user, without a file or share',
			},
			{
				name: 'File',
				value: 'file',
				description:
					'About a file or folder, including links to files. Find those with Text, in the language of the tenant.',
			},
			{
				name: 'Sharing',
				value: 'sharing',
				description: 'About the members of a shared folder, not about links to files',
			},
			{ name: 'System', value: 'system', description: 'About none of these, such as a purge' },
		],
		default: [],
		description:
			'Only entries of these kinds. The kind depends on what an entry is about, not on the language of its text.',
	},
	severities: {
		displayName: 'Severities',
		name: 'severities',
		type: 'multiOptions',
		options: [
			{ name: 'Error', value: 3 },
			{ name: 'Fatal', value: 4 },
			{ name: 'Info', value: 1 },
			{ name: 'Warning', value: 2 },
		],
		default: [],
		description: 'Only entries of these severities',
	},
	share: uuidFilter(
		'Share UUID',
		'share',
		'Only entries about this shared folder. The list shows the folders in the newest entries',
		'searchShares',
	),
	tenantId: {
		displayName: 'Tenant ID',
		name: 'tenantId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f',
		description: 'The UUID of the customer tenant whose log to read, instead of your own',
	},
	text: {
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. report.pdf',
		description: "Only entries whose text contains this. Texts are in the tenant's language.",
	},
	user: uuidFilter(
		'User UUID',
		'user',
		'Only entries about this user. The list shows users with a device and users in the newest entries',
		'searchUsers',
	),
} satisfies Record<string, INodeProperties>;

function uuidFilter(
	displayName: string,
	name: string,
	description: string,
	searchListMethod: string,
): INodeProperties {
	const more = `${description}. By UUID, enter - to get entries without one.`;
	return idLocator(
		{ displayName, name, required: false, description: more },
		searchListMethod,
		BY_UUID,
	);
}

const UUID_PARAMETERS = [
	['node', 'filter_node_uuid'],
	['share', 'filter_share'],
	['tenantId', 'tenant_id'],
	['user', 'filter_user'],
] as const;

/**
 * The query for those of the node's `filters` that are set.
 *
 * @throws NodeOperationError for a filter that has no usable form.
 */
export function auditLogQuery(context: RequestContext): IDataObject {
	const query: IDataObject = {};
	for (const [name, parameter] of UUID_PARAMETERS) {
		const { value } = locatedOf(context, `filters.${name}`);
		if (value === '') continue;
		const meansNone = name !== 'tenantId' && value === '-';
		if (!meansNone && !isUuid(value)) {
			const { displayName } = auditLogFilters[name];
			rejectParameter(
				context,
				displayName,
				'is not a UUID',
				'Set it to a UUID, or remove the filter.',
			);
		}
		query[parameter] = value;
	}
	const text = textOf(context, 'filters.text');
	if (text !== '') query.filter_text = text;
	return query;
}

/**
 * What the service cannot be asked for, or not for several at once.
 *
 * @returns Whether an entry passes the node's filters Kinds and Severities.
 */
export function auditLogCheck(context: RequestContext): (entry: IDataObject) => boolean {
	const severities = listOf<number>(context, 'filters.severities');
	const kinds = listOf(context, 'filters.kinds');
	return (entry) =>
		(severities.length === 0 || severities.includes(Number(entry.severity))) &&
		(kinds.length === 0 || kinds.includes(kindOf(entry)));
}
