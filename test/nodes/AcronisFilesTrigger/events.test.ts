import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { PublishedTrigger } from '../../support/polls';
import { useSandbox } from '../../support/sandbox';

const at = useSandbox();

const uuid = (digit: number) => `2057c38b-4dba-4fb3-bc83-00000000000${digit}`;
const node = (digit: number) => ({ uuid: uuid(digit), name: `file ${digit}.txt` });
const share = { uuid: uuid(8), name: 'Contracts' };
const user = (digit: number) => ({
	uuid: uuid(digit),
	name: `User ${digit}`,
	email: `user${digit}@example.com`,
});

function trigger(parameters: INodeParameters = {}) {
	return new PublishedTrigger({
		node: 'acronisFilesTrigger',
		credential: at.acronis(),
		parameters,
	});
}

async function published(parameters: INodeParameters = {}): Promise<PublishedTrigger> {
	const one = trigger(parameters);
	await one.activate();
	return one;
}

const append = (...rows: Parameters<typeof at.sandbox.acronis.appendAuditRows>) =>
	at.sandbox.acronis.appendAuditRows(...rows);
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const texts = (rows: IDataObject[] | null) => rows?.map(({ text }) => text);

describe('an entry without a UUID or a readable date', () => {
	it('comes once, as it is, beside the others', async () => {
		const one = await published();
		const good = { uuid: uuid(1), created_at: ago(1), text: 'Good', severity: 1, code: 0 };
		const odd = [{ uuid: uuid(2), created_at: 'soon', text: 'Odd' }, { created_at: ago(1) }, 'x'];
		const body = [good, ...odd];
		at.sandbox.faults.add({ operationId: 'listAuditLog', times: 'always', status: 200, body });
		const unreadable = odd.map((entry) => ({ kind: 'unreadable', severityName: 'error', entry }));
		expect(await one.tick()).toMatchObject([...unreadable, { text: 'Good' }]);
		expect(await one.tick()).toBeNull();
	});
});

it.each(['', ' '])('entries whose UUID is "%s" come once each', async (id) => {
	const one = await published();
	const body = ['one', 'two', 'three'].map((text) => ({ uuid: id, created_at: ago(1), text }));
	at.sandbox.faults.add({ operationId: 'listAuditLog', times: 2, status: 200, body });
	expect(await one.tick()).toMatchObject(body.map((entry) => ({ kind: 'unreadable', entry })));
	expect(await one.tick()).toBeNull();
});

describe('an event', () => {
	it('is the row as the service sent it, with kind and severityName, without Simplify', async () => {
		const one = await published({ options: { simplify: false } });
		append([{ text: 'Added.', severity: 2, node: node(1), user: user(5) }]);
		expect(await one.tick()).toEqual([
			{
				uuid: expect.any(String),
				text: 'Added.',
				code: 0,
				created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
				severity: 2,
				node: node(1),
				node_uuid: uuid(1),
				user: user(5),
				owner_uuid: uuid(5),
				kind: 'file',
				severityName: 'warning',
			},
		]);
	});

	it('has its kind from what it is about, whatever its words are', async () => {
		const one = await published();
		append([
			{ node: node(1), user: user(5) },
			{ share, user: user(5) },
			{ user: user(5) },
			{ text: 'file share user' },
		]);
		const rows = await one.tick();
		expect(rows?.map(({ kind }) => kind).sort()).toEqual(['account', 'file', 'sharing', 'system']);
	});

	it('is flat and short, with what leads to the file', async () => {
		const one = await published();
		append([{ text: 'Shared.', share, user: user(5) }]);
		expect(await one.tick()).toEqual([
			{
				uuid: expect.any(String),
				created_at: expect.any(String),
				text: 'Shared.',
				severity: 1,
				userName: 'User 5',
				userEmail: 'user5@example.com',
				nodeName: null,
				node_uuid: null,
				shareName: 'Contracts',
				share_uuid: share.uuid,
				kind: 'sharing',
				severityName: 'info',
			},
		]);
	});
});

describe('a filter', () => {
	const rows = [
		{ text: 'info of file 1', severity: 1, node: node(1), user: user(5) },
		{ text: 'warning of file 2', severity: 2, node: node(2), user: user(6) },
		{ text: 'error of a share', severity: 3, share, user: user(5) },
		{ text: 'fatal', severity: 4 },
	] as const;

	it.each<[string, INodeParameters, string[]]>([
		['severities', { severities: [2, 4] }, ['fatal', 'warning of file 2']],
		['kinds', { kinds: ['sharing', 'system'] }, ['error of a share', 'fatal']],
		['user', { user: uuid(5) }, ['error of a share', 'info of file 1']],
		[
			'a user that was picked',
			{ user: { __rl: true, mode: 'list', value: uuid(5), cachedResultName: 'Ann' } },
			['error of a share', 'info of file 1'],
		],
		['share', { share: uuid(8) }, ['error of a share']],
		['node', { node: uuid(2) }, ['warning of file 2']],
		['no node', { node: '-' }, ['error of a share', 'fatal']],
		['text', { text: 'FILE' }, ['info of file 1', 'warning of file 2']],
	])('%s lets only its events through', async (_name, filters, expected) => {
		const one = await published({ filters });
		append([...rows]);
		expect((texts(await one.tick()) ?? []).sort()).toEqual(expected);
	});

	it('that is no UUID is refused with its name', async () => {
		await expect(trigger({ filters: { user: 'me' } }).activate()).rejects.toThrow(
			'User UUID is not a UUID',
		);
	});
});

describe('grouped items', () => {
	it.each([
		['user', [uuid(5), uuid(6), undefined], [2, 1, 1]],
		['node', [uuid(1), undefined], [2, 2]],
		['share', [undefined, uuid(8)], [3, 1]],
	])('hold the events of one %s each, oldest first', async (groupBy, ids, counts) => {
		const one = await published({ options: { groupBy } });
		const rows = [
			{ node: node(1), user: user(5) },
			{ node: node(1), user: user(6) },
			{ share, user: user(5) },
			{ text: 'nobody' },
		];
		append(
			rows.map((row, index) => ({
				...row,
				createdAt: ago(10 - index),
			})),
		);
		const items = (await one.tick()) ?? [];
		const subjects = items.map((item) => (item[groupBy] as IDataObject | null)?.uuid);
		expect(subjects).toEqual(ids);
		expect(items.map(({ count }) => count)).toEqual(counts);
		for (const { kind, groupedBy, events, count } of items) {
			expect([kind, groupedBy]).toEqual(['group', groupBy]);
			const times = (events as IDataObject[]).map(({ created_at }) => String(created_at));
			expect(times).toHaveLength(Number(count));
			expect([...times].sort()).toEqual(times);
		}
	});
});

describe('Fetch Test Event', () => {
	it('shows the newest five that match, oldest of them first', async () => {
		append({ count: 8, text: 'old', startingAt: ago(30 * 86_400), stepMilliseconds: 1000 });
		append({ count: 3, text: 'new', startingAt: ago(86_400), stepMilliseconds: 1000 });
		append([{ text: 'other', severity: 3 }]);
		const rows = await trigger({ filters: { severities: [1] } }).fetchTestEvent();
		expect(texts(rows)).toEqual(['old', 'old', 'new', 'new', 'new']);
	});

	it('says so where nothing matches', async () => {
		append([{ severity: 1 }]);
		await expect(trigger({ filters: { severities: [4] } }).fetchTestEvent()).rejects.toMatchObject({
			message: 'No matching events found',
			description: expect.stringContaining('filter'),
		});
	});
});

describe('the first poll', () => {
	it('emits nothing of before, or what happened since the wanted hours', async () => {
		append([{ text: 'long ago', createdAt: ago(7_210) }]);
		append([{ text: 'lately', createdAt: ago(7_190) }]);
		expect(await trigger().activate()).toBeNull();
		expect(texts(await trigger({ options: { lookbackHours: 2 } }).activate())).toEqual(['lately']);
	});
});

describe('a maximum of events for each run', () => {
	it('leaves the rest to the next runs, oldest first', async () => {
		const one = await published({ options: { maximumEvents: 2 } });
		append(
			[5, 4, 3, 2, 1].map((age) => ({
				text: `${age} s old`,
				createdAt: ago(age),
			})),
		);
		for (let run = 0; run < 3; run += 1) await one.tick();
		expect(await one.tick()).toBeNull();
		expect(one.emitted.map(texts)).toEqual([
			['5 s old', '4 s old'],
			['3 s old', '2 s old'],
			['1 s old'],
		]);
	});
});
