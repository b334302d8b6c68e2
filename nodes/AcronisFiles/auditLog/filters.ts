import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isUuid } from '../../shared/parameters/identifiers';
import type { RequestContext } from '../../shared/context';
import { refuse } from '../../shared/parameters/refuse';
import { textOf } from '../../shared/parameters/parameter';

/** Filters of the audit log that the service applies; alphabetical, as n8n wants collections. */
export const auditLogFilters = {
	node: uuidFilter('Node UUID', 'node', 'Only entries about this file or folder'),
	share: uuidFilter('Share UUID', 'share', 'Only entries about this shared folder'),
	tenantId: {
		displayName: 'Tenant ID',
		name: 'tenantId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f',
		description: 'The UUID of the customer tenant whose log to read, instead of the own one',
	},
	text: {
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. report.pdf',
		description: "Only entries whose text has this in it. Texts are in the tenant's language.",
	},
	user: uuidFilter('User UUID', 'user', 'Only entries about this user'),
} satisfies Record<string, INodeProperties>;

function uuidFilter(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. 2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f',
		description: `${description}; - for entries about none`,
	};
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
		const value = textOf(context, `filters.${name}`);
		if (value === '') continue;
		const meansNone = name !== 'tenantId' && value === '-';
		if (!meansNone && !isUuid(value)) {
			const { displayName } = auditLogFilters[name];
			refuse(context, displayName, 'is not a UUID', 'Set it to a UUID, or take the filter out.');
		}
		query[parameter] = value;
	}
	const text = textOf(context, 'filters.text');
	if (text !== '') query.filter_text = text;
	return query;
}
