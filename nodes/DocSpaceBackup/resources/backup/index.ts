import { resourceDescription } from '../../../shared/description/resource';
import * as cancel from './cancel';
import * as deleteOne from './delete';
import * as deleteAll from './deleteAll';
import * as download from './download';
import * as getCount from './getCount';
import * as getMany from './getMany';
import * as getProgress from './getProgress';
import * as getResult from './getResult';
import * as getServiceState from './getServiceState';
import * as start from './start';

/** Backups of the portal: start one, watch it, fetch its archive, keep the history. */
export const backupDescription = resourceDescription(
	'backup',
	[
		cancel,
		deleteOne,
		deleteAll,
		download,
		getCount,
		getMany,
		getProgress,
		getResult,
		getServiceState,
		start,
	],
	'start',
);
