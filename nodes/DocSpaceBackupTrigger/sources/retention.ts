import type { IPollFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { docSpace } from '../../DocSpaceBackup/service/docSpace';
import { ANSWER } from '../../DocSpaceBackup/service/answers';
import { request } from '../../shared/http/request';
import { isRecord } from '../../shared/util/isRecord';

const DAY = 86_400;

/**
 * How long the portal keeps events, in seconds; undefined if it does not say.
 *
 * @param member The days of the log in question.
 * @throws NodeApiError when the portal could not be asked.
 */
export async function retention(
	context: IPollFunctions,
	member: 'auditTrailLifeTime' | 'loginHistoryLifeTime',
): Promise<number | undefined> {
	const settings = request(context, docSpace, {
		path: '/security/audit/settings/lifetime',
		answer: ANSWER.anyRetention,
	});
	const { result } = await settings.catch(unlessOutOfReach);
	const days = isRecord(result) ? Number(result[member]) : NaN;
	return days >= 1 ? days * DAY : undefined;
}

function unlessOutOfReach(error: unknown): { result: undefined } {
	const isOutOfReach = error instanceof NodeApiError && /^40[234]$/.test(error.httpCode ?? '');
	if (isOutOfReach) return { result: undefined };
	throw error;
}
