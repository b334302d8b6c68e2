/** Versions of the service between which answers differ. */
export type PortalVersion = '3.1' | '3.5' | '3.6' | '3.7' | '3.8';

/**
 * How a backup ends.
 *
 * `failedInJob`: completed, yet with an error text. `failedBeforeJob`: not completed, status 4.
 * `cancelled`: completed, status 3. `vanished`: the task is gone and nothing was stored.
 * `failedAfterSuccess`: at 100 %, the record is in the history, and paying for it failed.
 * `vanishedAfterSuccess`: the task is gone, the record is in the history. `deadWorker`: stays at 0 %.
 */
type BackupOutcome =
	| 'success'
	| 'failedInJob'
	| 'failedAfterSuccess'
	| 'failedBeforeJob'
	| 'cancelled'
	| 'vanished'
	| 'vanishedAfterSuccess'
	| 'deadWorker';

/** How one backup goes. */
export interface BackupPlan {
	durationMilliseconds: number;
	outcome: BackupOutcome;
	archiveBytes: number;
	/** Where the outcome is a failure. */
	error: string;
	/** Where the outcome is a success; empty for none. */
	warning: string;
}

/** How a restore goes. */
export interface RestorePlan {
	durationMilliseconds: number;
	outcome: 'success' | 'failed' | 'deadWorker';
	/** Where the outcome is a failure. */
	error: string;
	/** At its end the progress is 404 for so long, while the portal becomes another one. */
	hiddenMilliseconds: number;
}

/** The portal's switches. Each may be changed at any time. */
export interface DocSpaceSettings {
	version: PortalVersion;
	/** False for an installation of one's own: allows local storage and dumps. */
	hosted: boolean;
	/** False answers 402 as ProblemDetails where an unpaid portal has no access. */
	paid: boolean;
	/** False answers 402 to a backup and to a schedule. */
	planHasBackup: boolean;
	/** False answers 402 to a restore. */
	planHasRestore: boolean;
	/** False answers 402 to reports, and to filters with the newest 20 events. */
	planHasAudit: boolean;
	/** How many backups of a calendar month the plan has for nothing. */
	freeBackups: number;
	/** Whether a start beyond the free ones switches the paid service on by itself. */
	opensPaidSession: boolean;
	/** Whether the backup account can be deleted, and its schedules with it. */
	deletesBackupAccount: boolean;
	/** Whether a report is a task that is looked at until it is done, and not its address. */
	reportsAsTask: boolean;
	/** How long the task of a report takes. */
	reportMilliseconds: number;
	/** What the task of a report ends with; empty for a file. */
	reportError: string;
	/** Whether backups beyond the free ones are paid for. */
	paidBackupService: boolean;
	/** Reading the history drops the records of these for good, and so does the cleaner of schedules. */
	unreachableStorageTypes: number[];
	/** False answers 403 with a bare text, as the filter of addresses does. */
	addressAllowed: boolean;
	/** False answers 403 to third-party accounts. */
	thirdPartyEnabled: boolean;
	/** Dates of the database with `Z`, as on PostgreSQL, or without a zone, as on MySQL. */
	databaseDatesWithZone: boolean;
	/** The download leads on to a signed address of the storage's own origin. */
	downloadRedirect: boolean;
	/** False closes the way to restore from an uploaded file: temporary files lie in a cloud storage. */
	temporaryStorageIsDisk: boolean;
	/** The most that one piece of an uploaded archive may have. */
	chunkUploadBytes: number;
	/** The most that the plan stores, and so the largest archive that can be uploaded. */
	storageQuotaBytes: number;
	/** How backups go, unless `nextBackups` says otherwise. */
	backup: BackupPlan;
	/** How the next backups go: each start takes the first one away. */
	nextBackups: Partial<BackupPlan>[];
	restore: RestorePlan;
}

const MEBIBYTE = 1024 * 1024;

/** A hosted portal of the newest version, where everything works. */
export function defaultDocSpaceSettings(): DocSpaceSettings {
	return {
		version: '3.7',
		hosted: true,
		paid: true,
		planHasBackup: true,
		planHasRestore: true,
		planHasAudit: true,
		freeBackups: 1_000,
		opensPaidSession: false,
		deletesBackupAccount: false,
		reportsAsTask: false,
		reportMilliseconds: 20,
		reportError: '',
		paidBackupService: false,
		unreachableStorageTypes: [],
		addressAllowed: true,
		thirdPartyEnabled: true,
		databaseDatesWithZone: false,
		downloadRedirect: false,
		temporaryStorageIsDisk: true,
		chunkUploadBytes: 10 * MEBIBYTE,
		storageQuotaBytes: 100 * 1024 * MEBIBYTE,
		backup: {
			durationMilliseconds: 2_000,
			outcome: 'success',
			archiveBytes: 256 * 1024,
			error: 'The storage could not be reached.',
			warning: '',
		},
		nextBackups: [],
		restore: {
			durationMilliseconds: 2_000,
			outcome: 'success',
			error: 'Backup not found',
			hiddenMilliseconds: 0,
		},
	};
}
