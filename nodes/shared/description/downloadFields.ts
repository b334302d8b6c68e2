import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { noFileArrives } from '../parameters/filesInTools';
import { switchOf } from '../parameters/parameter';

import { sha256Field } from './sha256';

/** Whether an archive is looked at to its end; read by `isDeepCheck`. */
const checkArchiveField: INodeProperties = {
	displayName: 'Check Whole Archive',
	name: 'checkArchive',
	type: 'boolean',
	default: true,
	description:
		'Whether to unpack the archive during the download, and fail if it is damaged or incomplete. If off, only the beginning is checked.',
};

/** Whether the node's option says that an archive is looked at to its end. */
export function isDeepCheck(context: IExecuteSingleFunctions): boolean {
	return switchOf(context, `options.${checkArchiveField.name}`, true);
}

/**
 * Where a download goes: `binaryPropertyName`, and `options.fileName`.
 *
 * @param fileName What stands at the option File Name, which differs from service to service.
 * @param isArchive Whether what is downloaded is an archive, which can be checked.
 */
export function downloadFields(
	fileName: Pick<INodeProperties, 'placeholder' | 'description'>,
	isArchive: boolean,
): INodeProperties[] {
	return [
		noFileArrives,
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the output binary field to put the file in',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				sha256Field,
				...(isArchive ? [checkArchiveField] : []),
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					...fileName,
				},
			],
		},
	];
}
