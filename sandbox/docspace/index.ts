import { page } from '../http/answer';
import { ContractRouter } from '../http/contractRouter';
import { Origin, type OriginSurroundings } from '../http/origin';
import { invalidModel } from './quirks/answers';
import type { Account, DocSpaceCredentials } from './state/credentials';
import { admit } from './routes/gate';
import type { EventBatch, EventInput, LoggedEvent } from './state/eventLog';
import type { Archive } from './state/backupHistory';
import { Portal } from './state/portal';
import { auditRoutes } from './routes/audit';
import { backupRoutes } from './routes/backup';
import { BackupUpload } from './routes/backupUpload';
import { cloudStorageRoutes } from './routes/cloudStorage';
import { folderRoutes } from './routes/folders';
import { historyRoutes } from './routes/history';
import { restoreRoutes } from './routes/restore';
import { scheduleRoutes } from './routes/schedule';
import { signInRoutes } from './routes/signIn';
import { thirdPartyRoutes } from './routes/thirdParty';
import { versionRoutes } from './routes/version';
import { type Language, sayIn } from './quirks/language';
import type { DocSpaceSettings } from './quirks/settings';
import {
	SignedStorage,
	TEMPORARY,
	temporaryLink,
	archiveMd5,
	fileMd5,
	storageRoutes,
} from './routes/storage';

const CLIENT_APPLICATION = `<!DOCTYPE html>
<html><head><title>ONLYOFFICE DocSpace</title></head><body><div id="root"></div></body></html>`;

/** The stand-in for a DocSpace portal. */
export class DocSpaceSandbox {
	private constructor(
		private readonly portal: Portal,
		private readonly upload: BackupUpload,
		private readonly origin: Origin,
		private readonly storageOrigin: Origin,
	) {}

	/** @param options ports may be 0 for free ones; `now` in milliseconds since 1970; `folder` for uploads */
	static async start(
		options: OriginSurroundings & {
			folder: string;
			seed: number;
			now: () => number;
			language: Language;
			port: number;
			storagePort: number;
		},
	): Promise<DocSpaceSandbox> {
		const { folder, seed, now, language, port, storagePort, ...surroundings } = options;
		const portal = new Portal(seed, now, sayIn(language));
		const storage = new SignedStorage(portal);
		const storageOrigin = await Origin.listen({
			...surroundings,
			name: 'docSpaceStorage',
			port: storagePort,
			routers: [],
			otherwise: (exchange) => storage.answer(exchange),
		});
		storage.address = storageOrigin.url;
		const upload = new BackupUpload(portal, folder);
		const router = await ContractRouter.create<Account>({
			contract: 'docspace.yaml',
			handlers: {
				...auditRoutes(portal),
				...backupRoutes(portal, storage),
				...cloudStorageRoutes(portal),
				...folderRoutes(portal),
				...historyRoutes(portal),
				...scheduleRoutes(portal),
				...restoreRoutes(portal, upload),
				...versionRoutes(portal),
				...thirdPartyRoutes(portal),
				...storageRoutes(portal, storage),
			},
			security: { portal: (operation, { headers }) => admit(portal, operation, headers) },
			isTolerant: true,
			invalid: invalidModel,
		});
		const signInRouter = await ContractRouter.create({
			contract: 'docspace-sign-in.yaml',
			handlers: signInRoutes(portal),
			security: {},
			invalid: invalidModel,
		});
		try {
			const origin = await Origin.listen({
				...surroundings,
				name: 'docSpace',
				port,
				routers: [router, signInRouter, upload],
				// What no server route knows, the client application answers.
				otherwise: () => page(CLIENT_APPLICATION),
				interfacePaths: ['/api/2.0/'],
			});
			return new DocSpaceSandbox(portal, upload, origin, storageOrigin);
		} catch (error) {
			await storageOrigin.close();
			throw error;
		}
	}

	/** The portal's address, without a slash at its end. */
	get url(): string {
		return this.origin.url;
	}

	/** The address that signed links lead to. */
	get storageUrl(): string {
		return this.storageOrigin.url;
	}

	/** Change them at any time. */
	get settings(): DocSpaceSettings {
		return this.portal.settings;
	}

	/** Secrets that work now; a restore makes new ones. */
	get credentials(): DocSpaceCredentials {
		this.portal.settle();
		return this.portal.credentials;
	}

	/** The backups that have been kept, with the MD5 of their content. */
	async archives(): Promise<(Archive & { md5: string })[]> {
		this.portal.settle();
		return await Promise.all(
			this.portal.history.archives.map(async (archive) => ({
				...archive,
				md5: await archiveMd5(this.portal, archive),
			})),
		);
	}

	/** The titles of what people keep in the portal; a backup takes them along, a restore brings them. */
	get documents(): readonly string[] {
		this.portal.settle();
		return this.portal.documents;
	}

	set documents(titles: readonly string[]) {
		this.portal.documents = titles;
	}

	/** The archive that was uploaded for a restore, as far as it has come. */
	async uploadedArchive(): Promise<{ bytes: number; md5: string } | undefined> {
		const archive = await this.upload.uploaded();
		return archive && { bytes: archive.bytes, md5: await fileMd5(archive.file) };
	}

	/** What the portal remembers, without secrets. */
	async state() {
		const { tenantId, schedules, thirdPartyAccounts, backupAccount, settings } = this.portal;
		return {
			url: this.url,
			storageUrl: this.storageUrl,
			tenantId,
			isRestoring: this.portal.isRestoring(),
			backup: this.portal.backup(false),
			dump: this.portal.backup(true),
			restore: this.portal.restoreProgress(),
			archives: await this.archives(),
			schedules: [...schedules.values()],
			thirdPartyAccounts,
			backupAccount,
			settings,
		};
	}

	/** Puts events into the audit trail. */
	appendAuditEvents(events: EventInput[] | EventBatch): LoggedEvent[] {
		return this.portal.auditLog.append(events);
	}

	/** Puts events into the login history. */
	appendLoginEvents(events: EventInput[] | EventBatch): void {
		this.portal.loginLog.append(events);
	}

	/** Lets the portal's own scheduler begin a backup into the temporary storage. */
	startScheduledBackup(): void {
		this.portal.startBackup({
			dump: false,
			storageType: TEMPORARY,
			linkFor: temporaryLink,
			paid: false,
			scheduled: true,
		});
	}

	/** Puts so many backups into the history. */
	addArchives(count: number): void {
		this.portal.history.add(count, this.portal.now());
	}

	/** Deletes all backups, as somebody does who makes room. */
	removeArchives(): void {
		this.portal.settle();
		this.portal.history.remove(() => true);
	}

	/** Back to the state of the start, with the same secrets. */
	async reset(): Promise<void> {
		await this.upload.reset();
		this.portal.reset();
	}

	/** Ends both origins. */
	async close(): Promise<void> {
		await Promise.all([this.origin.close(), this.storageOrigin.close()]);
	}
}
