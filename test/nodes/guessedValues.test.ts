import type { INodeParameters } from 'n8n-workflow';

import type { RequestEntry } from '../../sandbox/http/journal';
import { fileItem } from '../support/binaryData';
import type { NodeRun } from '../support/engine';
import { runNode } from '../support/engine';
import { PublishedTrigger } from '../support/polls';
import { computed, runsAt } from '../support/runs';
import { useSandbox } from '../support/sandbox';
import { chosen, place } from './AcronisFiles/support';

/**
 * Values that an expression, a sheet or a webhook brings and that were guessed once, each of them
 * green: they mean what the screen's value means, or nothing is sent.
 */
const at = useSandbox();
const runs = runsAt(at);
const uuid = '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';

const acronis = (resource: string, operation: string, parameters: INodeParameters): NodeRun => ({
	node: 'acronisFiles',
	credential: at.acronis(),
	parameters: { resource, operation, ...parameters },
});
/** As an expression gives it: JSON has no word for what is absent. */
const given = (value: unknown) => (value === undefined ? '={{ undefined }}' : computed(value));

const sent = (request: RequestEntry | undefined): unknown => JSON.parse(String(request?.body));

/** Runs it, and finds it refused by the name of its field before anything was sent. */
async function refused(run: NodeRun): Promise<string> {
	const before = at.requests().length;
	const { error, items } = await runNode(run);
	expect(items).toEqual([]);
	expect(at.requests()).toHaveLength(before);
	return error?.message ?? 'nothing was refused';
}

describe('Upload: If It Exists', () => {
	const upload = async (ifExists: string, content: string) =>
		await runNode(
			runs.upload({ ifExists }, { input: [await fileItem(Buffer.from(content), 'a.txt')] }),
		);

	it.each([null, '', 'replace', 'no', undefined])('%p is refused', async (value) => {
		const input = [await fileItem(Buffer.from('new'), 'a.txt')];
		const message = await refused(runs.upload({ ifExists: given(value) }, { input }));
		expect(message).toMatch(/^If It Exists /);
	});

	it.each(['Fail', 'FAIL', ' fail '])('%p fails where the file exists', async (value) => {
		await upload('fail', 'old');
		const { error } = await upload(given(value), 'new');
		expect(error?.message).toContain('already has a file named "a.txt"');
		expect(at.sandbox.acronis.files()).toMatchObject([{ revisions: 1 }]);
	});

	it.each(['Add a Revision', 'revision', 'REVISION'])('%p stores the content', async (value) => {
		await upload('fail', 'old');
		const { items } = await upload(given(value), 'newer');
		expect(items[0]?.json).toMatchObject({ name: 'a.txt', size: 5 });
		expect(at.sandbox.acronis.files()).toMatchObject([{ revisions: 2 }]);
	});
});

describe('Backup: Start, Wait for Completion', () => {
	it.each([null, '', undefined, 'yes', 2])('%p is refused', async (value) => {
		const message = await refused(runs.startBackup({ waitForCompletion: given(value) }));
		expect(message).toMatch(/^Wait for Completion /);
	});

	it.each(['true', 1, 'TRUE'])('%p waits', async (value) => {
		const { items } = await runNode(runs.startBackup({ waitForCompletion: given(value) }));
		expect(items[0]?.json).toHaveProperty('fileName');
	});

	it.each(['false', 0])('%p comes back at once', async (value) => {
		const { items } = await runNode(runs.startBackup({ waitForCompletion: given(value) }));
		expect(items[0]?.json).not.toHaveProperty('fileName');
	});
});

describe('Folder: Create, Where', () => {
	it.each([null, '', 'Root', undefined])('%p is refused', async (value) => {
		expect(await refused(runs.createFolder({ where: given(value) }))).toMatch(/^Where /);
	});

	it.each(['path', 'At a Path', 'at a path'])('%p makes it at the path', async (value) => {
		const { error } = await runNode(runs.createFolder({ where: given(value), path: '/A/B' }));
		expect(error).toBeUndefined();
		expect(at.sandbox.acronis.state().nodes.map(({ path }) => path)).toContain('A/B');
	});
});

describe('Folder: Get Many', () => {
	const shown = async (options: INodeParameters, more: INodeParameters = {}) => {
		await place(at, '/A/b.txt', '/A/C/d.txt');
		const { items } = await runNode(
			acronis('folder', 'getAll', { folder: chosen('/A', 'path'), options, ...more }),
		);
		return items.map(({ json }) => json.name).sort();
	};

	it.each(['folders', 'Folders', 'FOLDERS', ' Folders '])('Show %p shows folders', async (show) => {
		expect(await shown({ show: given(show) })).toEqual(['C']);
	});

	it.each(['directories', null, ''])('Show %p is refused', async (show) => {
		const options = { show: given(show) };
		expect(await refused(acronis('folder', 'getAll', { options }))).toMatch(/^Show /);
	});

	it.each([
		['"true" is on', 'true', ['C', 'b.txt', 'd.txt']],
		['"false" is off', 'false', ['C', 'b.txt']],
	])('Recursive %s', async (_what, recursive, names) => {
		expect(await shown({}, { recursive: given(recursive) })).toEqual(names);
	});

	it.each([
		['returnAll', 'Return All'],
		['recursive', 'Recursive'],
		['simplify', 'Simplify'],
	])('a text that is no switch in %s is refused', async (name, label) => {
		const message = await refused(acronis('folder', 'getAll', { [name]: given('perhaps') }));
		expect(message).toMatch(new RegExp(`^${label} `));
	});

	it.each([
		['descending', 'Descending'],
		['includeDeleted', 'Include Deleted'],
	])('an option %s of no switch is refused', async (name, label) => {
		const options = { [name]: given('perhaps') };
		expect(await refused(acronis('folder', 'getAll', { options }))).toMatch(
			new RegExp(`^${label} `),
		);
	});

	it.each(['true', true, 1])('Include Deleted and Descending %p are on', async (value) => {
		await shown({ includeDeleted: given(value), descending: given(value) });
		const [list] = at.requests().slice(-1);
		const usual = await shown({ includeDeleted: true, descending: true });
		expect(at.requests().at(-1)?.query).toEqual(list?.query);
		expect(usual).toContain('b.txt');
	});

	it.each([
		['"true" gives all', 'true', 2],
		['"false" goes by Limit', 'false', 1],
	])('Return All %s', async (_what, returnAll, count) => {
		expect(await shown({}, { returnAll: given(returnAll), limit: 1 })).toHaveLength(count);
	});
});

describe('Backup: Get Progress, Whole Server', () => {
	it.each([
		['false', 'false'],
		['true', 'true'],
	])('%p asks with dump=%s', async (value, dump) => {
		await runNode(runs.getProgress({ dump: given(value) }));
		expect(at.requests('getBackupProgress')[0]?.query).toMatchObject({ dump });
	});
});

describe('Restore: Start, Source', () => {
	const restore = { confirm: true, waitForCompletion: false };

	it.each([null, '', 'archive', undefined])('%p is refused', async (source) => {
		const parameters = { ...restore, source: given(source), backupId: uuid };
		expect(await refused(runs.startRestore(parameters))).toMatch(/^Source /);
	});

	it.each(['File', 'file', 'archive file'])('%p restores the file', async (source) => {
		const parameters = { ...restore, source: given(source), storageType: 0, fileId: '7' };
		await runNode(runs.startRestore({ ...parameters, backupId: uuid }));
		const [request] = at.requests('startRestore');
		expect(sent(request)).toMatchObject({ backupId: '', storageType: 0 });
	});
});

describe('switches and choices in bodies', () => {
	const link = async (options: INodeParameters) => {
		const [file] = await place(at, '/A/june.pdf');
		return runs.createLink({ file: chosen(file?.uuid), options });
	};

	it.each([
		['single_use', 'perhaps', 'Only Once'],
		['access_restriction', 'bogus', 'Access'],
		['ttl', 'soon', 'Days Until It Expires'],
	])('%s %p is refused', async (name, value, label) => {
		expect(await refused(await link({ [name]: given(value) }))).toMatch(new RegExp(`^${label} `));
	});

	it('are sent as what they mean', async () => {
		const { error } = await runNode(await link({ single_use: given('false'), ttl: given('7') }));
		expect(error?.message).toBeUndefined();
		const [request] = at.requests('createFileLink');
		expect(sent(request)).toEqual({ link: { single_use: false, ttl: 7 } });
	});
});

describe('dates', () => {
	it.each([7, '12', 'x 5', '05/12/2026', '2024-02-31', '2026-6-1', 0])(
		'Folder Expires On %p is refused',
		async (value) => {
			const parameters = { email: 'a@b.example', folder: chosen(uuid) };
			const options = { folderExpires: given(value) };
			const message = await refused(acronis('member', 'add', { ...parameters, options }));
			expect(message).toMatch(/^Folder Expires On /);
		},
	);

	it.each([0, '', null])('From %p is refused, never dropped', async (value) => {
		const filters = { from: given(value) };
		expect(await refused(runs.auditLog({ filters }))).toMatch(/^From /);
	});
});

describe('Tenant ID', () => {
	it.each(['', ' ', null, undefined])('%p is not the own tenant', async (value) => {
		const tenantId = given(value);
		expect(await refused(runs.auditLog({ filters: { tenantId } }))).toMatch(/^Tenant ID /);
		const changes = { group: 'server', serverChanges: { session_timeout_in_minutes: 20 } };
		const write = acronis('settings', 'update', { ...changes, options: { tenantId } });
		expect(await refused(write)).toMatch(/^Tenant ID /);
	});
});

describe('names', () => {
	it('cut inside an emoji are refused', async () => {
		expect(await refused(runs.createFolder({ name: given('Backups \ud83d') }))).toMatch(/^Name /);
	});

	it('in decomposed Unicode are those of the screen', async () => {
		await place(at, '/Büro/Akte.txt'.normalize('NFC'));
		const path = '/Büro/Akte.txt'.normalize('NFD');
		const { items, error } = await runNode(acronis('file', 'get', { file: chosen(path, 'path') }));
		expect(error?.message).toBeUndefined();
		expect(items).toHaveLength(1);
		const folder = runs.createFolder({ name: 'Büro'.normalize('NFD'), ifExists: 'return' });
		expect((await runNode(folder)).items[0]?.json).toMatchObject({ existed: true });
		const folders = at.sandbox.acronis.state().nodes.filter(({ path: at }) => !at.includes('/'));
		expect(folders).toHaveLength(1);
	});
});

describe('Input Data Field Name', () => {
	it.each(["={{ $('Start').item.binary.data }}", '={{ $binary.data }}', 'data'])(
		'%s is the file',
		async (binaryPropertyName) => {
			const input = [await fileItem(Buffer.from('content'), 'a.txt')];
			const { items } = await runNode(runs.upload({ binaryPropertyName }, { input }));
			expect(items[0]?.json).toMatchObject({ name: 'a.txt', size: 7 });
		},
	);
});

describe('choices that other fields depend on', () => {
	it.each([
		['Storage', (by: string) => runs.startBackup({ storageType: by, waitForCompletion: false }), 4],
		['Where', (by: string) => runs.createFolder({ where: by, name: 'x' }), 'folder'],
		[
			'Provider',
			(by: string) => runs.createAccount({ providerKey: by, customerTitle: 'Off-site' }),
			'WebDav',
		],
	])('%s by expression lets the workflow start', async (_name, run, value) => {
		const { error } = await runNode(run(given(value)));
		expect(error?.message).toBeUndefined();
	});
});

describe('the triggers', () => {
	const acronisTrigger = (parameters: INodeParameters) =>
		new PublishedTrigger({ node: 'acronisFilesTrigger', credential: at.acronis(), parameters });
	const docSpaceTrigger = (parameters: INodeParameters) =>
		new PublishedTrigger({ node: 'docSpaceBackupTrigger', credential: at.docSpace(), parameters });
	const finished = { event: 'backupFinished' };
	const history = { ...finished, readFrom: 'history' };

	it.each<[string, () => PublishedTrigger]>([
		['Started By', () => docSpaceTrigger({ ...finished, filters: { startedBy: given('Timer') } })],
		['Event', () => docSpaceTrigger({ event: 'Backups' })],
		['Event', () => docSpaceTrigger({ event: 'Backup Finished' })],
		['Kinds', () => acronisTrigger({ filters: { kinds: given('files') } })],
		['Severities', () => acronisTrigger({ filters: { severities: given('high') } })],
		['Severities', () => acronisTrigger({ filters: { severities: given(['9']) } })],
		[
			'Maximum Events per Run',
			() => acronisTrigger({ options: { maximumEvents: given('1,000') } }),
		],
		['Overlap (Minutes)', () => acronisTrigger({ options: { overlapMinutes: given('10 min') } })],
		[
			'Read Every (Minutes)',
			() => docSpaceTrigger({ ...history, historyMinutes: given('15 min') }),
		],
	])(
		'%s that nobody can understand ends the publishing, and no state is kept',
		async (name, make) => {
			const trigger = make();
			const problem = await trigger.activate().then(String, (error: Error) => error.message);
			expect(problem.startsWith(`${name} `)).toBe(true);
			expect([trigger.live, trigger.stored, at.requests()]).toEqual([{}, {}, []]);
		},
	);

	it('go on where they were when the value is corrected', async () => {
		const right = acronisTrigger({});
		await right.activate();
		const wrong = acronisTrigger({ options: { maximumEvents: given('1,000') } });
		wrong.load(right.stored);
		at.sandbox.acronis.appendAuditRows({ count: 3 });
		await expect(wrong.tick()).rejects.toThrow(/^Maximum Events per Run /);
		expect(wrong.live).toEqual(right.stored);
		const corrected = acronisTrigger({ options: { maximumEvents: given('1000') } });
		corrected.load(wrong.live);
		expect(await corrected.tick()).toHaveLength(3);
	});

	it.each(['file', 'File', ['file'], 'FILE', ' file '])('Kinds %p is a filter', async (kinds) => {
		const trigger = acronisTrigger({ filters: { kinds: given(kinds) } });
		await trigger.activate();
		const node = { uuid, name: 'june.pdf' };
		const user = { uuid, name: 'Ann', email: 'ann@files.example' };
		at.sandbox.acronis.appendAuditRows([
			{ text: 'Signed in.', user },
			{ text: 'Added.', node },
		]);
		expect(await trigger.tick()).toMatchObject([{ text: 'Added.', kind: 'file' }]);
	});

	it.each(['3', ['3'], 'Error', 'error', 3])('Severities %p is a filter', async (severities) => {
		const trigger = acronisTrigger({ filters: { severities: given(severities) } });
		await trigger.activate();
		at.sandbox.acronis.appendAuditRows([
			{ text: 'Usual.', severity: 1 },
			{ text: 'Grave.', severity: 3 },
		]);
		expect(await trigger.tick()).toMatchObject([{ text: 'Grave.' }]);
	});

	it.each(['schedule', 'Schedule', 'SCHEDULE'])('Started By %p is a filter', async (startedBy) => {
		const trigger = docSpaceTrigger({ ...finished, filters: { startedBy: given(startedBy) } });
		await trigger.activate();
		await runNode(runs.startBackup({}));
		expect(await trigger.tick()).toBeNull();
	});
});
