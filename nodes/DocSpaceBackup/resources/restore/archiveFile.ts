import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { idLocator } from '../../../shared/description/idLocator';
import { rejectFolderToOpen } from '../../../shared/parameters/folderToOpen';
import { locatedOf } from '../../../shared/parameters/parameter';
import { rejectParameter } from '../../../shared/parameters/rejectParameter';

/** A field for an archive in a room, or on a third-party account. */
export function archiveFileField(field: Pick<INodeProperties, 'displayOptions'>): INodeProperties {
	return idLocator(
		{
			displayName: 'File ID',
			name: 'fileId',
			required: false,
			description:
				'The archive file. A hosted portal accepts only archives that it created itself.',
			...field,
		},
		'searchArchives',
		{ displayName: 'By ID', placeholder: 'e.g. 5678' },
		{ listHint: 'Type the path of a folder with / at the end to see its archives' },
	);
}

/**
 * Reads the field `fileId`.
 *
 * @param isNumber Whether the file lies in the portal itself; on an account its ID is a text.
 * @throws NodeOperationError when it is not the ID of such a file.
 */
export function archiveFileId(context: IExecuteSingleFunctions, isNumber: boolean): string {
	const { value } = locatedOf(context, 'fileId');
	rejectFolderToOpen(context, 'File ID', value);
	if (value === '' || /^\d+$/.test(value) !== isNumber) {
		rejectParameter(
			context,
			'File ID',
			isNumber ? 'is not a number' : 'is not the ID of a file on a third-party account',
			'Pick the archive from the list, or set it to the ID of the archive in the chosen storage.',
		);
	}
	return value;
}
