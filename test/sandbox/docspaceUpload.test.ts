import { asAdministrator, ask, askPortal, useSandbox } from './support';

const used = useSandbox();

/** What the handler answers, with the members that there are. */
interface Uploaded {
	Success: boolean;
	Message?: string;
	ChunkSize: number;
	EndUpload: boolean;
}

async function post(query: string, body?: FormData, headers = asAdministrator(used.sandbox)) {
	const url = `${used.sandbox.docSpace.url}/backupFileUpload.ashx${query}`;
	const answer = await fetch(url, { method: 'POST', body, headers });
	expect(answer.status).toBe(200);
	return (await answer.json()) as Uploaded; // the handler's own form
}

async function begin(totalSize: number, extension = 'tar.gz'): Promise<Uploaded> {
	return await post(`?init=true&totalSize=${totalSize}&extension=${extension}`);
}

async function piece(content: Uint8Array): Promise<Uploaded> {
	const form = new FormData();
	form.set('file', new Blob([content]), 'blob');
	return await post('', form);
}

/** The content of an archive that the portal has made. */
async function ownArchive(): Promise<Uint8Array> {
	const { sandbox, clock } = used;
	await askPortal(sandbox, 'backup/startbackup', { storageType: 4 });
	clock.pass(2_000);
	const { response } = await (await askPortal(sandbox, 'backup/getbackupprogress')).json();
	const headers = asAdministrator(sandbox);
	const answer = await ask(`${sandbox.docSpace.url}${response.link}`, { headers });
	return new Uint8Array(await answer.arrayBuffer());
}

const FROM_UPLOAD = {
	backupId: '',
	storageType: 3,
	storageParams: [{ key: 'filePath', value: '' }],
};

async function restored() {
	const started = await askPortal(used.sandbox, 'backup/startrestore', FROM_UPLOAD);
	expect(started.status).toBe(200);
	used.clock.pass(60_000);
	const url = `${used.sandbox.docSpace.url}/api/2.0/backup/getrestoreprogress`;
	return (await (await ask(url)).json()).response;
}

describe('an archive is uploaded', () => {
	it('in pieces, and the portal is restored from it', async () => {
		const { sandbox } = used;
		const content = await ownArchive();
		sandbox.docSpace.settings.chunkUploadBytes = 100_000;
		expect(await begin(content.length)).toEqual({
			Success: true,
			ChunkSize: 100_000,
			EndUpload: false,
		});
		const ends: boolean[] = [];
		for (let start = 0; start < content.length; start += 100_000) {
			ends.push((await piece(content.subarray(start, start + 100_000))).EndUpload);
		}
		expect(ends).toEqual([false, false, true]);
		const [archive] = await sandbox.docSpace.archives();
		expect(await sandbox.docSpace.uploadedArchive()).toEqual({
			bytes: content.length,
			md5: archive?.md5,
		});
		expect(await restored()).toMatchObject({ isCompleted: true, progress: 100, error: '' });
		expect(sandbox.violations()).toEqual([]);
	});

	it('and a piece that is sent twice is in it twice', async () => {
		await begin(30);
		await piece(new Uint8Array(10));
		await piece(new Uint8Array(10));
		expect(await piece(new Uint8Array(10))).toMatchObject({ EndUpload: true });
		expect(await used.sandbox.docSpace.uploadedArchive()).toMatchObject({ bytes: 30 });
		expect(await piece(new Uint8Array(10))).toMatchObject({ Message: 'Need init upload.' });
	});

	it('and a new beginning deletes what was there', async () => {
		await begin(20);
		await piece(new Uint8Array(10));
		await begin(20, 'tar');
		expect(await used.sandbox.docSpace.uploadedArchive()).toBeUndefined();
	});
});

describe('the upload is declined with status 200', () => {
	it.each([
		['nothing', 0, 'Total size must be greater than 0.'],
		['more than the plan stores', 200 * 1024 ** 3, expect.any(String)],
	])('for %s', async (_what, bytes, message) => {
		expect(await begin(bytes)).toMatchObject({ Success: false, Message: message });
	});

	it('for everybody else, without the plan, and without a disk', async () => {
		const { settings } = used.sandbox.docSpace;
		expect(await post('?init=true&totalSize=5', undefined, {})).toMatchObject({
			Message: 'Access denied.',
		});
		settings.temporaryStorageIsDisk = false;
		expect(await begin(5)).toMatchObject({ Message: 'backup_temp is not disc' });
		settings.planHasRestore = false;
		expect(await begin(5)).toMatchObject({ Success: false });
	});

	it('for a piece without a beginning, twenty minutes after it, and beyond the size', async () => {
		expect(await piece(new Uint8Array(1))).toMatchObject({ Message: 'Need init upload.' });
		await begin(100);
		used.sandbox.docSpace.settings.chunkUploadBytes = 10;
		expect(await piece(new Uint8Array(11))).toMatchObject({
			Message: 'chunkSize more then maxChunkUploadSize',
		});
		used.clock.pass(20 * 60_000 + 1);
		expect(await piece(new Uint8Array(1))).toMatchObject({ Message: 'Need init upload.' });
	});
});

describe('a restore from an upload', () => {
	it('of an archive from elsewhere fails in the job on a hosted portal only', async () => {
		await begin(3);
		await piece(new Uint8Array(3));
		expect(await restored()).toMatchObject({
			isCompleted: true,
			progress: 0,
			error: expect.any(String),
		});
		expect((await askPortal(used.sandbox, 'backup/getbackupprogress')).status).toBe(200);
		used.sandbox.docSpace.settings.hosted = false;
		expect(await restored()).toMatchObject({ progress: 100, error: '' });
	});

	it('without an upload stays at its beginning', async () => {
		expect(await restored()).toMatchObject({ isCompleted: false, progress: 0, error: '' });
	});
});
