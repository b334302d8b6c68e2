import type { PortalVersion, RestorePlan } from '../quirks/settings';
import { type Progress, forVersion } from './backupTask';
import type { Documents } from './documents';

/** A restore from its start until the next one. */
export interface RestoreTask {
	id: string;
	startedAt: number;
	plan: RestorePlan;
	/** What the portal holds afterwards; undefined where the archive was not looked into. */
	documents?: Documents;
	/** Whether it comes as far as to lock the portal. */
	locks: boolean;
	/** Whether its end has been taken into the portal's books. */
	settled: boolean;
}

/** The moment at which a restore is over. */
export function endOfRestore({ startedAt, plan }: RestoreTask): number {
	return plan.outcome === 'deadWorker' ? Infinity : startedAt + plan.durationMilliseconds;
}

/** Whether the portal is becoming another one, and knows no restore. */
export function isHidden(task: RestoreTask, now: number): boolean {
	const end = endOfRestore(task);
	return now < end && now >= end - task.plan.hiddenMilliseconds;
}

/** What a portal of this version shows of a restore. */
export function restoreProgress(
	task: RestoreTask,
	now: number,
	tenantId: number,
	version: PortalVersion,
): Progress {
	const common = { error: '', tenantId, backupProgressEnum: 1, taskId: task.id };
	return forVersion({ ...common, ...stepAt(task, now) }, version);
}

function stepAt(
	task: RestoreTask,
	now: number,
): Pick<Progress, 'isCompleted' | 'progress' | 'status'> & Partial<Progress> {
	const { plan, locks, startedAt } = task;
	if (plan.outcome === 'deadWorker') return { isCompleted: false, progress: 0, status: 0 };
	if (now < endOfRestore(task)) {
		const isEarly = now - startedAt < plan.durationMilliseconds / 2;
		return { isCompleted: false, progress: locks ? (isEarly ? 10 : 75) : 0, status: 1 };
	}
	if (plan.outcome === 'success') return { isCompleted: true, progress: 100, status: 2 };
	return { isCompleted: true, progress: locks ? 75 : 0, error: plan.error, status: 2 };
}
