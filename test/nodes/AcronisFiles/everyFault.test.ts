import { listOperations } from '../../../sandbox/contracts';
import { fileItem } from '../../support/binaryData';
import { operationsOf } from '../../support/nodeTypes';
import { casesMet, withTurns } from '../../support/operationTable';
import { COMMON, refusalOf, REFUSALS } from './faults';
import { at, OPERATIONS } from './operations';
import { operationAt } from './support';

/** What goes wrong with the request of each operation, and what a person is told. */

const ROWS = withTurns(OPERATIONS, COMMON);

describe.each(ROWS)('%s %s', (...row) => {
	const [resource, operation, operationId, repeat, refusals, fields, , common] = row;
	const execute = operationAt(at, resource, operation);
	const inputOf = async (items: number) =>
		await Promise.all(
			Array.from({ length: items }, async () => await fileItem(Buffer.from('x'), 'a.txt')),
		);
	/** The statuses that its requests got since a moment; undefined where the connection was cut. */
	const answersSince = (start: number) =>
		at.requests(operationId).flatMap(({ status }, index) => (index < start ? [] : [status]));

	it('fails with words for a person, and changes nothing', async () => {
		const parameters = await fields();
		const before = at.sandbox.acronis.state();
		for (const { name, fault, message, tries } of [
			...refusals.map((reason) => refusalOf(resource, reason)),
			...common,
		]) {
			const start = at.requests(operationId).length;
			at.sandbox.faults.add({ ...fault, operationId, times: 'always' });
			const { items, error } = await execute(parameters, { input: await inputOf(1) });
			at.sandbox.faults.clear();
			expect([name, items, error?.message]).toEqual([
				name,
				[],
				typeof message === 'string' ? message : expect.stringMatching(message),
			]);
			expect([name, error?.description]).toEqual([name, expect.stringMatching(/\.( .+)?$/)]);
			expect([name, answersSince(start).length]).toEqual([name, tries[repeat === 'safe' ? 0 : 1]]);
		}
		expect(at.sandbox.acronis.state()).toEqual(before);
	});

	it('works after what passes: too many requests, an old token, and a fault where it may repeat', async () => {
		const parameters = await fields();
		const start = at.requests(operationId).length;
		const tokens = at.requests('issueToken').length;
		at.sandbox.faults.add({ operationId, status: 429, headers: { 'retry-after': '0' } });
		at.sandbox.faults.add({ operationId, status: 401 });
		if (repeat === 'safe') {
			at.sandbox.faults.add({ operationId, cut: true });
			at.sandbox.faults.add({ operationId, status: 500 });
		}
		const { items, error } = await execute(parameters, { input: await inputOf(1) });
		expect(error?.message).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		for (const { pairedItem } of items) expect(pairedItem).toEqual({ item: 0 });
		const faults = repeat === 'safe' ? [429, 401, undefined, 500] : [429, 401];
		expect(answersSince(start)).toEqual([...faults, expect.any(Number)]);
		expect(answersSince(start).at(-1)).toBeLessThan(300);
		// One to begin with, and one for the old one. Before a content goes out again, a small question
		// shows whether its token is old at all.
		const signIns = operationId === 'uploadFile' ? 1 : 2;
		expect(at.requests('issueToken')).toHaveLength(tokens + signIns);
	});

	it('fails for one item only under Continue on Fail', async () => {
		const parameters = await fields();
		at.sandbox.faults.add({ ...REFUSALS.notPermitted.fault, operationId });
		const { items, errorItems, error } = await execute(parameters, {
			input: await inputOf(2),
			onError: 'continueErrorOutput',
		});
		expect(error).toBeUndefined();
		expect(errorItems).toHaveLength(1);
		expect(items.length).toBeGreaterThan(0);
		expect(errorItems[0]?.json.error).toBe(refusalOf(resource, 'notPermitted').message);
		const failed = errorItems[0]?.pairedItem;
		const worked = new Set(items.map(({ pairedItem }) => JSON.stringify(pairedItem)));
		expect([failed, ...[...worked].map((one): unknown => JSON.parse(one))]).toEqual(
			expect.arrayContaining([{ item: 0 }, { item: 1 }]),
		);
		expect(worked.size).toBe(1);
	});
});

it('is about every operation of the node and of the contract', () => {
	const tried = OPERATIONS.map(([resource, operation]) => `${resource} ${operation}`);
	expect([...new Set(tried)].sort()).toEqual(operationsOf('acronisFiles').sort());
	const ids = OPERATIONS.map(([, , operationId]) => operationId);
	const wanted = listOperations().filter(({ contract }) => contract === 'acronis.yaml');
	expect([...new Set(ids)].sort()).toEqual(wanted.map(({ operationId }) => operationId).sort());
});

it('has each fault of all operations where a request may be repeated, and where not', () => {
	const names = COMMON.map(({ name }) => name).sort();
	expect(casesMet(ROWS)).toEqual([names, names]);
});
