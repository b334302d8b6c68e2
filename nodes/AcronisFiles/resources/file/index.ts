import { copyOperation } from '../../nodeOperations/copy';
import { deleteOperation } from '../../nodeOperations/delete';
import { downloadOperation } from '../../nodeOperations/download';
import { getOperation } from '../../nodeOperations/get';
import { moveOperation } from '../../nodeOperations/move';
import { renameOperation } from '../../nodeOperations/rename';
import { FILE } from '../../locators';
import { resourceDescription } from '../../../shared/resource';
import * as upload from './upload';

/** Files and their content. */
export const fileDescription = resourceDescription(
	'file',
	[
		copyOperation(FILE),
		deleteOperation(FILE),
		downloadOperation(FILE),
		getOperation(FILE),
		moveOperation(FILE),
		renameOperation(FILE),
		upload,
	],
	'upload',
);
