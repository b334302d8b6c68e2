import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../../../shared/context';
/** How far an upload had come: bytes sent, bytes in all, and ms since its beginning. */
export interface UploadProgress {
	sent: number;
	bytes: number;
	ms: number;
}

interface Meaning {
	/** The portal's own words, of which these are not in the language of the key's owner. */
	said: RegExp;
	message: string;
	description: string;
}

/** What the upload handler says, read in the server's source (3.7.2). */
const MEANINGS: readonly Meaning[] = [
	{
		said: /access denied/i,
		message: 'The owner of the key may not upload an archive',
		description: 'Use the key of the portal owner or a DocSpace administrator in the credential.',
	},
	{
		said: /is not disc/i,
		message: 'This portal does not accept uploaded archives',
		description:
			'It keeps temporary files in a cloud storage. Put the archive into a room, a connected account or a cloud storage of the portal, and set Source to Archive File.',
	},
	{
		said: /need init upload/i,
		message: 'The portal ended the upload',
		description:
			'Uploads end after 20 minutes. Upload from a machine with a faster connection to the portal, or put the archive into a room or a connected account, and set Source to Archive File.',
	},
	{
		said: /greater than 0/i,
		message: 'The archive is empty',
		description: 'Check the previous node: the file has no content.',
	},
];

/** The error for an upload that the portal refused: nothing of the portal was touched by then. */
export function refusedUpload(
	context: IExecuteSingleFunctions,
	said: unknown,
	{ sent, bytes, ms }: UploadProgress,
): NodeOperationError {
	const words = typeof said === 'string' ? said.replace(/\s+/g, ' ').trim() : '';
	const meaning = MEANINGS.find((one) => one.said.test(words)) ?? {
		message: 'The portal did not accept the archive',
		description:
			"Check that the portal's plan has restore, and that its storage has room for the archive.",
	};
	const place = `${sent} of ${bytes} bytes had been sent after ${Math.round(ms / 1000)} seconds.`;
	const quoted = words === '' ? '' : ` The portal says: ${words}`;
	return new NodeOperationError(errorNode(context), meaning.message, {
		itemIndex: context.getItemIndex(),
		description: `${meaning.description} Nothing in the portal was changed. ${place}${quoted}`,
	});
}
