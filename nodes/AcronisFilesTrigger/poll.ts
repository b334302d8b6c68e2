import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { acronis } from '../AcronisFiles/service/acronis';
import { auditLogCheck, auditLogQuery } from '../AcronisFiles/auditLog/filters';
import { readParameters } from '../shared/parameters/readParameters';
import { readPollOptions } from '../shared/polling/options';
import type { PollRequest } from '../shared/polling/settings';
import { auditLogSource } from './auditLogSource';
import { eventFields } from './fields';
import { listOf } from '../shared/parameters/parameter';

/**
 * What to poll for, from the node's fields.
 *
 * @throws NodeOperationError when a filter or an option has no usable form.
 */
export async function pollRequest(context: IPollFunctions): Promise<PollRequest<IDataObject>> {
	readParameters(context, eventFields);
	const query = auditLogQuery(context);
	const severities = listOf<number>(context, 'filters.severities');
	const kinds = listOf(context, 'filters.kinds');
	const isWanted = auditLogCheck(context);
	const scope = [await acronis.customer(context), query, [...severities].sort(), [...kinds].sort()];
	return {
		source: auditLogSource(context, query),
		scope: scope.map((part) => JSON.stringify(part)),
		accepts: ({ data }) => isWanted(data),
		...readPollOptions(context),
	};
}
