import type { BackupPlan, PortalVersion } from '../quirks/settings';
import type { Documents } from './documents';

/** The states of a task, as the service numbers them. */
const STATUS = { created: 0, running: 1, completed: 2, cancelled: 3, failed: 4 };

// Real tasks stand still and leap.
const PROGRESS_STEPS = [0, 10, 10, 65, 90];

/** A storage type by its number. */
export const STORAGE_TYPES = [
	'Documents',
	'ThridpartyDocuments',
	'CustomCloud',
	'Local',
	'DataStore',
	'ThirdPartyConsumer',
] as const;

/** A backup from its start until the next one. */
export interface BackupTask {
	id: string;
	dump: boolean;
	startedAt: number;
	plan: BackupPlan;
	/** The place in `STORAGE_TYPES`. */
	storageType: number;
	fileName: string;
	/** Where the archive can be fetched; empty when the storage type gives no link. */
	link: string;
	/** Whether it is beyond the free ones. */
	paid: boolean;
	/** Whether the portal's own scheduler began it. */
	scheduled: boolean;
	/** What the portal held when it began. */
	documents: Documents;
	/** Whether its end has been taken into the portal's books. */
	settled: boolean;
}

/** A task as the service shows it. */
export interface Progress {
	isCompleted: boolean;
	progress: number;
	error: string;
	warning?: string;
	link?: string;
	tenantId: number;
	backupProgressEnum: number;
	status?: number;
	taskId: string;
}

/** The moment at which a backup is over. */
export function endOf(task: BackupTask): number {
	return task.plan.outcome === 'deadWorker'
		? Infinity
		: task.startedAt + task.plan.durationMilliseconds;
}

/** Whether a backup has left a record and an archive. */
export function hasArchive(task: BackupTask): boolean {
	return ['success', 'vanishedAfterSuccess', 'failedAfterSuccess'].includes(task.plan.outcome);
}

/**
 * What a portal of this version shows of a backup.
 *
 * @returns undefined for a task that is gone
 */
export function backupProgress(
	task: BackupTask,
	now: number,
	tenantId: number,
	version: PortalVersion,
): Progress | undefined {
	const { outcome, error, warning } = task.plan;
	const common = { error: '', link: '', tenantId, backupProgressEnum: 0, taskId: task.id };
	const running = { ...common, isCompleted: false, ...stepAt(task, now) };
	if (now < endOf(task)) return forVersion(running, version);
	switch (outcome) {
		case 'vanished':
		case 'vanishedAfterSuccess':
			return undefined;
		case 'failedBeforeJob':
			return forVersion({ ...running, progress: 0, error, status: STATUS.failed }, version);
		case 'failedInJob':
			return forVersion(
				{ ...common, isCompleted: true, progress: 65, error, status: STATUS.completed },
				version,
			);
		case 'cancelled':
			return forVersion(
				{
					...common,
					isCompleted: true,
					progress: 65,
					warning: 'Cancelled',
					status: STATUS.cancelled,
				},
				version,
			);
		default:
			return forVersion(
				{
					...common,
					isCompleted: true,
					progress: 100,
					link: task.link,
					...(outcome === 'failedAfterSuccess' ? { error } : {}),
					status: STATUS.completed,
					...(warning === '' ? {} : { warning }),
				},
				version,
			);
	}
}

function stepAt(task: BackupTask, now: number): { progress: number; status: number } {
	if (task.plan.outcome === 'deadWorker') return { progress: 0, status: STATUS.created };
	const share = (now - task.startedAt) / task.plan.durationMilliseconds;
	const step = Math.min(Math.floor(share * PROGRESS_STEPS.length), PROGRESS_STEPS.length - 1);
	return {
		progress: PROGRESS_STEPS[step] ?? 0,
		status: step === 0 ? STATUS.created : STATUS.running,
	};
}

/** Leaves out what a version does not know: `status` came with 3.7, `warning` with 3.6. */
export function forVersion(progress: Progress, version: PortalVersion): Progress {
	const { status, warning, ...always } = progress;
	return {
		...always,
		...(Number(version) >= 3.6 && warning !== undefined ? { warning } : {}),
		...(Number(version) >= 3.7 ? { status } : {}),
	};
}
