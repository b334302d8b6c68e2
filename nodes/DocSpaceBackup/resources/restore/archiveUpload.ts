import { randomUUID } from 'crypto';
import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../../../shared/context';
import { ForeignAnswer, notJson } from '../../../shared/http/failure/failure';
import { anything } from '../../../shared/http/items/answer';
import { request } from '../../../shared/http/request';
import type { Service } from '../../../shared/http/service';
import { isRecord } from '../../../shared/util/isRecord';
import { docSpace } from '../../service/docSpace';
import { refusedUpload } from './refusedUpload';

/** How often an upload is begun; a portal that loses answers all the time is not one to restore. */
const BEGINNINGS = 3;

/** A larger piece brings nothing, and stands in memory as a whole. In bytes. */
const LARGEST_PIECE = 10 * 1024 * 1024;

/** With smaller pieces an archive would be an endless run of requests. In bytes. */
const SMALLEST_PIECE = 64 * 1024;

/** An archive that can be read from its beginning as often as needed. */
export interface Archive {
	bytes: number;
	/** What the portal calls its kind. */
	extension: 'tar.gz' | 'tar';
	/** Its content in order, in pieces of a length in bytes, of which the last one can be shorter. */
	pieces(length: number): AsyncIterable<Buffer>;
}

/** A handler beside the portal's API: other paths, no envelope, and 200 whatever happens. */
const uploadHandler: Service = {
	...docSpace,
	basePath: '',
	read({ body }) {
		if (typeof body === 'string') throw notJson(body);
		if (isRecord(body) && 'Success' in body) return body;
		throw new ForeignAnswer('Something else');
	},
};

/** Instead of an answer that was lost: the piece may be in the file, or not. */
const LOST = Symbol('lost');

/**
 * Puts an archive into the portal's temporary storage, where a restore of storage type 3 finds it
 * (read in the server's upload handler, 3.7.2, and in its web client).
 *
 * The handler appends what comes, without an offset: a piece that is sent twice spoils the file. So
 * none is; after a lost answer the whole upload begins again, which deletes what was there.
 *
 * @throws NodeOperationError when the portal does not take it; NodeApiError when it cannot be reached.
 */
export async function uploadArchive(
	context: IExecuteSingleFunctions,
	archive: Archive,
): Promise<void> {
	for (let beginning = 1; beginning <= BEGINNINGS; beginning++) {
		if (await uploadOnce(context, archive)) return;
	}
	throw new NodeOperationError(errorNode(context), 'The archive could not be uploaded', {
		itemIndex: context.getItemIndex(),
		description: `The connection to the portal was lost in each of ${BEGINNINGS} uploads. Nothing in the portal was changed. Check the connection, and any proxy that ends long requests.`,
	});
}

/** @returns Whether the portal has the whole file; false when an answer was lost on the way. */
async function uploadOnce(context: IExecuteSingleFunctions, archive: Archive): Promise<boolean> {
	const beganAt = performance.now();
	const progress = (sent: number) => ({
		sent,
		bytes: archive.bytes,
		ms: performance.now() - beganAt,
	});
	const qs = { init: 'true', totalSize: archive.bytes, extension: archive.extension };
	const begun = await post(context, { qs, repeat: 'always' });
	if (begun === LOST) return false;
	if (begun.Success !== true) throw refusedUpload(context, begun.Message, progress(0));
	let sent = 0;
	for await (const piece of archive.pieces(pieceLength(context, begun.ChunkSize))) {
		const answer = await post(context, formWith(piece));
		if (answer === LOST) return false;
		if (answer.Success !== true) throw refusedUpload(context, answer.Message, progress(sent));
		sent += piece.length;
		// Somebody else's upload would end another one, too early or never.
		if ((answer.EndUpload === true) !== (sent === archive.bytes)) return false;
	}
	return sent === archive.bytes;
}

/** How long the pieces may be for the portal, as it says at the beginning of an upload. */
function pieceLength(context: IExecuteSingleFunctions, said: unknown): number {
	const length = typeof said === 'number' ? said : NaN;
	if (Number.isInteger(length) && length >= SMALLEST_PIECE) return Math.min(length, LARGEST_PIECE);
	const came = typeof said === 'number' ? String(said) : 'no number';
	throw new NodeOperationError(
		errorNode(context),
		'The portal named no usable chunk size for the upload',
		{
			itemIndex: context.getItemIndex(),
			description: `It named ${came}; a whole number of bytes, at least ${SMALLEST_PIECE}, is needed. Nothing in the portal was changed. Check the chunk size of uploads in the server's settings, and whether Portal URL in the credential leads to DocSpace.`,
		},
	);
}

async function post(
	context: IExecuteSingleFunctions,
	options: Partial<Parameters<typeof request>[2]>,
): Promise<Record<string, unknown> | typeof LOST> {
	const { result } = await request(context, uploadHandler, {
		method: 'POST',
		path: '/backupFileUpload.ashx',
		answer: anything,
		...options,
		recover: ({ mayHaveHappened }) => (mayHaveHappened ? LOST : undefined),
	});
	// `read` gives nothing else, apart from what `recover` gives.
	return result as Record<string, unknown> | typeof LOST;
}

/** A form with one file, as the handler takes a piece. */
function formWith(piece: Buffer) {
	const boundary = `----${randomUUID()}`;
	const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="blob"\r\nContent-Type: application/octet-stream\r\n\r\n`;
	const body = Buffer.concat([Buffer.from(head), piece, Buffer.from(`\r\n--${boundary}--\r\n`)]);
	return {
		headers: {
			'Content-Type': `multipart/form-data; boundary=${boundary}`,
			'Content-Length': body.length,
		},
		body,
	};
}
