import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox';
import type { Fault } from '../../sandbox/http/faults';
import type { TriggerName } from './workflow';

/**
 * What the services answer with now and then. A refusal, such as 403, is not among them: after one
 * n8n's durable scheduler polls no more for half an hour.
 */
const FAULTS: Fault[] = [
	{ operationId: 'listAuditLog', status: 503 },
	{ operationId: 'getAuditEvents', status: 429, headers: { 'retry-after': '1' } },
	{ operationId: 'listAuditLog', cut: true },
	{ operationId: 'getAuditEvents', status: 500 },
	{ operationId: 'listAuditLog', status: 429, headers: { 'retry-after': '10' } },
	{ operationId: 'getAuditEvents', html: true },
	{ operationId: 'listAuditLog', html: true },
	{ operationId: 'getAuditEvents', cut: true },
];

const TICK_MILLISECONDS = 250;

/** Events that happen at both services while n8n polls, is killed and comes back. */
export class Traffic {
	/** What happened, by the trigger that has to tell of it. */
	readonly happened: Record<TriggerName, string[]> = {
		acronisFilesTrigger: [],
		docSpaceBackupTrigger: [],
	};

	constructor(
		private readonly sandbox: Sandbox,
		/** Events of each service. */
		private readonly total: number,
	) {}

	/**
	 * Lets all of them happen, in bursts and some of them shown late, with faults between them.
	 *
	 * @param milliseconds how long it takes, about
	 */
	async run(milliseconds: number, signal: AbortSignal): Promise<void> {
		const { acronisFilesTrigger, docSpaceBackupTrigger } = this.happened;
		const perTick = Math.ceil((2 * this.total * TICK_MILLISECONDS) / milliseconds);
		for (let tick = 0; acronisFilesTrigger.length < this.total; tick += 1) {
			const left = this.total - acronisFilesTrigger.length;
			const count = Math.min(left, Math.floor(Math.random() * (perTick + 1)));
			const isLate = Math.random() < 0.2;
			const visibleAfterMilliseconds = isLate ? Math.floor(Math.random() * 5_000) : 0;
			const rows = this.sandbox.acronis.appendAuditRows({ count, visibleAfterMilliseconds });
			acronisFilesTrigger.push(...rows.map(({ uuid }) => uuid));
			for (let index = 0; index < count; index += 1) {
				this.sandbox.docSpace.appendAuditEvents([{ target: `file ${tick}` }]);
				docSpaceBackupTrigger.push(String(docSpaceBackupTrigger.length + 1));
			}
			const fault = FAULTS[tick / 20];
			if (fault) this.sandbox.faults.add({ ...fault, times: 2 });
			await sleep(TICK_MILLISECONDS, undefined, { signal });
		}
	}
}
