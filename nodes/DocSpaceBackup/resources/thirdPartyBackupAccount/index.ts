import { resourceDescription } from '../../../shared/description/resource';
import * as createOrUpdate from './createOrUpdate';
import * as get from './get';

/** The one storage account that a portal keeps for its backups. */
export const thirdPartyBackupAccountDescription = resourceDescription(
	'thirdPartyBackupAccount',
	[createOrUpdate, get],
	'createOrUpdate',
);
