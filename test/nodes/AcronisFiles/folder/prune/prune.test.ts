import { fileItem } from '../../../../support/binaryData';
import { useSandbox } from '../../../../support/sandbox';
import { chosen, operationAt, place } from '../../support';

const at = useSandbox();
const run = operationAt(at, 'folder', 'prune');
const folder = chosen('/Backups', 'path');

/** Twelve nights of June, the newest last. */
const nights = Array.from(
	{ length: 12 },
	(_, index) => `portal_2025-06-${String(index + 1).padStart(2, '0')}_01-00-00.tar.gz`,
);
const byName = { folder, pattern: 'portal_*.tar.gz', dateFrom: 'name' };

async function backups(...names: string[]) {
	await place(at, ...names.map((name) => `/Backups/${name}`));
}

const left = () =>
	at.sandbox.acronis
		.files()
		.map(({ name }) => name)
		.sort();

it('deletes nothing unless a person has said so, and says what it would delete', async () => {
	await backups(...nights);
	const { items, error } = await run({ ...byName, keepLast: 10 });
	expect(error?.message).toBeUndefined();
	expect(items.map(({ json }) => [json.name, json.result, json.reason])).toEqual([
		...nights
			.slice(2)
			.reverse()
			.map((name) => [name, 'kept', 'last']),
		[nights[1], 'toDelete', 'kept by no rule (last 10)'],
		[nights[0], 'toDelete', 'kept by no rule (last 10)'],
	]);
	expect(items[0]?.json.dryRun).toBe(true);
	expect(left()).toEqual(nights);
	expect(at.requests('deleteNode')).toEqual([]);
});

it('keeps by all rules together, and deletes the rest with its manifests', async () => {
	await backups(...nights, `${nights[0]}.manifest.json`, `${nights[2]}.manifest.json`, 'other.txt');
	const { items, error } = await run({
		...byName,
		keepLast: 2,
		keepAlso: { weekly: 2, monthly: 1, daily: 0 },
		dryRun: false,
		confirm: true,
	});
	expect(error?.message).toBeUndefined();
	// 7 June 2026 is a Sunday.
	const kept = [nights[7], nights[10], nights[11]];
	expect(left()).toEqual(['other.txt', ...kept]);
	expect(items.filter(({ json }) => json.result === 'kept').map(({ json }) => json)).toMatchObject([
		{ name: nights[11], reason: 'last, weekly, monthly' },
		{ name: nights[10], reason: 'last' },
		{ name: nights[7], reason: 'weekly' },
	]);
	expect(items.filter(({ json }) => json.result === 'deleted')).toHaveLength(9);
	const names = at.requests('deleteNode').length;
	expect(names).toBe(11);
});

it('refuses to delete more than half without a confirmation', async () => {
	await backups(...nights);
	const { items, error } = await run({ ...byName, keepLast: 5, dryRun: false });
	expect([items, error?.message]).toEqual([[], 'Delete More Than Half is not turned on']);
	expect(error?.description).toContain('would delete 7 of 12 files');
	expect(left()).toEqual(nights);
	const half = await run({ ...byName, keepLast: 6, dryRun: false });
	expect(half.error?.message).toBeUndefined();
	expect(left()).toEqual(nights.slice(6));
});

it.each([
	['no date', 'portal_final.tar.gz', 'no readable date'],
	['a day that no calendar has', 'portal_2025-02-30_01-00-00.tar.gz', 'no readable date'],
	['two dates', 'portal_2025-06-01_01-00-00_2025-06-02_01-00-00.tar.gz', 'no readable date'],
	['a longer number', 'portal_2025-06-01_01-00-0000.tar.gz', 'no readable date'],
	['a date in the future', 'portal_2126-06-01_01-00-00.tar.gz', 'date in the future'],
])('never deletes a file with %s, nor lets it count', async (_what, name, reason) => {
	await backups(...nights.slice(0, 3), name);
	const { items } = await run({ ...byName, keepLast: 1, dryRun: false, confirm: true });
	expect(items.map(({ json }) => [json.name, json.result, json.reason])).toEqual([
		[nights[2], 'kept', 'last'],
		[nights[1], 'deleted', 'kept by no rule (last 1)'],
		[nights[0], 'deleted', 'kept by no rule (last 1)'],
		[name, 'kept', reason],
	]);
	expect(left()).toEqual([nights[2], name].sort());
});

it('takes the modification date where that is wanted, in the days of the time zone', async () => {
	await backups('a.bak', 'b.bak');
	const { items } = await run(
		{ folder, pattern: '?.bak', keepLast: 0, keepAlso: { daily: 3 } },
		{ timezone: 'Pacific/Kiritimati' },
	);
	expect(items.map(({ json }) => [json.name, json.reason])).toEqual([
		['b.bak', 'daily'],
		['a.bak', 'oldest daily'],
	]);
});

it('puts the day where the workflow is at home', async () => {
	await backups('portal_2025-06-01_23-30-00.tar.gz');
	const date = async (timezone: string) =>
		(await run(byName, { timezone })).items.map(({ json }) => json.date);
	expect(await date('UTC')).toEqual(['2025-06-01T23:30:00.000Z']);
	expect(await date('Europe/Berlin')).toEqual(['2025-06-01T21:30:00.000Z']);
});

describe('about space, it tells', () => {
	it('what is used, and when deleted files stop counting', async () => {
		await backups(...nights);
		const { items } = await run(byName);
		expect(items[0]?.json.space).toEqual({
			usedBytes: expect.any(Number),
			usedText: expect.stringMatching(/B$|bytes$/),
			quotaBytes: expect.any(Number),
			quotaText: expect.stringMatching(/ GB$/),
			deletedFilesArePurgedAfter: expect.stringMatching(/^(never|\d+ (days|weeks|months))$/),
			oldRevisionsArePurgedAfter: expect.stringMatching(/^(never|\d+ (days|weeks|months))$/),
		});
	});

	it('nothing to a user who may not know', async () => {
		const { login, password } = at.sandbox.acronis.users.user;
		const credential = at.acronis({ username: login, password });
		const input = [await fileItem(Buffer.from('x'), 'a.bak')];
		await operationAt(at, 'file', 'upload')({ folder: chosen('0') }, { input, credential });
		const { error, items } = await run({ folder: chosen('0'), pattern: '*' }, { credential });
		expect(error?.message).toBeUndefined();
		expect(items[0]?.json.space).toEqual({
			usedBytes: null,
			usedText: null,
			quotaBytes: null,
			quotaText: null,
			deletedFilesArePurgedAfter: null,
			oldRevisionsArePurgedAfter: null,
		});
	});
});

it('stops at a file that cannot be deleted, and says how far it came', async () => {
	await backups(...nights);
	at.sandbox.faults.add({ operationId: 'deleteNode', skip: 1, status: 403, times: 'always' });
	const { items, error } = await run({ ...byName, keepLast: 8, dryRun: false });
	expect([items, error?.message]).toEqual([[], 'The user may not do this in Acronis']);
	expect(error?.description).toMatch(/^1 of 4 old files were deleted before this happened\. /);
	expect(left()).toEqual(nights.slice(1));
});

it('deletes each file once after a lost answer', async () => {
	await backups(...nights);
	at.sandbox.faults.add({ operationId: 'deleteNode', cut: true, afterWork: true });
	const { error } = await run({ ...byName, keepLast: 11, dryRun: false });
	expect(error?.message).toBeUndefined();
	expect(left()).toEqual(nights.slice(1));
});

it('leaves a file alone that got another content since it was listed', async () => {
	await backups(...nights);
	// The oldest one is looked at first, and by then it is another one.
	at.sandbox.faults.add({ operationId: 'getNode', delayMilliseconds: 2_000 });
	const pruning = run({ ...byName, keepLast: 10, dryRun: false });
	await new Promise((done) => setTimeout(done, 250));
	const input = [await fileItem(Buffer.from('another content'), nights[0] ?? '')];
	const upload = await operationAt(at, 'file', 'upload')({ folder }, { input });
	expect(upload.error?.message).toBeUndefined();
	const { items } = await pruning;
	expect(items.slice(-2).map(({ json }) => [json.name, json.result, json.reason])).toEqual([
		[nights[1], 'deleted', 'kept by no rule (last 10)'],
		[nights[0], 'kept', 'changed since it was listed'],
	]);
	expect(left()).toEqual([nights[0], ...nights.slice(2)]);
});

it.each([
	[{ pattern: ' ' }, 'File Name Pattern is empty'],
	[{ pattern: '/Backups/*' }, 'File Name Pattern is a path'],
	[{ pattern: '*.zip' }, 'File Name Pattern matches no file in the folder'],
	[{ keepLast: -1 }, 'Keep Last is not a whole number from 0: -1'],
	[{ keepLast: '={{ null }}' }, 'Keep Last has no value'],
	[{ keepLast: 0 }, 'Keep Last is 0, and no other rule keeps a file'],
	[{ keepAlso: { weekly: 0.5 } }, 'Weekly is not a whole number from 0: 0.5'],
	[{ dateFormat: 'dd.MM.' }, 'Date Format is not a date format'],
	[{ dateFormat: 'yyyy-MM-dd-dd' }, 'Date Format is not a date format'],
])('refuses %j', async (parameters, message) => {
	await backups(...nights.slice(0, 2));
	const { items, error } = await run({ ...byName, dryRun: false, confirm: true, ...parameters });
	expect([items, error?.message]).toEqual([[], message]);
	expect(left()).toEqual(nights.slice(0, 2));
});

it.each(['={{ null }}', '={{ "false" }}', '={{ 0 }}'])(
	'takes %s for no leave to delete',
	async (dryRun) => {
		await backups(...nights);
		await run({ ...byName, keepLast: 10, dryRun });
		expect(left()).toEqual(nights);
	},
);
