import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../stage';
import { PATIENCE, waitFor } from '../process/waiting';

/** When n8n's main process is killed. */
export type KillMoment = 'duringPoll' | 'betweenPolls' | 'random';

/** Kills at aimed moments and at random ones. */
export const MANY_KILLS: readonly KillMoment[] = [
	'duringPoll',
	'betweenPolls',
	...Array.from({ length: 7 }, (): KillMoment => 'random'),
];

/** What each trigger's poll asks its service. */
export const POLLS = ['listAuditLog', 'getAuditEvents'];

/** Waits until both triggers poll, kills n8n with SIGKILL at such a moment and starts it again. */
export async function killAndRestart(
	stage: Stage,
	moment: KillMoment,
	signal: AbortSignal,
): Promise<void> {
	// Before its triggers poll again, a kill would meet an n8n that does nothing.
	for (const operationId of POLLS) await nextRequest(stage, operationId, signal);
	await MOMENTS[moment](stage, signal);
	await stage.n8n.kill();
	await stage.n8n.start();
}

const MOMENTS: Record<KillMoment, (stage: Stage, signal: AbortSignal) => Promise<void>> = {
	async random(_stage, signal) {
		await sleep(Math.random() * 5_000, undefined, { signal });
	},

	/** The poll waits for its answer when n8n is killed. */
	async duringPoll(stage, signal) {
		stage.sandbox.faults.add({ operationId: 'listAuditLog', delayMilliseconds: 2_000 });
		await nextRequest(stage, 'listAuditLog', signal);
	},

	async betweenPolls({ sandbox }, signal) {
		let last = Date.now();
		const stop = sandbox.onRequest(() => {
			last = Date.now();
		});
		const isQuiet = () => Date.now() - last > 1_000 || undefined;
		await waitFor('a pause between polls', isQuiet, { deadline: PATIENCE, interval: 20, signal });
		stop();
	},
};

async function nextRequest(
	{ sandbox }: Stage,
	operationId: string,
	signal: AbortSignal,
): Promise<void> {
	let isAsked = false;
	const stop = sandbox.onRequest((request) => {
		isAsked ||= request.operationId === operationId;
	});
	const asked = () => isAsked || undefined;
	await waitFor(`a poll (${operationId})`, asked, { deadline: PATIENCE, interval: 20, signal });
	stop();
}
