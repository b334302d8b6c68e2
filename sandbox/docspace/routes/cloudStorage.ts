import type { Handlers } from '../../http/call';
import { success } from '../quirks/answers';
import { CLOUD_STORAGES } from '../state/cloudStorages';
import type { Account } from '../state/credentials';

const REGIONS = [
	['us-east-1', 'US East (N. Virginia)'],
	['eu-central-1', 'Europe (Frankfurt)'],
	['ap-southeast-2', 'Asia Pacific (Sydney)'],
];

/** Storages that an administrator has set up in the portal. */
export function cloudStorageRoutes(): Handlers<Account> {
	return {
		getBackupStorages: ({ address }) =>
			success(CLOUD_STORAGES, `${address}/api/2.0/settings/storage/backup`),

		getStorageRegions: ({ address }) =>
			success(
				REGIONS.map(([systemName, displayName]) => ({ systemName, displayName })),
				`${address}/api/2.0/settings/storage/s3/regions`,
			),
	};
}
