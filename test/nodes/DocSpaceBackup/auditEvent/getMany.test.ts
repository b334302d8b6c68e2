import { AUDIT_EVENT_MEMBERS } from '../../../../nodes/DocSpaceBackup/audit/eventForm';
import { computed } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { offered, operationAt } from '../support';

const at = useSandbox();
const getMany = operationAt(at, 'auditEvent', 'getAll');

/** The requests for pages, without the one that asks whether the plan has audit. */
const pages = () => at.requests('getAuditEvents').slice(1);
const append = (...parameters: Parameters<typeof at.sandbox.docSpace.appendAuditEvents>) =>
	at.sandbox.docSpace.appendAuditEvents(...parameters);
const PERSON = '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d';

it('gives events newest first, with dates in UTC and names beside the numbers', async () => {
	append([
		{ action: 'RoomCreated', date: '2026-06-01T10:00:00Z', target: 'Archive' },
		{ action: 'BackupFailed', date: '2026-06-02T10:00:00Z' },
	]);
	const { items } = await getMany({ simplify: false });
	expect(items.map(({ json }) => json)).toEqual([
		expect.objectContaining({ actionId: 5126, date: '2026-06-02T10:00:00.000Z' }),
		expect.objectContaining({
			actionType: 1,
			actionTypeName: 'Create',
			location: 27,
			locationName: 'Rooms',
			product: 2,
			productName: 'Documents',
			entries: [25],
			entriesName: ['Room'],
			target: ['Archive'],
		}),
	]);
});

it('gives what most people need of an event, as the trigger does', async () => {
	append([{ action: 'RoomCreated', date: '2026-06-01T10:00:00Z', target: 'Archive' }]);
	const { items } = await getMany();
	expect(Object.keys(items[0]?.json ?? {})).toEqual([...AUDIT_EVENT_MEMBERS]);
});

it('reads all pages, with the same end for each of them', async () => {
	append({ count: 450 });
	const { items } = await getMany({ returnAll: true });
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(450);
	expect(pages().map(({ query }) => query.startIndex)).toEqual(['0', '100', '200', '300', '400']);
	expect(new Set(pages().map(({ query }) => query.to)).size).toBe(1);
});

it('is not put out of step by events that come in meanwhile', async () => {
	append({ count: 250, date: '2026-06-01T00:00:00Z' });
	const stop = at.sandbox.onRequest(({ operationId }) => {
		if (operationId === 'getAuditEvents') append([{ date: '2999-01-01T00:00:00Z' }]);
	});
	const { items } = await getMany({ returnAll: true });
	stop();
	expect(items).toHaveLength(250);
});

it('asks for no more than the limit', async () => {
	append({ count: 300 });
	expect((await getMany({ limit: 7 })).items).toHaveLength(7);
	expect(pages().map(({ query }) => query.count)).toEqual(['7']);
	expect((await getMany({ limit: 150 })).items).toHaveLength(150);
});

it('reads whole pages for a filter that the portal does not know', async () => {
	append({ count: 250, date: '2026-06-01T00:00:00Z' });
	append([{ action: 'RoomCreated', date: '2026-01-01T00:00:00Z' }]);
	const { items } = await getMany({ limit: 1, filters: { moduleType: 'Rooms' } });
	expect(items.map(({ json }) => json.actionId)).toEqual([5070]);
	expect(pages().map(({ query }) => query.count)).toEqual(['100', '100', '100']);
});

it('filters by period, person and names', async () => {
	append([
		{ action: 'FileCreated', date: '2026-06-01T10:00:00Z', userId: PERSON, target: 'plan.docx' },
		{ action: 'FileDeleted', date: '2026-06-02T10:00:00Z', target: 'plan.docx' },
		{ action: 'RoomCreated', date: '2026-06-03T10:00:00Z', userId: PERSON },
	]);
	const found = async (filters: Record<string, string>) => {
		const { items, error } = await getMany({ filters });
		expect(error).toBeUndefined();
		return items.map(({ json }) => json.actionId);
	};
	expect(await found({ from: '2026-06-02T10:00:00Z' })).toEqual([5070, 5007]);
	expect(await found({ to: '2026-06-02T10:00:00Z' })).toEqual([5007, 5000]);
	expect(await found({ userId: PERSON.toUpperCase() })).toEqual([5070, 5000]);
	expect(await found({ action: 'FileDeleted' })).toEqual([5007]);
	expect(await found({ moduleType: 'Files', actionType: 'Create' })).toEqual([5000]);
	expect(await found({ moduleType: 'Rooms' })).toEqual([5070]);
	expect(await found({ entryType: 'File' })).toEqual([5007, 5000]);
	expect(await found({ entryType: 'Room', action: 'FileDeleted' })).toEqual([]);
	expect(await found({ action: 'FileDeleted', actionType: 'Create' })).toEqual([]);
	expect(await found({ entryType: 'File', target: 'plan' })).toEqual([5007, 5000]);
	expect(await found({ action: 'FileDeleted', target: 'plan' })).toEqual([]);
});

describe('a plan without audit', () => {
	beforeEach(() => {
		at.sandbox.docSpace.settings.planHasAudit = false;
	});

	it.each([1, 3, 500])('is told from an answer, with %d events in the portal', async (count) => {
		append({ count });
		const { items, error } = await getMany({ filters: { action: 'BackupFailed' } });
		expect(items).toEqual([]);
		expect(error).toMatchObject({
			message: "The portal's plan does not include audit",
			description: expect.stringContaining('Get Latest'),
		});
		expect(pages()).toEqual([]);
	});

	it('still gives the newest events', async () => {
		append({ count: 30 });
		const { items } = await operationAt(at, 'auditEvent', 'getLatest')();
		expect(items).toHaveLength(20);
	});

	it.each([
		['auditEvent', 'createReport'],
		['auditEvent', 'updateRetention'],
		['loginEvent', 'createReport'],
	])('is named by %s: %s', async (resource, operation) => {
		const { error } = await operationAt(at, resource, operation)();
		expect(error?.message).toBe("The portal's plan does not include audit");
	});
});

it.each([
	[{ userId: '17' }, 'User ID is not the ID of a person'],
	[{ from: '2026-06-02', to: '2026-06-01' }, 'From is after To'],
	[{ from: 'soon' }, 'From is not a valid date: "soon"'],
	[{ target: 'plan.docx' }, 'Target has no effect on its own'],
	[{ moduleType: 'Dateien' }, 'Module "Dateien" is unknown'],
	[{ entryType: 'Roome' }, 'Entry Type "Roome" is unknown'],
])('sends nothing for the filters %j', async (filters, message) => {
	expect((await getMany({ filters })).error?.message).toBe(message);
	expect(at.requests()).toEqual([]);
});

it('offers the names that the portal lists', async () => {
	const actions = await offered(at, 'getAuditActions');
	expect(actions).toContainEqual({
		name: 'Backup Failed',
		value: 'BackupFailed',
		description: 'Settings',
	});
	expect(actions.map(({ value }) => value)).not.toContain('LoginSuccess');
	expect(await offered(at, 'getAuditActionTypes')).toContainEqual({
		name: 'Update Access',
		value: 'UpdateAccess',
	});
	expect((await offered(at, 'getAuditModules')).map(({ value }) => value)).toContain('Rooms');
	expect((await offered(at, 'getAuditEntryTypes')).map(({ value }) => value)).not.toContain('None');
});

describe('Get Filters', () => {
	const getFilters = operationAt(at, 'auditEvent', 'getFilters');

	it('gives all names in one item', async () => {
		const { items } = await getFilters();
		expect(items).toHaveLength(1);
		expect(items[0]?.json.actions).toContain('BackupFailed');
	});

	it('gives an item for each action', async () => {
		const { items } = await getFilters({ list: 'mappers' });
		expect(items.map(({ json }) => json)).toContainEqual({
			action: 'RoomCreated',
			actionType: 'Create',
			entryType: 'Room',
			moduleType: 'Rooms',
			productType: 'Documents',
		});
	});
});

describe('retention', () => {
	const update = operationAt(at, 'auditEvent', 'updateRetention');

	it('is set and read', async () => {
		const days = { auditTrailLifeTime: 30, loginHistoryLifeTime: 1 };
		expect((await update(days)).items[0]?.json).toMatchObject(days);
		const { items } = await operationAt(at, 'auditEvent', 'getRetention')();
		expect(items[0]?.json).toEqual({ ...days, lastModified: null });
	});

	it.each([0, 181, 1.5, ''])('of %j days is refused', async (days) => {
		const { error } = await update({ auditTrailLifeTime: computed(days) });
		expect(error?.message).toContain('Audit Events (Days) is not a whole number from 1 to 180: ');
		expect(at.requests()).toEqual([]);
	});
});
