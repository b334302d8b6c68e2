import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { anyAnswer, expectPromiseOrError } from './anyAnswer';
import { fileItem } from '../support/binaryData';
import { at, OPERATIONS } from '../nodes/AcronisFiles/operations';
import { operationAt } from '../nodes/AcronisFiles/support';

/** Whatever the service answers, an item carries what its operation promises, or an error says why. */

const YES = (json: IDataObject) =>
	['deleted', 'updated', 'renamed', 'copied', 'moved', 'removed', 'removedAll', 'restored'].some(
		(name) => json[name] === true,
	) || typeof json.syncing === 'boolean';

/** What is no yes of a service, whatever the status says. */
const SAYS_NO = [false, 0, 'No.', [], { error: 'No.' }, { error: { code: 1 } }, { success: false }];

describe.each(OPERATIONS)(
	'%s %s',
	(resource, operation, operationId, _repeat, _refusals, fields, promised) => {
		const run = operationAt(at, resource, operation);
		const input = async () => [await fileItem(Buffer.from('x'), 'a.txt')];

		it('gives what it promises or one clear error, whatever comes', async () => {
			const parameters = await fields();
			const targets = fc.constantFrom({ operationId }, { path: '/fc/*' });
			await fc.assert(
				fc.asyncProperty(anyAnswer(), targets, async (answer, target) => {
					at.sandbox.faults.add({ ...answer, ...target, times: 'always' });
					const outcome = await run(parameters, { input: await input() });
					at.sandbox.faults.clear();
					const isEmptyList = Array.isArray(answer.body) && answer.body.length === 0;
					expectPromiseOrError(outcome, promised, operation === 'getAll' && isEmptyList);
				}),
				{ numRuns: 12 },
			);
		});

		it('says of nothing that it is nothing', async () => {
			const parameters = await fields();
			for (const answer of [
				{ status: 204 },
				{ status: 200, body: null },
				{ status: 200, body: {} },
			]) {
				at.sandbox.faults.add({ ...answer, operationId, times: 'always' });
				const outcome = await run(parameters, { input: await input() });
				at.sandbox.faults.clear();
				expectPromiseOrError(outcome, promised, false);
			}
		});

		it('never takes a no for a yes', async () => {
			const parameters = await fields();
			for (const body of SAYS_NO) {
				at.sandbox.faults.add({ status: 200, body, operationId, times: 'always' });
				const { items } = await run(parameters, { input: await input() });
				at.sandbox.faults.clear();
				for (const { json } of items) expect([body, YES(json)]).toEqual([body, false]);
			}
		});
	},
);

it('says that a change may have been carried out, and of reading only that it did not work', async () => {
	for (const [resource, operation, operationId, , , fields] of OPERATIONS) {
		if (!['createFolder', 'createFileLink', 'createMember', 'getNode'].includes(operationId))
			continue;
		const parameters = await fields();
		at.sandbox.faults.add({ status: 200, body: {}, operationId, times: 'always' });
		const { error } = await operationAt(at, resource, operation)(parameters);
		at.sandbox.faults.clear();
		expect(error?.message).toMatch(/^Acronis answered without the /);
		const writes = operationId !== 'getNode';
		expect(error?.description?.includes('may have been carried out')).toBe(writes);
	}
});
