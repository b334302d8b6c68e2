import { type Call, type Handler, type Handlers, queryOf } from '../../http/call';
import { exception, success } from '../quirks/answers';
import type { Account } from '../state/credentials';
import type { Portal } from '../state/portal';

interface Report {
	id: string;
	startedAt: number;
	extension: string;
}

const FORMATS: Readonly<Record<string, string>> = {
	Csv: 'csv',
	Xlsx: 'xlsx',
};

/** @throws Refusal with 402 where the plan has no audit. */
export function demandAudit({ settings }: Portal): void {
	if (!settings.planHasAudit) {
		throw exception(402, 'Your pricing plan does not support this option');
	}
}

/** Files of a whole log, which are made at once or by a task that is looked at until it is done. */
export function reportRoutes(portal: Portal): Handlers<Account> {
	const audit = report(portal, 'events/report', 501);
	const login = report(portal, 'login/report', 502);
	return {
		createAuditReport: audit.create,
		getAuditReport: audit.get,
		createLoginReport: login.create,
		getLoginReport: login.get,
	};
}

function report(
	portal: Portal,
	path: string,
	fileId: number,
): Record<'create' | 'get', Handler<Account>> {
	let running: Report | undefined;
	const shown = ({ address }: Call<Account>, response: unknown) =>
		success(response, `${address}/api/2.0/security/audit/${path}`);
	const task = ({ address }: Call<Account>) => {
		if (!running) return undefined;
		const { reportMilliseconds, reportError } = portal.settings;
		const isCompleted = portal.now() >= running.startedAt + reportMilliseconds;
		const isMade = isCompleted && reportError === '';
		return {
			id: running.id,
			error: isCompleted ? reportError : '',
			percentage: isCompleted ? 100 : 50,
			isCompleted,
			status: isCompleted ? 2 : 1,
			resultFileId: isMade ? fileId : 0,
			resultFileName: isMade ? `report.${running.extension}` : '',
			resultFileUrl: isMade ? `${address}/doceditor?fileId=${fileId}` : '',
		};
	};
	return {
		create(call) {
			demandAudit(portal);
			// A CSV at once: a format is not looked at.
			if (!portal.settings.reportsAsTask) return shown(call, `/doceditor?fileId=${fileId}`);
			const { format = 'Xlsx' } = queryOf<{ format?: string }>(call);
			const extension = FORMATS[format] ?? '';
			running = { id: `${path}-1`, startedAt: portal.now(), extension };
			return shown(call, task(call));
		},

		get(call) {
			demandAudit(portal);
			return shown(call, task(call));
		},
	};
}
