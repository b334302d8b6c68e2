import fc from 'fast-check';

import { anyAnswer, enveloped, expectPromiseOrError } from './anyAnswer';
import { at, OPERATIONS } from '../nodes/DocSpaceBackup/operations';
import { operationAt } from '../nodes/DocSpaceBackup/support';

/** Whatever the portal answers, an item carries what its operation promises, or an error says why. */

const SAYS_NO = [false, 0, null, 'false', {}, []];
const FLAGS = ['deleted', 'success', 'cancelled'];

beforeEach(() => {
	const { backup: made, restore } = at.sandbox.docSpace.settings;
	made.durationMilliseconds = 0;
	restore.durationMilliseconds = 0;
	at.sandbox.docSpace.appendAuditEvents([{}]);
	at.sandbox.docSpace.appendLoginEvents([{}]);
});

describe.each(OPERATIONS)(
	'%s %s: %s',
	(resource, operation, operationId, _repeat, _own, fields, promised) => {
		const run = operationAt(at, resource, operation);
		const isList = /^getAll|^getMany|^getLatest|^getFilters/.test(operation);

		it('gives what it promises or one clear error, whatever comes', async () => {
			const parameters = await fields();
			const targets = fc.constantFrom({ operationId }, { path: '/api/2.0/*' });
			await fc.assert(
				fc.asyncProperty(anyAnswer(enveloped), targets, async (answer, target) => {
					at.sandbox.faults.add({ ...answer, ...target, times: 'always' });
					const outcome = await run(parameters);
					at.sandbox.faults.clear();
					expectPromiseOrError(outcome, promised, isList && isEmptyList(answer.body));
				}),
				{ numRuns: 12 },
			);
		});

		it('never takes a no for a yes', async () => {
			const parameters = await fields();
			for (const response of [...SAYS_NO, undefined]) {
				const body = { response, count: 0, status: 0, statusCode: 200 };
				at.sandbox.faults.add({ status: 200, body, operationId, times: 'always' });
				const { items } = await run(parameters);
				at.sandbox.faults.clear();
				for (const { json } of items) {
					expect([response, FLAGS.filter((flag) => json[flag] === true)]).toEqual([response, []]);
				}
			}
		});

		it('takes an error inside of a good status for an error', async () => {
			const parameters = await fields();
			if (operation === 'download') return;
			const body = { response: true, error: { message: 'No.' }, status: 1, statusCode: 403 };
			at.sandbox.faults.add({ status: 200, body, operationId, times: 'always' });
			const { items, error } = await run(parameters);
			expect(items).toEqual([]);
			expect(error?.description).toContain('No.');
		});
	},
);

function isEmptyList(body: unknown): boolean {
	const result = body !== null && typeof body === 'object' && 'response' in body && body.response;
	return Array.isArray(result) && result.length === 0;
}
