import { type Handlers, bodyOf } from '../../http/call';
import { accessDenied, empty, exception, invalidModel, success } from '../quirks/answers';
import type { Account } from '../state/credentials';
import type { BackupUpload } from './backupUpload';
import { identify, mayWith } from './gate';
import { isKnownArchive } from './storage';
import { type Documents, documentsIn } from '../state/documents';
import type { Portal } from '../state/portal';
import { type StorageRequest, storageParamsOf, storageTypeOf } from './storageTypes';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The number of the storage type for an uploaded archive. */
const LOCAL = 3;

interface RestoreRequest extends StorageRequest {
	backupId?: string | null;
	notify?: boolean;
}

/** Putting a portal back to a backup, which locks it and makes it another tenant. */
export function restoreRoutes(portal: Portal, upload: BackupUpload): Handlers<Account> {
	return {
		async startRestore(call) {
			const request = bodyOf<RestoreRequest>(call);
			const { backupId, dump = false } = request;
			if (backupId === undefined && portal.since(3.5)) {
				const message = 'JSON deserialization for type BackupRestoreDto was missing backupId';
				call.violate(message);
				return invalidModel([message]);
			}
			if (dump && portal.settings.hosted) throw accessDenied();
			if (!portal.settings.planHasRestore) {
				throw exception(402, 'Your pricing plan does not support this option');
			}
			checkSource(portal, backupId ?? '', request);
			const without = await missing(portal, upload, backupId ?? '', request);
			const documents = await documentsOf(portal, upload, backupId ?? '', request);
			return success(
				portal.startRestore(without, documents),
				`${call.address}/api/2.0/backup/startrestore`,
			);
		},

		getRestoreProgress(call) {
			const { authorization = '' } = call.headers;
			// Nobody has to say who they are, but a key that is sent is looked at. A cookie is not.
			if (/^Bearer sk-/.test(authorization)) {
				const account = identify(portal, { authorization });
				if (!account || (portal.since(3.7) && !mayWith(account, ['*:read', '*:write'])))
					throw empty(403);
			}
			if (portal.isSwapping()) throw empty(404);
			return success(portal.restoreProgress(), `${call.address}/api/2.0/backup/getrestoreprogress`);
		},
	};
}

function checkSource(portal: Portal, backupId: string, request: StorageRequest): void {
	portal.settle();
	if (GUID.test(backupId)) {
		const records = portal.history.all();
		if (records.some(({ id }) => id === backupId.toLowerCase())) return;
		throw exception(404, 'Backup not found');
	}
	if (!storageParamsOf(request).has('filePath'))
		throw exception(500, 'The given key was not present in the dictionary.');
}

/** What the archive has that a restore is from; undefined for one in the portal's rooms. */
async function documentsOf(
	portal: Portal,
	upload: BackupUpload,
	backupId: string,
	request: RestoreRequest,
): Promise<Documents | undefined> {
	const record = portal.history.archives.find(({ id }) => id === backupId.toLowerCase());
	if (record || storageTypeOf(request) !== LOCAL) return record?.documents;
	const archive = await upload.uploaded();
	return archive && (await documentsIn(archive.file));
}

/** What the job will not find. The path of an uploaded archive is the portal's own. */
async function missing(
	portal: Portal,
	upload: BackupUpload,
	backupId: string,
	request: RestoreRequest,
): Promise<'record' | 'file' | undefined> {
	if (GUID.test(backupId)) {
		// A record that was removed is still found here, and its archive is not.
		const isThere = portal.history.archives.some(({ id }) => id === backupId.toLowerCase());
		return isThere ? undefined : 'record';
	}
	if (storageTypeOf(request) !== LOCAL) return undefined;
	const archive = await upload.uploaded();
	if (!archive) return 'file';
	// A hosted portal takes only archives that it made itself.
	if (!portal.settings.hosted || (await isKnownArchive(portal, archive))) return undefined;
	return 'record';
}
