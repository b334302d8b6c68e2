import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	PreSendAction,
} from 'n8n-workflow';
import { NodeOperationError, UnexpectedError } from 'n8n-workflow';

import { errorNode, perRun } from '../../../shared/context';
import { wantsSha256 } from '../../../shared/description/sha256';
import type { FailedTry } from '../../../shared/http/exchange/exchange';
import { SEND_AGAIN } from '../../../shared/http/exchange/exchange';
import type { Recovered } from '../../../shared/http/pipelineOptions';
import { type Fingerprint, ReopenableBody } from '../../../shared/http/exchange/reopenableBody';
import { quotedName } from '../../../shared/util/bareName';
import { Queues } from './queue';
import { resolveEntry } from '../../entries/resolveEntry';
import { checksumOf, shownChecksum } from '../../entries/checksum';
import { findChild } from '../../entries/contents';
import { toKnownEntry, listingOf } from '../../entries/folderListing';
import { FOLDER, uuidSentence } from '../../entries/entryField';
import { nameKey } from '../../entries/nameKey';
import { checkName } from '../../entries/pathWalk';
import { readEntry } from '../../entries/entryRequests';
import { takeBack } from './takeBack';
import { binaryFileOf, choiceOf, switchOf, textOf } from '../../../shared/parameters/parameter';

/** The file of the item and what to call it. */
function fileOf(context: IExecuteSingleFunctions) {
	const binary = binaryFileOf(context, 'binaryPropertyName');
	const wanted = textOf(context, 'options.fileName');
	return { binary, filename: checkName(context, 'File Name', wanted || binary.fileName) };
}

/** The folder to put it into, made first where that is wanted. */
async function folderOf(context: IExecuteSingleFunctions): Promise<string> {
	const createMissing = switchOf(context, 'options.createMissing');
	return await resolveEntry(context, FOLDER, { createMissing });
}

const queues = perRun(() => new Queues());

/**
 * A `takeTurn` function: files of one name go one after the other into a folder, in the order of the
 * items, so that the last one is the newest revision. Paths take their time, so items wait at the name
 * already while the folder is looked up.
 */
export async function takeTurn(this: IExecuteSingleFunctions): Promise<() => void> {
	const name = nameKey(fileOf(this).filename);
	const atName = queues(this).join(name);
	await atName.ready;
	try {
		const atFolder = queues(this).join(`${await folderOf(this)}/${name}`);
		atName.leave();
		await atFolder.ready;
		return () => atFolder.leave();
	} finally {
		atName.leave();
	}
}

/** A `prepare` function: names the folder. */
export const sendFolder: PreSendAction = async function (options) {
	return { ...options, qs: { ...options.qs, '{node_uuid}': await folderOf(this) } };
};

/** An `instead` function: looks whether the name is taken, if that matters. */
export async function existingFile(
	this: IExecuteSingleFunctions,
): Promise<INodeExecutionData[] | undefined> {
	const ifExists = choiceOf(this, 'ifExists');
	if (ifExists === 'revision') return undefined;
	const listing = await listingOf(this, await folderOf(this));
	const existing = await listing.find(this, fileOf(this).filename);
	if (!existing) return undefined;
	if (ifExists === 'fail' || existing.isFolder) {
		const what = existing.isFolder ? 'a folder' : 'a file';
		throw new NodeOperationError(
			errorNode(this),
			`The folder already has ${what} named ${quotedName(existing.name)}`,
			{
				itemIndex: this.getItemIndex(),
				description: `${uuidSentence(existing.uuid)}Choose another name, or change If It Exists.`,
			},
		);
	}
	return [{ json: { ...(await readEntry(this, existing.uuid)), existed: true } }];
}

/**
 * A `prepare` function: announces the content. The service compares name and length with what arrives.
 * Its MD5 is taken while it is sent, and compared with the answer: so a large file is read once. Only
 * if n8n's store does not know the length, the content is read before, and its MD5 announced too.
 */
export const sendFile: PreSendAction = async function (options) {
	const { filename, binary } = fileOf(this);
	const body = new ReopenableBody(this.helpers, binary, wantsSha256(this));
	const bytes = await body.length();
	const measured = bytes === undefined ? await body.measure() : undefined;
	return {
		...options,
		headers: { ...options.headers, 'Content-Type': 'application/octet-stream' },
		qs: {
			...options.qs,
			filename,
			size: bytes ?? measured?.bytes,
			...(measured && { checksum: measured.md5 }),
		},
		body,
	};
};

/** What was to be stored. */
async function fingerprintOf({ body }: IHttpRequestOptions): Promise<Fingerprint> {
	if (body instanceof ReopenableBody) return await body.fingerprint();
	throw new UnexpectedError('An upload has no content');
}

/**
 * A `recover` function: after a lost answer, the upload has happened if the folder has this content
 * under this name. Otherwise it is sent again: the service keeps no part of a content.
 */
export async function uploadedFile(
	this: IExecuteSingleFunctions,
	{ mayHaveHappened, canBeRepeated }: FailedTry,
	sent: IHttpRequestOptions,
): Promise<Recovered> {
	const folder = await folderOf(this);
	const filename = String(sent.qs?.filename);
	const entry = mayHaveHappened ? await findChild(this, folder, filename) : undefined;
	if (entry && checksumOf(entry) === (await fingerprintOf(sent)).md5) return [{ json: entry }];
	return mayHaveHappened && canBeRepeated ? SEND_AGAIN : undefined;
}

/**
 * A `verify` function: compares the checksum of what is stored with that of what was sent, adds the
 * SHA-256 that was wanted, and lets later items of the run find the file.
 *
 * @throws NodeOperationError for another content, after it was taken back.
 */
export async function verifyChecksum(
	this: IExecuteSingleFunctions,
	items: INodeExecutionData[],
	sent: IHttpRequestOptions,
): Promise<void> {
	const json = items[0]?.json ?? {};
	const { md5, sha256 } = await fingerprintOf(sent);
	if (checksumOf(json) === '') {
		throw new NodeOperationError(errorNode(this), 'The stored file could not be verified', {
			itemIndex: this.getItemIndex(),
			description: `Acronis returned no checksum for the file. Its MD5 should be ${md5}. Check the file in Acronis before you upload it again.`,
		});
	}
	if (checksumOf(json) !== md5) {
		throw new NodeOperationError(
			errorNode(this),
			'The stored file does not match what was uploaded',
			{
				itemIndex: this.getItemIndex(),
				description: `The checksum should be ${md5} but is ${shownChecksum(checksumOf(json))}. ${await takeBack(this, json)}`,
			},
		);
	}
	if (sha256 !== undefined) json.sha256 = sha256;
	(await listingOf(this, await folderOf(this))).keep(toKnownEntry(json));
}
