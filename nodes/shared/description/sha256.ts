import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { switchOf } from '../parameters/parameter';

/** Whether a transfer also returns the SHA-256 of the file; read by `wantsSha256`. */
export const sha256Field: INodeProperties = {
	displayName: 'Add SHA-256',
	name: 'sha256',
	type: 'boolean',
	default: false,
	description: 'Whether to add the SHA-256 of the file to the output, as sha256',
};

/** Whether the node's option asks for the SHA-256. */
export function wantsSha256(context: IExecuteSingleFunctions): boolean {
	return switchOf(context, `options.${sha256Field.name}`);
}
