import type {
	IDataObject,
	IExecuteSingleFunctions,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ForeignAnswer } from '../../../shared/http/failure/failure';
import { errorNode, perItemStore } from '../../../shared/context';
import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { announcedBytes } from '../../../shared/transfer/announced';
import { downloadFields, isDeepCheck } from '../../../shared/description/downloadFields';
import { wantsSha256 } from '../../../shared/description/sha256';
import { storeDownload } from '../../../shared/transfer/storeDownload';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { checksumOf, shownChecksum } from '../../entries/checksum';
import { resolveEntry, sendEntry } from '../../entries/resolveEntry';
import type { EntryField } from '../../entries/entryField';
import { locatorOf, ROOT } from '../../entries/entryField';
import { checkName } from '../../entries/pathWalk';
import { readEntry } from '../../entries/entryRequests';
import type { Operation } from '../../../shared/description/resource';
import { isByteStream } from '../../../shared/util/byteStream';
import { textOf } from '../../../shared/parameters/parameter';

/** What the service knows of the item: the answer itself names neither length nor checksum. */
const expected = perItemStore<IDataObject>();

/** What to call the file instead of its own name, if that is wanted. */
function wantedName(context: IExecuteSingleFunctions): string | undefined {
	const name = textOf(context, 'options.fileName');
	return name === '' ? undefined : checkName(context, 'File Name', name);
}

const checkFileName: PreSendAction = async function (options) {
	wantedName(this);
	return options;
};

/** Looks the item up first: the download is compared with that. */
function readExpected(field: EntryField): PreSendAction {
	const isFolder = field.kind === 'folder';
	return async function (options) {
		const uuid = await resolveEntry(this, field);
		const entry =
			uuid === ROOT ? { name: 'root', is_directory: true } : await readEntry(this, uuid);
		if ((entry.is_directory === true) !== isFolder) {
			rejectParameter(
				this,
				field.displayName,
				isFolder ? 'is a file' : 'is a folder',
				`Use Download of the resource ${isFolder ? 'File' : 'Folder'}.`,
			);
		}
		expected.set(this, entry);
		return options;
	};
}

function storeContent(isFolder: boolean): PostReceiveAction {
	return async function (_items, { body, headers }) {
		if (!isByteStream(body) || /^text\/html\b/i.test(String(headers['content-type'] ?? ''))) {
			throw new ForeignAnswer('A web page');
		}
		const entry = expected.get(this) ?? {};
		const ownName = isFolder ? `${String(entry.name)}.zip` : String(entry.name);
		const fileName = wantedName(this) ?? ownName;
		const size = isFolder || typeof entry.size !== 'number' ? undefined : entry.size;
		const checksum = isFolder ? '' : checksumOf(entry);
		const stored = await storeDownload(this.helpers, body, {
			fileName,
			bytes: size,
			announced: announcedBytes(headers),
			sha256: wantsSha256(this),
			...(isFolder && {
				mimeType: 'application/zip',
				archive: { kind: 'zip', deep: isDeepCheck(this) },
			}),
			check: (md5) => {
				if (checksum === '' || checksum === md5) return;
				throw new NodeOperationError(
					errorNode(this),
					'The downloaded content does not match the checksum in Acronis',
					{
						itemIndex: this.getItemIndex(),
						description: `The checksum should be ${shownChecksum(checksum)} but is ${md5}. If the file was changed during the download, download it again.`,
					},
				);
			},
		});
		const json = {
			uuid: entry.uuid ?? ROOT,
			fileName: stored.fileName,
			...stored.content,
			checksumVerified: checksum !== '',
			...(isFolder && { archiveChecked: isDeepCheck(this) }),
		};
		const binaryProperty = textOf(this, 'binaryPropertyName');
		return [{ json, binary: { [binaryProperty]: stored.binary } }];
	};
}

/** Fetches a file, or a folder as a ZIP archive. */
export function downloadOperation(field: EntryField): Operation {
	const isFolder = field.kind === 'folder';
	const prepare = [checkFileName, readExpected(field), sendEntry(field)];
	return {
		operation: {
			name: 'Download',
			value: 'download',
			builderHint: { propertyHint: `It needs the ${field.kind} by its path or UUID.` },
			action: `Download ${field.kind}`,
			description: isFolder
				? 'Download a folder with everything in it as a ZIP archive'
				: 'Download a file. Length and checksum are verified.',
			routing: {
				request: {
					method: 'GET',
					url: '/sync_and_share_nodes/{node_uuid}/download',
					encoding: 'stream',
				},
				send: { paginate: true },
				operations: { pagination: acronisPipeline({ answer: ANSWER.content, prepare }) },
				output: { postReceive: [storeContent(isFolder)] },
			},
		},
		fields: [
			locatorOf(field),
			...downloadFields(
				{
					placeholder: isFolder ? 'e.g. reports.zip' : 'e.g. june.pdf',
					description: 'Name of the file, instead of its name in Acronis',
				},
				isFolder,
			),
		],
	};
}
