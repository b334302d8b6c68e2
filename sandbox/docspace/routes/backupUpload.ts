import { appendFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import type { Operation } from 'openapi-backend';

import type { Answer } from '../../http/answer';
import type { Exchange, Router } from '../../http/contractRouter';
import type { Portal } from '../state/portal';
import { identify } from './gate';

const PATH = '/backupFileUpload.ashx';
const MINUTE = 60_000;

/** How long after its beginning an upload may go on. */
const LIFETIME = 20 * MINUTE;

/** What the journal shows of a request. */
const OPERATION: Operation = {
	operationId: 'uploadBackupFile',
	method: 'post',
	path: PATH,
	parameters: ['init', 'totalSize', 'extension'].map((name) => ({ name, in: 'query' })),
	responses: {},
};

interface Upload {
	totalSize: number;
	file: string;
	endsAt: number;
}

/**
 * The handler that takes an archive which the caller holds, for a restore from it. It is no part of
 * the interface: it has no envelope, its members begin with capitals, and whatever happens it answers
 * 200. There is one upload a portal, and a beginning deletes what was there.
 */
export class BackupUpload implements Router {
	private upload: Upload | undefined;

	/** @param folder where the portal keeps its temporary files */
	constructor(
		private readonly portal: Portal,
		private readonly folder: string,
	) {}

	match(method: string, url: string): Operation | undefined {
		if (method !== 'POST' || url.split('?')[0] !== PATH) return undefined;
		return OPERATION;
	}

	async answer(_operation: Operation, exchange: Exchange): Promise<Answer> {
		const { chunkUploadBytes: ChunkSize } = this.portal.settings;
		try {
			const EndUpload = await this.take(exchange);
			return { status: 200, body: { Success: true, ChunkSize, EndUpload } };
		} catch (error) {
			if (!(error instanceof Declined)) throw error;
			const body = { Success: false, Message: error.message, ChunkSize: 0, EndUpload: false };
			return { status: 200, body };
		}
	}

	/** The archive as far as it has come; undefined where there is none. */
	async uploaded(): Promise<{ file: string; bytes: number } | undefined> {
		for (const extension of ['.tar.gz', '.tar']) {
			const file = this.path(extension);
			const found = await stat(file).catch(() => undefined);
			if (found) return { file, bytes: found.size };
		}
		return undefined;
	}

	/** Back to the state of the start. */
	async reset(): Promise<void> {
		this.upload = undefined;
		await rm(this.folder, { recursive: true, force: true });
	}

	/** @returns whether the file is whole */
	private async take({ url, headers, stream }: Exchange): Promise<boolean> {
		const { portal } = this;
		if (identify(portal, headers)?.role !== 'administrator') throw new Declined('Access denied.');
		if (!portal.settings.planHasRestore) {
			throw new Declined('Your pricing plan does not support this option');
		}
		if (!portal.settings.temporaryStorageIsDisk) throw new Declined('backup_temp is not disc');
		const query = queryOf(url);
		if (query.get('init') === 'true') {
			await this.begin(Number(query.get('totalsize')), query.get('extension'));
			return false;
		}
		const { upload } = this;
		if (!upload || upload.endsAt < portal.now()) throw new Declined('Need init upload.');
		const piece = await firstFile(headers['content-type'], stream);
		if (piece.length > portal.settings.chunkUploadBytes) {
			throw new Declined('chunkSize more then maxChunkUploadSize');
		}
		// Without an offset: what is sent twice is in the file twice.
		await appendFile(upload.file, piece);
		const { size } = await stat(upload.file);
		const isWhole = size >= upload.totalSize;
		if (isWhole) this.upload = undefined;
		return isWhole;
	}

	private async begin(totalSize: number, extension: string | undefined): Promise<void> {
		if (!(Number.isSafeInteger(totalSize) && totalSize > 0)) {
			throw new Declined('Total size must be greater than 0.');
		}
		if (totalSize > this.portal.settings.storageQuotaBytes) {
			throw new Declined('The backup is too large.');
		}
		await Promise.all(['.tar.gz', '.tar'].map((end) => rm(this.path(end), { force: true })));
		await mkdir(this.folder, { recursive: true });
		const file = this.path(extension === 'tar' ? '.tar' : '.tar.gz');
		this.upload = { totalSize, file, endsAt: this.portal.now() + LIFETIME };
	}

	private path(extension: string): string {
		return join(this.folder, `${this.portal.tenantId}-backup${extension}`);
	}
}

/** The handler puts every exception into its answer. */
class Declined extends Error {}

/** The names of query parameters count in any case. */
function queryOf(url: string): Map<string, string> {
	const { searchParams } = new URL(url, 'http://localhost');
	return new Map([...searchParams].map(([name, value]) => [name.toLowerCase(), value]));
}

async function firstFile(type: string | undefined, stream: Readable): Promise<Buffer> {
	const content = await buffer(stream);
	const answer = new Response(content, { headers: { 'content-type': type ?? '' } });
	const form = await answer.formData().catch(() => undefined);
	const file = [...(form?.values() ?? [])].find((value) => typeof value !== 'string');
	if (!file) throw new Declined('Index was out of range.');
	return Buffer.from(await file.arrayBuffer());
}
