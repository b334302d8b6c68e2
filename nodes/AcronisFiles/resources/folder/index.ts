import { copyOperation } from '../fileOrFolder/copy';
import { deleteOperation } from '../fileOrFolder/delete';
import { downloadOperation } from '../fileOrFolder/download';
import { getOperation } from '../fileOrFolder/get';
import { moveOperation } from '../fileOrFolder/move';
import { renameOperation } from '../fileOrFolder/rename';
import { syncOperation } from './sync';
import { FOLDER, SUBFOLDER } from '../../entries/entryField';
import { resourceDescription } from '../../../shared/description/resource';
import * as create from './create';
import * as getMany from './getMany';
import * as getSyncStatus from './getSyncStatus';
import * as prune from './prune/prune';

/** Folders and what is in them. */
export const folderDescription = resourceDescription(
	'folder',
	[
		copyOperation(SUBFOLDER),
		create,
		deleteOperation(SUBFOLDER),
		downloadOperation(FOLDER),
		getOperation(FOLDER),
		getMany,
		getSyncStatus,
		moveOperation(SUBFOLDER),
		prune,
		renameOperation(SUBFOLDER),
		syncOperation(true),
		syncOperation(false),
	],
	'create',
);
