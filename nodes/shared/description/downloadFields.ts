import type { INodeProperties } from 'n8n-workflow';

/**
 * Where a download goes: `binaryPropertyName`, and `options.fileName`.
 *
 * @param fileName What stands at the option File Name, which differs from service to service.
 */
export function downloadFields(
	fileName: Pick<INodeProperties, 'placeholder' | 'description'>,
): INodeProperties[] {
	return [
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
