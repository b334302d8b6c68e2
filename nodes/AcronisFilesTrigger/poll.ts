import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { acronis } from '../AcronisFiles/service/acronis';
import { auditLogQuery } from '../AcronisFiles/auditLog/filters';
import { refuseMissingValues } from '../shared/description/missingValues';
import { refuse } from '../shared/parameters/refuse';
import { readPollOptions } from '../shared/polling/options';
import type { PollRequest } from '../shared/polling/settings';
import { auditLogSource } from './auditLogSource';
import { kindOf } from './events';
import { eventFields } from './fields';

/**
 * What to poll for, from the node's fields.
 *
 * @throws NodeOperationError when a filter or an option has no usable form.
 */
export async function pollRequest(context: IPollFunctions): Promise<PollRequest<IDataObject>> {
	refuseMissingValues(context, eventFields);
	const filters = context.getNodeParameter('filters', {}) as IDataObject; // a collection
	const query = auditLogQuery(filters, (...reason) => refuse(context, ...reason));
	const severities = Array.isArray(filters.severities) ? filters.severities : [];
	const kinds = Array.isArray(filters.kinds) ? filters.kinds : [];
	const scope = [await acronis.customer(context), query, [...severities].sort(), [...kinds].sort()];
	return {
		source: auditLogSource(context, query),
		scope: scope.map((part) => JSON.stringify(part)),
		accepts: ({ data }) =>
			(severities.length === 0 || severities.includes(Number(data.severity))) &&
			(kinds.length === 0 || kinds.includes(kindOf(data))),
		...readPollOptions(context),
	};
}
