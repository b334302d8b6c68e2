import { copyOperation } from '../../nodeOperations/copy';
import { deleteOperation } from '../../nodeOperations/delete';
import { downloadOperation } from '../../nodeOperations/download';
import { getOperation } from '../../nodeOperations/get';
import { moveOperation } from '../../nodeOperations/move';
import { renameOperation } from '../../nodeOperations/rename';
import { syncOperation } from '../../nodeOperations/sync';
import { FOLDER, SUBFOLDER } from '../../locators';
import { resourceDescription } from '../../../shared/resource';
import * as create from './create';
import * as getMany from './getMany';

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
		moveOperation(SUBFOLDER),
		renameOperation(SUBFOLDER),
		syncOperation(true),
		syncOperation(false),
	],
	'create',
);
