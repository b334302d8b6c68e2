import type { IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { cancelSignal, errorNode, itemIndexOf } from '../../../shared/context';
import { ReopenableBody } from '../../../shared/http/exchange/reopenableBody';
import { checkedArchive } from '../../../shared/transfer/checkedArchive';
import { UnsoundArchive } from '../../../shared/transfer/unsoundArchive';
import type { Archive } from './archiveUpload';
import { uploadArchive } from './archiveUpload';
import { binaryFileOf, choiceOf, switchOf } from '../../../shared/parameters/parameter';

/** How much is read at a time while the archive is checked, in bytes. */
const BLOCK = 512 * 1024;

/** A `prepare` function: puts the archive that the item holds into the portal, if it comes from there. */
export const sendHeldArchive: PreSendAction = async function (options) {
	if (choiceOf(this, 'source') === 'upload') {
		await uploadArchive(this, await heldArchive(this));
	}
	return options;
};

/**
 * The archive in the item's binary data. It is read once before anything is sent: for its length, and
 * to see that it is a whole one.
 *
 * @throws NodeOperationError when it is not an archive, or a damaged one.
 */
async function heldArchive(context: IExecuteSingleFunctions): Promise<Archive> {
	const file = binaryFileOf(context, 'binaryPropertyName');
	const body = new ReopenableBody(context.helpers, file);
	const { bytes, isGzip } = await inspected(context, body).catch((error: unknown) => {
		throw error instanceof UnsoundArchive ? notWhole(context, error) : error;
	});
	return {
		bytes,
		extension: isGzip ? 'tar.gz' : 'tar',
		pieces: (length) => ofLength(piecesOf(body, BLOCK), length),
	};
}

async function inspected(context: IExecuteSingleFunctions, body: ReopenableBody) {
	const deep = switchOf(context, 'options.checkArchive', true);
	const signal = cancelSignal(context);
	let bytes = 0;
	let isGzip = false;
	for await (const piece of checkedArchive(piecesOf(body, BLOCK), 'tar', deep)) {
		signal?.throwIfAborted();
		if (bytes === 0) isGzip = piece[0] === 0x1f;
		bytes += piece.length;
	}
	return { bytes, isGzip };
}

function notWhole(context: IExecuteSingleFunctions, { reason }: UnsoundArchive) {
	return new NodeOperationError(errorNode(context), 'The file is not a complete archive', {
		itemIndex: itemIndexOf(context),
		description: `${reason} Nothing was sent to the portal. Use another copy of the backup.`,
	});
}

async function* piecesOf(body: ReopenableBody, blockBytes: number): AsyncGenerator<Buffer> {
	const content = await body.open(blockBytes);
	if (Buffer.isBuffer(content)) yield content;
	else yield* content;
}

/**
 * The same content in pieces of another length; only the last one can be shorter.
 *
 * @param length A whole number from 1 on, in bytes. With any other one there would be no end.
 * @throws RangeError when it is another one.
 */
export async function* ofLength(
	pieces: AsyncIterable<Buffer>,
	length: number,
): AsyncGenerator<Buffer> {
	if (!Number.isInteger(length) || length < 1) throw new RangeError('No length of a piece');
	let waiting: Buffer[] = [];
	let bytes = 0;
	for await (const piece of pieces) {
		for (let start = 0; start < piece.length;) {
			const part = piece.subarray(start, start + length - bytes);
			waiting.push(part);
			bytes += part.length;
			start += part.length;
			if (bytes < length) continue;
			yield Buffer.concat(waiting);
			waiting = [];
			bytes = 0;
		}
	}
	if (bytes > 0) yield Buffer.concat(waiting);
}
