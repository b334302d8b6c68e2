import { resourceDescription } from '../../../shared/description/resource';
import * as create from './create';
import * as createRoom from './createRoom';
import * as deleteOne from './delete';
import * as getMany from './getMany';
import * as getManyCapabilities from './getManyCapabilities';
import * as getManyCommonFolders from './getManyCommonFolders';
import * as getManyProviders from './getManyProviders';
import * as setAvailability from './setAvailability';
import * as update from './update';

/** Storage accounts of the key's owner, connected to the portal. */
export const thirdPartyAccountDescription = resourceDescription(
	'thirdPartyAccount',
	[
		create,
		createRoom,
		deleteOne,
		getMany,
		getManyCapabilities,
		getManyCommonFolders,
		getManyProviders,
		setAvailability,
		update,
	],
	'create',
);
