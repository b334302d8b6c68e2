import type { IDataObject } from 'n8n-workflow';

import { enumNumber, type Enumeration } from '../../DocSpaceBackup/output/enums';

/** How a backup that has ended stands in the audit trail, from DocSpace 3.6 on. */
export interface BackupAction {
	/** The portal's name of the action, which filters take, and its number, which events carry. */
	name: string;
	id: number;
	outcome: 'completed' | 'failed';
	scheduled: boolean;
}

const BACKUP_ACTIONS: readonly BackupAction[] = [
	{ name: 'BackupCompleted', id: 5125, outcome: 'completed', scheduled: false },
	{ name: 'BackupFailed', id: 5126, outcome: 'failed', scheduled: false },
	{ name: 'ScheduledBackupCompleted', id: 5128, outcome: 'completed', scheduled: true },
	{ name: 'ScheduledBackupFailed', id: 5129, outcome: 'failed', scheduled: true },
];

const NAMES: Enumeration = Object.fromEntries(BACKUP_ACTIONS.map(({ id, name }) => [id, name]));

/**
 * What an event says about the end of a backup; undefined for one about something else. Events carry
 * their action as a number or as its name.
 */
export function backupActionOf({ actionId }: IDataObject): BackupAction | undefined {
	const number = enumNumber(actionId, NAMES);
	return BACKUP_ACTIONS.find(({ id }) => id === number);
}

/** The actions that the collection `filters` lets through. */
export function wantedBackupActions({ outcome, startedBy }: IDataObject): BackupAction[] {
	return BACKUP_ACTIONS.filter(
		(action) =>
			(!outcome || action.outcome === outcome) &&
			(!startedBy || action.scheduled === (startedBy === 'schedule')),
	);
}

/** Adds to each failure what may be written of the same backup before it. */
export function withCompletions(actions: BackupAction[]): BackupAction[] {
	return BACKUP_ACTIONS.filter((action) =>
		actions.some(
			(one) =>
				one === action || (one.scheduled === action.scheduled && action.outcome === 'completed'),
		),
	);
}
