import type { INodeProperties, PreSendAction } from 'n8n-workflow';

import type { RequestContext } from '../../shared/context';
import { isUuid } from '../../shared/parameters/identifiers';
import { rejectParameter } from '../../shared/parameters/rejectParameter';
import { textOf } from '../../shared/parameters/parameter';

/** The option that names the tenant. */
export const tenantField: INodeProperties = {
	displayName: 'Tenant ID',
	name: 'tenantId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f',
	description: 'The UUID of the customer tenant to work on, instead of your own',
};

/** The options of an administrator's operation: everything that Acronis keeps for a tenant. */
export const tenantOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [tenantField],
};

/**
 * The query that names the tenant, if one is set.
 *
 * @throws NodeOperationError when it is not a UUID.
 */
export function tenantQuery(context: RequestContext): { tenant_id?: string } {
	const tenantId = textOf(context, 'options.tenantId');
	if (tenantId === '') return {};
	if (!isUuid(tenantId)) {
		rejectParameter(
			context,
			tenantField.displayName,
			'is not a UUID',
			'Set it to a UUID, or remove it.',
		);
	}
	return { tenant_id: tenantId };
}

/** Puts the tenant into the request. */
export const sendTenant: PreSendAction = async function (options) {
	return { ...options, qs: { ...options.qs, ...tenantQuery(this) } };
};
