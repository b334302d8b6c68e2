import type { IPollFunctions } from 'n8n-workflow';

import { isUuid } from '../shared/parameters/identifiers';
import { choiceOf, listOf } from '../shared/parameters/parameter';
import { rejectParameter } from '../shared/parameters/rejectParameter';
import { tenantIdsField } from './fields';

/** Tenants that one trigger can follow: about 1.5 MB of state, which n8n writes with each run. */
const MOST_TENANTS = 10_000;

/**
 * The tenants to follow.
 *
 * @returns Their UUIDs in lower case, each once; undefined for the tenant of the credential's user.
 * @throws NodeOperationError when the list is empty, too long, or has something else in it.
 */
export function chosenTenants(context: IPollFunctions): string[] | undefined {
	if (choiceOf(context, 'tenants') !== 'list') return undefined;
	const ids = listOf(context, 'tenantIds');
	const reject = (problem: string, advice: string) =>
		rejectParameter(context, tenantIdsField.displayName, problem, advice);
	if (ids.length === 0) reject('is empty', 'Add at least one UUID, or set Tenants to My Own.');
	const wrong = ids.find((id) => !isUuid(id));
	if (wrong !== undefined) {
		reject(`contains "${wrong}", which is not a UUID`, 'Separate the UUIDs with commas.');
	}
	const tenants = [...new Set(ids.map((id) => id.toLowerCase()))];
	if (tenants.length > MOST_TENANTS) {
		const most = MOST_TENANTS.toLocaleString('en');
		reject(`has more than ${most} tenants`, 'Follow the others with a second trigger.');
	}
	return tenants;
}
