import { resourceDescription } from '../../../shared/description/resource';
import * as getMany from './getMany';
import * as getManyRegions from './getManyRegions';
import * as getQuota from './getQuota';

/** Cloud storages that an administrator has set up in the portal. */
export const storageDescription = resourceDescription(
	'storage',
	[getMany, getManyRegions, getQuota],
	'getAll',
);
