import { SeededRandom } from '../../random';
import { type BackupTask, type Progress, backupProgress, endOf, hasArchive } from './backupTask';
import { BackupHistory } from './backupHistory';
import { isKnownAction, NAMES_TENANT } from './auditCatalog';
import { type Account, type DocSpaceCredentials, makeAccounts, newSession } from './credentials';
import type { Documents } from './documents';
import { EventLog } from './eventLog';
import type { Schedule, ThirdPartyAccount } from './kept';
import { type RestoreTask, endOfRestore, isHidden, restoreProgress } from './restoreTask';
import { type DocSpaceSettings, defaultDocSpaceSettings } from '../quirks/settings';
import type { Say } from '../quirks/language';

/** So often the portal looks after the records, where it has a schedule. */
const CLEANER_MILLISECONDS = 15 * 60_000;

/** Everything that a portal remembers. Time passes by the clock alone: nothing runs in between. */
export class Portal {
	settings: DocSpaceSettings = defaultDocSpaceSettings();
	tenantId = 0;
	credentials!: DocSpaceCredentials;
	accounts = new Map<string, Account>();
	history!: BackupHistory;
	/** What people keep in it. */
	documents: Documents = [];
	schedules = new Map<boolean, Schedule>();
	thirdPartyAccounts: ThirdPartyAccount[] = [];
	backupAccount: ThirdPartyAccount | undefined;
	/** Days that events are kept. */
	retention = { auditTrailLifeTime: 180, loginHistoryLifeTime: 180 };
	readonly auditLog: EventLog;
	readonly loginLog: EventLog;
	private random!: SeededRandom;
	private tasks = new Map<boolean, BackupTask>();
	private restore: RestoreTask | undefined;
	private lastProviderId = 0;
	private cleanedAt = 0;

	constructor(
		readonly seed: number,
		readonly now: () => number,
		/** How it puts its texts. */
		readonly say: Say,
	) {
		this.auditLog = new EventLog('FileCreated', now);
		this.loginLog = new EventLog('LoginSuccess', now);
		this.reset();
	}

	/** The connected storages, that for backups included. */
	get allAccounts(): ThirdPartyAccount[] {
		return [...this.thirdPartyAccounts, ...(this.backupAccount ? [this.backupAccount] : [])];
	}

	/** Back to the state of the start, with the same secrets. */
	reset(): void {
		this.random = new SeededRandom(this.seed, 'portal');
		// The object stays the same, so that whoever holds it sees the change.
		Object.assign(this.settings, defaultDocSpaceSettings());
		this.tenantId = 1;
		this.history = new BackupHistory(this.random);
		this.documents = [];
		this.schedules.clear();
		this.thirdPartyAccounts = [];
		this.backupAccount = undefined;
		this.retention = { auditTrailLifeTime: 180, loginHistoryLifeTime: 180 };
		this.auditLog.clear();
		this.loginLog.clear();
		this.tasks.clear();
		this.restore = undefined;
		this.lastProviderId = 0;
		this.cleanedAt = this.now();
		this.renewAccounts();
	}

	/** Whether the version is this one or a later one. */
	since(version: number): boolean {
		return Number(this.settings.version) >= version;
	}

	/** The number of the next third-party account. */
	nextProviderId(): number {
		this.lastProviderId += 1;
		return this.lastProviderId;
	}

	/**
	 * Takes an account away. With the backup account go the schedules whose folder begins like it; one
	 * that goes to another account stays, and fails each time.
	 *
	 * @returns the id of its root folder
	 */
	removeThirdPartyAccount(providerId: number): string {
		const isBackupAccount = this.backupAccount?.providerId === providerId;
		const account = isBackupAccount
			? this.backupAccount
			: this.thirdPartyAccounts.find((known) => known.providerId === providerId);
		const folderId = account?.folderId ?? '';
		if (isBackupAccount) {
			this.backupAccount = undefined;
			for (const [dump, { storageParams }] of this.schedules) {
				if (storageParams.folderId?.startsWith(folderId)) this.schedules.delete(dump);
			}
		}
		this.thirdPartyAccounts = this.thirdPartyAccounts.filter((known) => known !== account);
		this.logEvent('ThirdPartyDeleted', this.now());
		return folderId;
	}

	/** The task of backups or of dumps; gone tasks are as if they had never been. */
	backup(dump: boolean): Progress | undefined {
		this.settle();
		const task = this.tasks.get(dump);
		return task && backupProgress(task, this.now(), this.tenantId, this.settings.version);
	}

	/** Begins a backup, unless one is in work: then that one goes on and the new wish is ignored. */
	startBackup(request: {
		dump: boolean;
		storageType: number;
		linkFor: (fileName: string) => string;
		/** Whether it is beyond the free ones. */
		paid: boolean;
		/** Whether the portal's own scheduler begins it. */
		scheduled?: boolean;
		/** What the job will fail with, whatever the settings say. */
		failure?: string;
	}): Progress | undefined {
		this.settle();
		const running = this.tasks.get(request.dump);
		if (running && this.now() < endOf(running)) return this.backup(request.dump);
		const { backup, nextBackups } = this.settings;
		const plan = { ...backup, ...nextBackups.shift() };
		if (request.failure !== undefined)
			Object.assign(plan, { outcome: 'failedInJob', error: request.failure });
		const startedAt = this.now();
		const id = this.random.uuid();
		const stamp = new Date(startedAt)
			.toISOString()
			.slice(0, 19)
			.replace('T', '_')
			.replaceAll(':', '-');
		const fileName = `portal_${stamp}_${id.slice(0, 8)}.tar.gz`;
		this.tasks.set(request.dump, {
			id,
			dump: request.dump,
			startedAt,
			plan,
			storageType: request.storageType,
			fileName,
			link: request.linkFor(fileName),
			paid: request.paid,
			scheduled: request.scheduled ?? false,
			documents: this.documents,
			settled: false,
		});
		this.logEvent(request.scheduled ? 'ScheduledBackupStarted' : 'BackupStarted', startedAt);
		return this.backup(request.dump);
	}

	/**
	 * Ends the backup in work.
	 *
	 * @returns true also for one that has ended by itself and is still shown
	 */
	cancelBackup(): boolean {
		const task = this.tasks.get(false);
		if (!task) return false;
		const now = this.now();
		if (now < endOf(task)) {
			task.plan = {
				...task.plan,
				outcome: 'cancelled',
				durationMilliseconds: now - task.startedAt,
			};
			this.logEvent('BackupCancelled', now);
		}
		return true;
	}

	/** How many backups of this month in UTC were free. */
	freeBackupsUsed(): number {
		this.settle();
		const now = new Date(this.now());
		const month = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
		return this.history.count(false, month, this.now());
	}

	/** Puts what the portal itself does into its audit trail. */
	logEvent(action: string, time: number): void {
		if (!isKnownAction(action, Number(this.settings.version))) return;
		const target = NAMES_TENANT.includes(action) ? String(this.tenantId) : undefined;
		this.auditLog.append([{ action, date: new Date(time).toISOString(), target }]);
	}

	/** The restore that was started last, or undefined. */
	restoreProgress(): Progress | undefined {
		this.settle();
		const { restore, tenantId, settings } = this;
		return restore && restoreProgress(restore, this.now(), tenantId, settings.version);
	}

	/**
	 * Begins a restore, unless one is in work.
	 *
	 * @param without what the job does not find: the archive's hash among the portal's records, which
	 * ends it before the portal is locked, or a file, which leaves the task at its beginning
	 * @param documents what the archive has
	 */
	startRestore(without?: 'record' | 'file', documents?: Documents): Progress | undefined {
		this.logEvent('RestoreStarted', this.now());
		const running = this.restoreProgress();
		if (!running || running.isCompleted) {
			const plan = { ...this.settings.restore };
			if (without === 'file') plan.outcome = 'deadWorker';
			if (without === 'record')
				Object.assign(plan, { outcome: 'failed', error: 'Backup not found' });
			this.restore = {
				id: this.random.uuid(),
				startedAt: this.now(),
				plan,
				locks: without === undefined,
				documents,
				settled: false,
			};
		}
		return this.restoreProgress();
	}

	/** Whether the portal is locked because a restore is in work. */
	isRestoring(): boolean {
		this.settle();
		return (
			this.restore !== undefined &&
			!this.restore.settled &&
			this.restore.locks &&
			this.restore.plan.outcome !== 'deadWorker'
		);
	}

	/** Whether the portal is becoming another one, and knows no restore for a moment. */
	isSwapping(): boolean {
		return this.restore !== undefined && isHidden(this.restore, this.now());
	}

	/** Takes the records out whose files cannot be found at this moment. */
	clean(): void {
		this.history.remove(({ storageType }) =>
			this.settings.unreachableStorageTypes.includes(storageType),
		);
	}

	/** Takes what has ended by now into the books. */
	settle(): void {
		if (this.schedules.size > 0 && this.now() - this.cleanedAt >= CLEANER_MILLISECONDS) {
			this.cleanedAt = this.now();
			this.clean();
		}
		for (const task of this.tasks.values()) {
			if (task.settled || this.now() < endOf(task)) continue;
			task.settled = true;
			this.logEnd(task);
			if (hasArchive(task)) this.history.keep(task);
		}
		const { restore } = this;
		if (!restore || restore.settled || this.now() < endOfRestore(restore)) return;
		restore.settled = true;
		if (restore.plan.outcome !== 'success') return;
		this.documents = restore.documents ?? this.documents;
		this.becomeNewTenant();
	}

	private logEnd(task: BackupTask): void {
		const { outcome } = task.plan;
		if (outcome === 'cancelled') return;
		const by = task.scheduled ? 'Scheduled' : '';
		if (hasArchive(task)) this.logEvent(`${by}BackupCompleted`, endOf(task));
		if (!hasArchive(task) || outcome === 'failedAfterSuccess') {
			this.logEvent(`${by}BackupFailed`, endOf(task));
		}
	}

	/** A restored portal is another tenant: sessions, API keys and record ids of the old one are dead. */
	private becomeNewTenant(): void {
		this.tenantId += 1;
		this.history.renew();
		this.renewAccounts();
	}

	/** A session for an administrator who has signed in. */
	openSession(): string {
		const account = this.accounts.get(this.credentials.adminCookie);
		if (!account) throw new Error('The portal has no administrator');
		const token = newSession(this.random);
		this.accounts.set(token, account);
		return token;
	}

	private renewAccounts(): void {
		const { credentials, accounts } = makeAccounts(this.random);
		this.credentials = credentials;
		this.accounts = accounts;
	}
}
