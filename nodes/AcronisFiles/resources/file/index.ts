import { copyOperation } from '../fileOrFolder/copy';
import { deleteOperation } from '../fileOrFolder/delete';
import { downloadOperation } from '../fileOrFolder/download';
import { getOperation } from '../fileOrFolder/get';
import { moveOperation } from '../fileOrFolder/move';
import { renameOperation } from '../fileOrFolder/rename';
import { FILE } from '../../entries/entryField';
import { resourceDescription } from '../../../shared/description/resource';
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
