import { exception } from '../quirks/answers';
import { STORAGE_TYPES } from '../state/backupTask';
import { CLOUD_STORAGES } from '../state/cloudStorages';
import { FOLDERS } from '../state/folders';
import type { Portal } from '../state/portal';

/** Where a backup goes or comes from, as requests write it. */
export interface StorageRequest {
	storageType?: number | string;
	storageParams?: { key: string; value: string }[] | null;
	dump?: boolean;
}

/** The storage type's number; Documents when absent. */
export function storageTypeOf({ storageType = 0 }: StorageRequest): number {
	return typeof storageType === 'number'
		? storageType
		: STORAGE_TYPES.findIndex((name) => name === storageType);
}

/** The storage's parameters by their keys, whose case counts. */
export function storageParamsOf({ storageParams }: StorageRequest): Map<string, string> {
	return new Map((storageParams ?? []).map(({ key, value }) => [key, value]));
}

/** Refuses a target that the service checks when a backup is started. */
export function checkBackupTarget(portal: Portal, request: StorageRequest): void {
	const params = storageParamsOf(request);
	const folderId = params.get('folderId');
	const storageType = storageTypeOf(request);
	if (storageType === 0) checkFolder(portal, folderId);
	if (storageType === 1) {
		if (folderId === undefined)
			throw exception(500, 'The given key was not present in the dictionary.');
		if (/^\d+$/.test(folderId)) throw exception(400, 'wrong folder type');
		if (!isThirdPartyFolder(portal, folderId)) throw folderNotFound(portal);
	}
	if (storageType === 3) checkLocal(portal, params);
}

/** Refuses local storage where the portal is hosted, and without the path that it needs. */
function checkLocal(portal: Portal, params: Map<string, string>): void {
	if (portal.settings.hosted) throw exception(500, 'Access denied');
	if (!params.has('filePath'))
		throw exception(500, 'The given key was not present in the dictionary.');
}

/** What the job will fail with because of its target; undefined when the target is good. */
export function failureInJob(request: StorageRequest): string | undefined {
	const storageType = storageTypeOf(request);
	if (storageType === 2) return 'Unknown storage type.';
	const module = storageParamsOf(request).get('module') ?? '';
	if (storageType === 5 && !CLOUD_STORAGES.some(({ id, isSet }) => id === module && isSet))
		return 'The storage module is not set up.';
	return undefined;
}

function checkFolder(portal: Portal, folderId: string | undefined): void {
	if (folderId === undefined || !/^\d+$/.test(folderId)) throw exception(400, 'wrong folder type');
	const id = Number(folderId);
	if (!Object.values(FOLDERS).includes(id)) throw folderNotFound(portal);
	if (id !== FOLDERS.room && id !== FOLDERS.inRoom)
		throw exception(403, 'You do not have enough permissions to create');
}

function isThirdPartyFolder(portal: Portal, folderId: string): boolean {
	return portal.allAccounts.some((account) => `${folderId}-`.startsWith(`${account.folderId}-`));
}

/** A folder that is not there, or not for this person. */
export function folderNotFound(portal: Portal) {
	return exception(portal.since(3.7) ? 404 : 500, 'The required folder was not found');
}
