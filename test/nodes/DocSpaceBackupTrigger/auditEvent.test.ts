import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { pause, PublishedTrigger } from '../../support/polls';
import { useSandbox } from '../../support/sandbox';
import { ago, publishedAt, sortedValues, triggerAt } from './support';

const at = useSandbox();
const PERSON = '66faa6e4-f133-11ea-b126-00ffeec8b4ef';
const OTHER = '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d';

const append = (...events: Array<Record<string, string>>) =>
	at.sandbox.docSpace.appendAuditEvents(events);
const published = async (parameters: INodeParameters = {}) =>
	await publishedAt(at, { event: 'auditEvent', ...parameters });

describe('an audit event', () => {
	it('comes in the form in which Get Many gives it, once, without Simplify', async () => {
		append({ target: 'before' });
		const trigger = await published({ options: { simplify: false } });
		append({ action: 'RoomCreated', target: 'Contracts', date: ago(2) });
		expect(await trigger.tick()).toEqual([
			{
				id: 2,
				date: expect.stringMatching(/^\d{4}-.*Z$/),
				user: 'Ada Administrator',
				userId: PERSON,
				action: 'Raum erstellt. [Contracts]',
				actionId: 5070,
				ip: '192.0.2.7',
				browser: 'Chromium 140',
				platform: 'Linux',
				page: '',
				actionType: 1,
				actionTypeName: 'Create',
				product: 2,
				productName: 'Documents',
				location: 27,
				locationName: 'Rooms',
				target: ['Contracts'],
				entries: [25],
				entriesName: ['Room'],
				context: 'Räume',
				kind: 'auditEvent',
			},
		]);
		expect(await trigger.tick()).toBeNull();
	});

	it('is short, with what an alarm needs', async () => {
		const trigger = await published();
		append({ target: 'a.docx' });
		expect(await trigger.tick()).toEqual([
			{
				id: 1,
				date: expect.any(String),
				action: 'Datei erstellt. [a.docx]',
				actionId: 5000,
				user: 'Ada Administrator',
				userId: PERSON,
				target: ['a.docx'],
				context: 'Dateien',
				ip: '192.0.2.7',
				kind: 'auditEvent',
			},
		]);
	});

	it('is found late, up to the overlap behind the newest one', async () => {
		const trigger = await published();
		append({ target: 'newest' });
		await trigger.tick();
		append({ target: 'late', date: ago(500) });
		expect(sortedValues(await trigger.tick(), 'target')).toEqual([['late']]);
	});

	it('costs one request where there is none', async () => {
		const trigger = await published();
		const requests = at.requests().length;
		expect(await trigger.tick()).toBeNull();
		expect(at.requests().length - requests).toBe(1);
	});
});

describe('an event without an ID or a readable date', () => {
	it.each([
		['auditEvent', 'getAuditEvents'],
		['loginEvent', 'getLoginEvents'],
	])('comes once, as it is, beside the others: %s', async (event, operationId) => {
		const trigger = await publishedAt(at, { event });
		const odd = { id: 7, date: null, action: 'Odd' };
		const response = [odd, { id: 8, date: ago(1), action: 'Good', actionId: 5000 }];
		const body = { response, count: 2, status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId, times: 'always', status: 200, body });
		expect(await trigger.tick()).toMatchObject([
			{ kind: 'unreadable', entry: odd },
			{ id: 8, kind: event },
		]);
		expect(await trigger.tick()).toBeNull();
	});
});

describe('events whose IDs tell nothing', () => {
	it.each([
		['an empty text', ''],
		['spaces', '  '],
		['0', 0],
		['nothing', undefined],
	])('come once each: %s', async (_name, id) => {
		const trigger = await published();
		const odd = ['one', 'two', 'three'].map((action) => ({ id, date: ago(1), action }));
		const body = { response: odd, count: 3, status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: 'getAuditEvents', times: 2, status: 200, body });
		const rows = (await trigger.tick()) ?? [];
		expect(rows.map(({ entry }) => (entry as IDataObject).action)).toEqual(['one', 'two', 'three']);
		expect(rows.every(({ kind }) => kind === 'unreadable')).toBe(true);
		expect(await trigger.tick()).toBeNull();
	});
});

describe('an event that was not asked for', () => {
	it.each([
		['auditEvent', 'getAuditEvents'],
		['loginEvent', 'getLoginEvents'],
	])('does not keep those back that were: %s', async (event, operationId) => {
		const trigger = await publishedAt(at, { event });
		const odd = { id: 7, date: ago(3_600), action: 'Odd', actionId: 5000 };
		const response = [odd, { id: 8, date: ago(1), action: 'Good', actionId: 5000 }];
		const body = { response, count: 2, status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId, times: 1, status: 200, body });
		expect(await trigger.tick()).toMatchObject([{ id: 8, kind: event }]);
		expect(await trigger.tick()).toBeNull();
	});
});

describe('a filter', () => {
	it.each<[string, INodeParameters, number[]]>([
		['action', { action: 'FileDeleted' }, [5007]],
		['action with its target', { action: 'FileCreated', target: 'a.docx' }, [5000]],
		['action type', { actionType: 'Delete' }, [5007, 5030]],
		['module', { moduleType: 'Files' }, [5000, 5007]],
		['module by its number', { moduleType: '27' }, [5070]],
		['entry type', { entryType: 'Room' }, [5070]],
		['entry type beside an action', { action: 'FileDeleted', entryType: 'Room' }, []],
		['entry type and target', { entryType: 'File', target: 'a.' }, [5000]],
		['module and action type', { moduleType: 'Files', actionType: 'Delete' }, [5007]],
		['action of a module', { action: 'FileCreated', moduleType: 'files' }, [5000]],
		['action of another type', { action: 'FileCreated', actionType: 'Delete' }, []],
		['person', { userId: OTHER.toUpperCase() }, [5070]],
	])('%s lets only its events through', async (_name, filters, expected) => {
		const trigger = await published({ filters });
		append(
			{ action: 'FileCreated', target: 'a.docx' },
			{ action: 'FileDeleted' },
			{ action: 'RoomCreated', userId: OTHER, user: 'Otto Other' },
			{ action: 'ThirdPartyDeleted' },
		);
		expect(sortedValues(await trigger.tick(), 'actionId')).toEqual(expected);
	});

	it.each<[INodeParameters, INodeParameters]>([
		[{ moduleType: 'Rooms' }, { moduleType: 'Files' }],
		[{ moduleType: '27' }, { moduleType: '1' }],
		[{ entryType: 'Room' }, { entryType: 'File' }],
		[
			{ action: 'RoomCreated', actionType: 'Create' },
			{ action: 'RoomCreated', actionType: 'Delete' },
		],
	])('understands events that carry names instead of numbers: %j', async (filters, others) => {
		const names = { actionType: 'Create', location: 'Rooms', entries: ['Room'] };
		const response = [{ id: 8, date: ago(1), action: 'Good', actionId: 'RoomCreated', ...names }];
		const body = { response, count: 1, status: 0, statusCode: 200 };
		const [wanted, unwanted] = [await published({ filters }), await published({ filters: others })];
		at.sandbox.faults.add({ operationId: 'getAuditEvents', times: 'always', status: 200, body });
		expect(sortedValues(await wanted.tick(), 'id')).toEqual([8]);
		expect(await unwanted.tick()).toBeNull();
	});

	it('of a module works with portals before 3.5, which number and name it otherwise', async () => {
		at.sandbox.docSpace.settings.version = '3.1';
		const trigger = await published({
			filters: { moduleType: 'General' },
			options: { simplify: false },
		});
		append({ action: 'LanguageSettingsUpdated' }, { action: 'BackupStarted' });
		expect(await trigger.tick()).toMatchObject([{ module: 25, moduleName: 'General' }]);
	});

	it('with a name that is unknown is refused', async () => {
		const filters = { moduleType: 'Dateien' };
		await expect(published({ filters })).rejects.toThrow('Module "Dateien" is unknown');
	});

	it('never sends what the portal breaks on or leaves out', async () => {
		const trigger = await published({ filters: { moduleType: 'Rooms', entryType: 'Room' } });
		await trigger.tick();
		const asked = at.requests('getAuditEvents').map(({ query }) => Object.keys(query));
		expect(new Set(asked.flat())).toEqual(new Set(['from', 'to', 'count', 'startIndex']));
	});
});

describe('grouped items', () => {
	it.each([
		['user', [2, 1]],
		['action', [2, 1]],
		['target', [1, 2]],
	])('hold the events of one %s each', async (groupBy, counts) => {
		const trigger = await published({ options: { groupBy } });
		append(
			{ action: 'FileCreated', target: 'a', date: ago(9) },
			{ action: 'FileCreated', target: 'b', userId: OTHER, date: ago(8) },
			{ action: 'FileDeleted', target: 'b', date: ago(7) },
		);
		const items = (await trigger.tick()) ?? [];
		expect(items.map(({ count }) => count)).toEqual(counts);
		expect(items.flatMap(({ events }) => events as IDataObject[])).toHaveLength(3);
	});

	it('name the room in which the events happened, or the part of the portal', async () => {
		const trigger = await published({ options: { groupBy: 'context', simplify: true } });
		append(
			{ action: 'FileCreated', room: 'Contracts', date: ago(9) },
			{ action: 'FileCreated', date: ago(8) },
			{ action: 'FileDeleted', room: 'Contracts', date: ago(7) },
			{ action: 'ThirdPartyDeleted', date: ago(6) },
		);
		expect(await trigger.tick()).toMatchObject([
			{ groupedBy: 'context', context: { context: 'Räume: Contracts' }, count: 2 },
			{ context: { context: 'Dateien' }, events: [{ actionId: 5000 }] },
			{ context: { context: 'Dokumenteinstellungen' }, count: 1 },
		]);
	});

	it('say so where an event has no context, as sign-ins have none', async () => {
		const trigger = await publishedAt(at, {
			event: 'loginEvent',
			options: { groupBy: 'context' },
		});
		at.sandbox.docSpace.appendLoginEvents([{}, {}]);
		expect(await trigger.tick()).toMatchObject([{ kind: 'group', context: null, count: 2 }]);
	});
});

describe('a flood', () => {
	it('comes whole and in order, over several pages and runs', async () => {
		const trigger = await published();
		at.sandbox.docSpace.appendAuditEvents({ count: 2_500, stepMilliseconds: 100 });
		while (await trigger.tick());
		const ids = trigger.emitted.flat().map(({ id }) => Number(id));
		expect(trigger.emitted.map((rows) => rows.length)).toEqual([1_000, 1_000, 500]);
		expect(new Set(ids).size).toBe(2_500);
		const dates = trigger.emitted.flat().map(({ date }) => String(date).slice(0, 19));
		expect([...dates].sort()).toEqual(dates);
	});
});

describe('a portal without audit in its plan', () => {
	const message = "The portal's plan does not include audit";

	it('is an error at the activation and in a test run', async () => {
		append({});
		at.sandbox.docSpace.settings.planHasAudit = false;
		const trigger = triggerAt(at, { event: 'auditEvent' });
		await expect(trigger.activate()).rejects.toThrow(message);
		expect(trigger.live).toEqual({});
		await expect(trigger.fetchTestEvent()).rejects.toThrow(message);
	});

	it.each([
		['with old events', 5, 1_000],
		['with nothing but new events', 25, 1],
	])('is an error for a published trigger %s', async (_name, count, age) => {
		at.sandbox.docSpace.appendAuditEvents({ count: 1, date: ago(100_000) });
		const trigger = await published();
		at.sandbox.docSpace.appendAuditEvents({ count, date: ago(age), stepMilliseconds: 1 });
		at.sandbox.docSpace.settings.planHasAudit = false;
		const before = trigger.live;
		await expect(trigger.tick()).rejects.toThrow(message);
		expect(trigger.live).toEqual(before);
	});

	it('is no error where exactly 20 events are new', async () => {
		const trigger = await published();
		at.sandbox.docSpace.appendAuditEvents({ count: 20, date: ago(1), stepMilliseconds: 1 });
		expect(await trigger.tick()).toHaveLength(20);
	});
});

describe('a pause longer than the portal keeps its events', () => {
	it('is told once', async () => {
		at.sandbox.faults.add({
			operationId: 'getAuditRetention',
			times: 'always',
			status: 200,
			body: { response: { auditTrailLifeTime: 7, loginHistoryLifeTime: 90 }, statusCode: 200 },
		});
		const trigger = await published();
		trigger.load(pause(trigger.stored, 30 * 86_400));
		expect(await trigger.tick()).toMatchObject([{ kind: 'possibleLoss', retentionDays: 7 }]);
		expect(await trigger.tick()).toBeNull();
	});
});

describe('an error', () => {
	it.each([
		[401, {}, { cause: 'credential-invalid' }],
		[403, {}, { cause: 'configuration-invalid' }],
		[429, { 'retry-after': '60' }, { cause: 'rate-limited', retryAfterMs: 60_000 }],
		[500, {}, { cause: 'temporarily-unavailable' }],
	])('of status %d tells n8n what to do and changes no state', async (status, headers, failure) => {
		const trigger = await published();
		append({ target: 'a' });
		const before = trigger.live;
		at.sandbox.faults.add({ operationId: 'getAuditEvents', times: 'always', status, headers });
		await expect(trigger.tick()).rejects.toMatchObject({ httpCode: String(status), failure });
		expect(trigger.live).toEqual(before);
		at.sandbox.faults.clear();
		expect(sortedValues(await trigger.tick(), 'target')).toEqual([['a']]);
	});

	it.each([400, 402, 403, 404, 500])(
		'of status %d speaks of what a trigger has',
		async (status) => {
			const trigger = await published();
			const error = { message: 'Nein', type: 'System.UnauthorizedAccessException', stack: '' };
			const body = { status: 1, statusCode: status, error };
			at.sandbox.faults.add({ operationId: 'getAuditEvents', times: 'always', status, body });
			const thrown = await trigger
				.tick()
				.then(undefined, ({ message, description }: NodeApiError) => {
					return `${message}. ${description}`;
				});
			expect(thrown).toMatch(/trigger|plan|administrator/);
			expect(thrown).not.toMatch(/operation|storage|folder|backup|user name/i);
		},
	);
});

it('a key that is gone is told to who publishes', async () => {
	const credential = at.docSpace();
	const parameters = { event: 'auditEvent' };
	const trigger = new PublishedTrigger({ node: 'docSpaceBackupTrigger', credential, parameters });
	await trigger.activate();
	credential.data.apiKey = '';
	await expect(trigger.activate('update')).rejects.toThrow('Key');
});

describe('Fetch Test Event', () => {
	it('shows the newest five that match, or says that there are none', async () => {
		at.sandbox.docSpace.appendAuditEvents({ count: 8, stepMilliseconds: 1000 });
		const shown = await triggerAt(at, { event: 'auditEvent' }).fetchTestEvent();
		expect(shown?.map(({ id }) => id)).toEqual([4, 5, 6, 7, 8]);
		const none = triggerAt(at, { event: 'auditEvent', filters: { action: 'RoomCreated' } });
		await expect(none.fetchTestEvent()).rejects.toThrow('No matching events found');
	});
});
