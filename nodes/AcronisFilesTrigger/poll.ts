import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { acronis } from '../AcronisFiles/service/acronis';
import { auditLogCheck, auditLogQuery } from '../AcronisFiles/auditLog/filters';
import { readParameters } from '../shared/parameters/readParameters';
import { readPollOptions } from '../shared/polling/options';
import { ofOneLog, type PollsRequest } from '../shared/polling/settings';
import type { SourceRow } from '../shared/polling/source';
import { auditLogSource } from './auditLogSource';
import { eventFields } from './fields';
import { chosenTenants } from './tenants';
import { listOf } from '../shared/parameters/parameter';

/** Rows within the overlap that the state may know of all tenants together, and of each at least. */
const SHARED_CAPACITY = 50_000;
const LEAST_CAPACITY = 50;

/**
 * What to poll for, from the node's fields.
 *
 * @throws NodeOperationError when a filter or an option has no usable form.
 */
export async function pollRequest(context: IPollFunctions): Promise<PollsRequest<IDataObject>> {
	readParameters(context, eventFields);
	const query = auditLogQuery(context);
	const severities = listOf<number>(context, 'filters.severities');
	const kinds = listOf(context, 'filters.kinds');
	const isWanted = auditLogCheck(context);
	const tenants = chosenTenants(context);
	const scope = [await acronis.customer(context), query, [...severities].sort(), [...kinds].sort()];
	const request = {
		scope: [...scope, ...(tenants ? ['tenants'] : [])].map((part) => JSON.stringify(part)),
		accepts: ({ data }: SourceRow<IDataObject>) => isWanted(data),
		...readPollOptions(context),
	};
	if (!tenants) return ofOneLog({ ...request, source: auditLogSource(context, query) });
	return {
		...request,
		logs: tenants.map((id) => ({
			id,
			source: auditLogSource(context, { ...query, tenant_id: id }),
		})),
		capacity: Math.max(LEAST_CAPACITY, Math.floor(SHARED_CAPACITY / tenants.length)),
	};
}
