import type { IPollFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { acronis } from '../AcronisFiles/service/acronis';
import { ANSWER } from '../AcronisFiles/service/answers';
import { request } from '../shared/http/request';
import { isRecord } from '../shared/util/isRecord';

const DAY = 86_400;

/** The shortest that each unit can mean, in seconds. */
const UNITS: Readonly<Record<string, number>> = { days: DAY, weeks: 7 * DAY, months: 28 * DAY };

/**
 * How long the audit log is kept, in seconds; undefined where it is never purged, and where the
 * account may read the log but not its settings.
 *
 * @param tenantId The tenant whose log it is; if undefined, the user's own.
 * @throws NodeApiError when the settings could not be read for another reason.
 */
export async function auditLogRetention(
	context: IPollFunctions,
	tenantId: unknown,
): Promise<number | undefined> {
	const qs = tenantId === undefined ? {} : { tenant_id: tenantId };
	const settings = request(context, acronis, {
		path: '/settings/audit_log',
		qs,
		answer: ANSWER.anySettings,
	});
	const { result } = await settings.catch(unlessOutOfReach);
	return isRecord(result) ? seconds(result) : undefined;
}

function unlessOutOfReach(error: unknown): { result: undefined } {
	const isOutOfReach = error instanceof NodeApiError && /^40[34]$/.test(error.httpCode ?? '');
	if (isOutOfReach) return { result: undefined };
	throw error;
}

/** Booleans of the service's settings come as texts too. */
function seconds(settings: Record<string, unknown>): number | undefined {
	const unit = UNITS[String(settings.purge_logs_older_than_units)];
	const count = Number(settings.purge_logs_older_than_n);
	const isPurged = String(settings.purge_logs_older_than_enabled) === 'true';
	return isPurged && unit !== undefined && count >= 1 ? count * unit : undefined;
}
