import type {
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';

import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { announcedBytes, announcedFileName } from '../../../shared/transfer/announced';
import { downloadFields, isDeepCheck } from '../../../shared/description/downloadFields';
import { wantsSha256 } from '../../../shared/description/sha256';
import { storeDownload } from '../../../shared/transfer/storeDownload';
import { isByteStream } from '../../../shared/util/byteStream';
import { docSpace, docSpacePipeline } from '../../service/docSpace';
import { portalVersion } from '../../service/portalVersion';
import { explainStatus, type StatusMeaning } from '../../service/statusMeaning';
import { textOf } from '../../../shared/parameters/parameter';
import { bareName } from '../../../shared/util/bareName';
import { ANSWER } from '../../service/answers';
import { isLink } from '../../service/portalLink';

/** Turns the link into a request: of the portal with its key, of a storage elsewhere without. */
const requestLink: PreSendAction = async function (options) {
	const link = textOf(this, 'link');
	if (/%(?![0-9a-f]{2})/i.test(link)) {
		rejectParameter(
			this,
			'Link',
			'contains a % that encodes no character',
			'The link was cut or changed. Set it to the link exactly as Start or Get Progress returns it.',
		);
	}
	const origin = await docSpace.origin(this);
	const url = isLink(link) ? new URL(link, origin) : undefined;
	if (!url || (url.origin !== origin && url.protocol !== 'https:')) {
		rejectParameter(
			this,
			'Link',
			link === '' ? 'is empty' : 'is not a link to a backup',
			'Set it to the link from Start or Get Progress. Only backups in temporary storage or in a cloud storage have one.',
		);
	}
	return { ...options, url: url.href };
};

const storeArchive: PostReceiveAction = async function (_items, { body, headers }) {
	const isPage = /^text\/html\b/i.test(String(headers['content-type'] ?? ''));
	if (!isByteStream(body) || isPage) {
		const problem = isPage ? 'leads to a web page, not to an archive' : 'leads to no file';
		return rejectParameter(this, 'Link', problem, 'Use the link from Start or Get Progress.');
	}
	const wanted = textOf(this, 'options.fileName');
	const named = wanted || announcedFileName(headers) || fileNameOf(textOf(this, 'link'));
	const fileName = bareName(named, 'backup');
	const deep = isDeepCheck(this);
	const archive = { kind: 'tar', deep } as const;
	const stored = await storeDownload(this.helpers, body, {
		fileName,
		announced: announcedBytes(headers),
		archive,
		sha256: wantsSha256(this),
	});
	const binaryProperty = textOf(this, 'binaryPropertyName');
	return [
		{
			json: {
				fileName,
				...stored.content,
				lengthChecked: stored.lengthChecked,
				archiveChecked: deep,
				// The link does not tell: that of a cloud storage leads to the storage.
				portalUrl: await docSpace.origin(this),
				portalVersion: (await portalVersion(this)) ?? null,
			},
			binary: { [binaryProperty]: stored.binary },
		},
	];
};

function fileNameOf(link: unknown): string {
	const path = new URL(String(link), 'https://localhost').pathname;
	const name = path.slice(path.lastIndexOf('/') + 1);
	try {
		return decodeURIComponent(name) || 'backup';
	} catch {
		return name; // It is encoded in another way than UTF-8.
	}
}

/** The portal answers one who comes too late as it answers one who may not: with nothing at all. */
const deadLink: StatusMeaning = {
	status: 403,
	applies: ({ body }) => body === undefined,
	message: 'The link no longer works, or the key may not use it',
	description:
		'Links expire after 24 hours. Get Progress returns the link of the last backup. A link to the portal also needs the key of a DocSpace administrator.',
};

export const operation: INodePropertyOptions = {
	name: 'Download',
	value: 'download',
	builderHint: {
		propertyHint: 'Put it right after Start, or after Get Progress: it takes their link.',
	},
	action: 'Download backup',
	description: 'Download the archive of a backup from temporary storage or a cloud storage',
	routing: {
		request: { method: 'GET', url: '/', encoding: 'stream' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.content,
				prepare: [requestLink],
				followRedirects: true,
				recover: explainStatus(deadLink),
			}),
		},
		output: { postReceive: [storeArchive] },
	},
};

export const fields: INodeProperties[] = [
	{
		displayName: 'Link',
		name: 'link',
		type: 'string',
		typeOptions: { password: true },
		default: '={{ $json.link }}',
		required: true,
		placeholder: 'e.g. {{ $json.link }}',
		description:
			'The link from Start or Get Progress. It works for 24 hours. Anybody who has a link to a cloud storage can use it.',
	},
	...downloadFields(
		{
			placeholder: 'e.g. portal-backup.tar.gz',
			description: 'Name of the file, instead of the one from the portal',
		},
		true,
	),
];
