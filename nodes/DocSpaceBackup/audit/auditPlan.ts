import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { RequestContext } from '../../shared/context';
import { errorNode, itemIndexOf } from '../../shared/context';
import { itemsOf } from '../../shared/http/items/items';
import { request } from '../../shared/http/request';
import type { ServiceResponse } from '../../shared/http/service';
import { docSpace } from '../service/docSpace';
import { ANSWER } from '../service/answers';
import type { StatusMeaning } from '../service/statusMeaning';

/** A moment before every portal: nothing can have happened then. */
const BEFORE_ALL = '1970-01-01T00:00:00.000Z';

const NO_AUDIT = {
	message: "The portal's plan does not include audit",
	description:
		'Such a portal returns its newest 20 events, whatever the filters. Use Get Latest for these, or a plan with audit.',
};

/** Reports and retention say so by themselves. */
export const requiresAuditPlan: StatusMeaning = {
	status: 402,
	...NO_AUDIT,
	description: 'Reports and retention need a plan with audit. Get Latest works without.',
};

/** The error for a portal that looks at no filter. */
function withoutAudit(context: RequestContext): NodeOperationError {
	return new NodeOperationError(errorNode(context), NO_AUDIT.message, {
		itemIndex: itemIndexOf(context),
		description: NO_AUDIT.description,
	});
}

/**
 * Makes sure that the portal looks at filters at all: without audit in its plan it answers every
 * question with its newest 20 events and status 200. Asked for a moment at which nothing happened,
 * only such a portal returns something.
 *
 * @param path The list that will be asked.
 * @returns The portal's empty answer.
 * @throws NodeOperationError when the plan has no audit.
 */
export async function assertAuditPlan(
	context: RequestContext,
	path: string,
): Promise<ServiceResponse> {
	const qs: IDataObject = { from: BEFORE_ALL, to: BEFORE_ALL, count: 1, startIndex: 0 };
	const { response, result } = await request(context, docSpace, {
		path,
		qs,
		answer: ANSWER.anyEvents,
	});
	if (itemsOf(result).length > 0) throw withoutAudit(context);
	return response;
}

/**
 * Makes sure that the portal looks at filters; see `assertAuditPlan`.
 *
 * @returns The portal's own time, in ISO 8601 UTC.
 */
export async function checkAuditPlan(context: RequestContext, path: string): Promise<string> {
	const { headers } = await assertAuditPlan(context, path);
	const time = Date.parse(String(headers.date));
	return new Date(Number.isNaN(time) ? Date.now() : time).toISOString();
}
