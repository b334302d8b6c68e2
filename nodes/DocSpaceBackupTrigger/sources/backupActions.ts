import type { IDataObject } from 'n8n-workflow';

/** How a backup that has ended stands in the audit trail, from DocSpace 3.6 on. */
export interface BackupAction {
	/** The portal's name of the action, which filters take, and its number, which events carry. */
	name: string;
	id: number;
	outcome: 'completed' | 'failed';
	scheduled: boolean;
}

export const BACKUP_ACTIONS: readonly BackupAction[] = [
	{ name: 'BackupCompleted', id: 5125, outcome: 'completed', scheduled: false },
	{ name: 'BackupFailed', id: 5126, outcome: 'failed', scheduled: false },
	{ name: 'ScheduledBackupCompleted', id: 5128, outcome: 'completed', scheduled: true },
	{ name: 'ScheduledBackupFailed', id: 5129, outcome: 'failed', scheduled: true },
];

/** The actions that the collection `filters` lets through. */
export function wantedBackupActions({ outcome, startedBy }: IDataObject): BackupAction[] {
	return BACKUP_ACTIONS.filter(
		(action) =>
			(!outcome || action.outcome === outcome) &&
			(!startedBy || action.scheduled === (startedBy === 'schedule')),
	);
}
