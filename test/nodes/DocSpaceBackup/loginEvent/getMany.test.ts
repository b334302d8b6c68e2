import { LOGIN_ACTIONS } from '../../../../nodes/DocSpaceBackup/audit/loginActions';
import { useSandbox } from '../../../support/sandbox';
import { offered, operationAt } from '../support';

const at = useSandbox();
const getMany = operationAt(at, 'loginEvent', 'getAll');

const PERSON = '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d';
const HOUR = 3_600_000;
const BEGIN = Date.parse('2026-06-01T00:00:00Z');
const hour = (number: number) => new Date(BEGIN + number * HOUR).toISOString();
const pages = () => at.requests('getLoginEvents').slice(1);

/** One event an hour; each hundredth is a failure, each fiftieth is of one person. */
function fill(count: number) {
	at.sandbox.docSpace.appendLoginEvents(
		Array.from({ length: count }, (_, index) => ({
			date: hour(index),
			action: index % 100 === 0 ? 'LoginFail' : 'LoginSuccess',
			...(index % 50 === 0 ? { userId: PERSON } : {}),
		})),
	);
}

it('finds what lies behind pages without a match', async () => {
	fill(450);
	const { items } = await getMany({ returnAll: true, filters: { action: 'LoginFail' } });
	expect(items.map(({ json }) => json.date)).toEqual([400, 300, 200, 100, 0].map(hour));
	const ofPerson = await getMany({ returnAll: true, filters: { userId: PERSON.toUpperCase() } });
	expect(ofPerson.items).toHaveLength(9);
});

it('takes the number of an action as well', async () => {
	fill(101);
	const { items } = await getMany({ filters: { action: '1005' } });
	expect(items).toHaveLength(2);
});

it('reads no further than the period and the limit', async () => {
	fill(450);
	const filters = { from: hour(340), to: hour(344) };
	const { items } = await getMany({ returnAll: true, filters });
	expect(items.map(({ json }) => json.date)).toEqual([344, 343, 342, 341, 340].map(hour));
	expect(pages()).toHaveLength(2);
	const first = await getMany({ limit: 1, filters: { action: 'LoginFail' } });
	expect(first.items.map(({ json }) => json.date)).toEqual([hour(400)]);
	expect(at.requests('getLoginEvents')).toHaveLength(1 + 2 + 1 + 1);
});

it('gives each event once while others come in', async () => {
	fill(250);
	const stop = at.sandbox.onRequest(({ operationId }) => {
		if (operationId === 'getLoginEvents') at.sandbox.docSpace.appendLoginEvents([{}]);
	});
	const { items } = await getMany({ returnAll: true, filters: { to: hour(300) } });
	stop();
	const ids = items.map(({ json }) => json.id);
	expect(ids).toHaveLength(250);
	expect(new Set(ids).size).toBe(250);
});

it('fails on a plan without audit', async () => {
	at.sandbox.docSpace.settings.planHasAudit = false;
	fill(5);
	expect((await getMany()).error?.message).toBe("The portal's plan does not include audit");
	const latest = await operationAt(at, 'loginEvent', 'getLatest')();
	expect(latest.items).toHaveLength(5);
});

it.each([
	[{ userId: 'me' }, 'User ID is not the ID of a person'],
	[{ action: 'Sneeze' }, 'Action "Sneeze" is unknown'],
	[{ from: hour(2), to: hour(1) }, 'From is after To'],
])('sends nothing for the filters %j', async (filters, message) => {
	expect((await getMany({ filters })).error?.message).toBe(message);
	expect(at.requests()).toEqual([]);
});

it('offers actions that it knows the numbers of', async () => {
	const actions = await offered(at, 'getLoginActions');
	expect(actions.length).toBeGreaterThan(0);
	for (const { value } of actions) expect(LOGIN_ACTIONS).toHaveProperty(String(value));
});
