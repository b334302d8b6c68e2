import { listOperations } from '../../../sandbox/contracts';
import { operationsOf } from '../../support/nodeTypes';
import { casesMet, withTurns } from '../../support/operationTable';
import { COMMON, NOT_ALLOWED } from './faults';
import { at, OPERATIONS } from './operations';
import { operationAt } from './support';

/** What goes wrong with the request of each operation, and what a person is told. */

beforeEach(() => {
	const { backup: made, restore } = at.sandbox.docSpace.settings;
	made.durationMilliseconds = 0;
	restore.durationMilliseconds = 0;
	at.sandbox.docSpace.appendAuditEvents([{}]);
	at.sandbox.docSpace.appendLoginEvents([{}]);
});

const ROWS = withTurns(OPERATIONS, COMMON);

describe.each(ROWS)('%s %s: %s', (...row) => {
	const [resource, operation, operationId, repeat, meanings, fields, , common] = row;
	const execute = operationAt(at, resource, operation);
	/** The statuses that its requests got since a moment; undefined where the connection was cut. */
	const answersSince = (start: number) =>
		at.requests(operationId).flatMap(({ status }, index) => (index < start ? [] : [status]));

	it('fails with words for a person, and changes nothing', async () => {
		const parameters = await fields();
		const before = await at.sandbox.docSpace.state();
		const others = common.filter(({ name }) => !meanings.some((own) => own.name === name));
		for (const { name, fault, message, tries } of [...meanings, ...others]) {
			const start = at.requests(operationId).length;
			at.sandbox.faults.add({ ...fault, operationId, times: 'always' });
			const { items, error } = await execute(parameters);
			at.sandbox.faults.clear();
			expect([name, items, error?.message]).toEqual([
				name,
				[],
				typeof message === 'string' ? message : expect.stringMatching(message),
			]);
			expect([name, error?.description]).toEqual([name, expect.stringMatching(/\S/)]);
			const expected = tries[['safe', 'once', 'never'].indexOf(repeat)];
			expect([name, answersSince(start).length]).toEqual([name, expected]);
		}
		expect(await at.sandbox.docSpace.state()).toEqual(before);
	});

	if (repeat !== 'never') {
		it('works after what passes: too many requests, and a fault where it may repeat', async () => {
			const parameters = await fields();
			const start = at.requests(operationId).length;
			at.sandbox.faults.add({ operationId, status: 429, headers: { 'retry-after': '0' } });
			if (repeat === 'safe') {
				at.sandbox.faults.add({ operationId, cut: true });
				at.sandbox.faults.add({ operationId, html: true, status: 502 });
			}
			const { items, error } = await execute(parameters);
			expect(error?.message).toBeUndefined();
			for (const { pairedItem } of items) expect(pairedItem).toEqual({ item: 0 });
			const faults = repeat === 'safe' ? [429, undefined, 502] : [429];
			expect(answersSince(start).slice(0, faults.length + 1)).toEqual([...faults, 200]);
		});
	}

	it('fails for one item only under Continue on Fail', async () => {
		const parameters = await fields();
		at.sandbox.faults.add({ ...NOT_ALLOWED.fault, operationId });
		const { items, errorItems, error } = await execute(parameters, {
			input: [{ json: {} }, { json: {} }],
			onError: 'continueErrorOutput',
		});
		expect(error).toBeUndefined();
		// Items share a backup, and so they share what became of it.
		const isShared = operationId === 'startBackup';
		const errors = errorItems.map(({ json }) => json.error);
		expect(isShared ? errors.slice(0, 1) : errors).toEqual([NOT_ALLOWED.message]);
		if (isShared) return;
		const failedAt = errorItems[0]?.pairedItem;
		for (const { pairedItem } of items) expect(pairedItem).not.toEqual(failedAt);
		expect(answersSince(0).at(-1)).toBe(200);
		// The one list that is always without a row.
		expect(items.length > 0).toBe(operationId !== 'getThirdPartyCommon');
	});
});

it('is about every operation of the node and of the contract', () => {
	const tried = OPERATIONS.map(([resource, operation]) => `${resource} ${operation}`);
	expect([...new Set(tried)].sort()).toEqual(operationsOf('docSpaceBackup').sort());
	const ids = OPERATIONS.map(([, , operationId]) => operationId);
	// These are looked at while a report is waited for, and while the editor fills a list: both have
	// tests of their own.
	const whileWaiting = ['getAuditReport', 'getLoginReport'];
	const ofLists = ['getFolderContents', 'getPeople', 'getRooms'];
	// A download and a restore get on without it.
	const besides = ['getBuildVersion'];
	const wanted = listOperations().filter(
		({ contract, operationId }) =>
			contract === 'docspace.yaml' &&
			![...whileWaiting, ...ofLists, ...besides].includes(operationId),
	);
	expect([...new Set(ids)].sort()).toEqual(wanted.map(({ operationId }) => operationId).sort());
});

it('has each fault of all operations where a request may be repeated, and where not', () => {
	const names = COMMON.map(({ name }) => name).sort();
	expect(casesMet(ROWS)).toEqual([names, names]);
});
