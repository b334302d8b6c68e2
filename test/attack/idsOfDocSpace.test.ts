import type { INodeParameters } from 'n8n-workflow';

import { at, OPERATIONS } from '../nodes/DocSpaceBackup/operations';
import { operationAt } from '../nodes/DocSpaceBackup/support';
import { computed } from '../support/runs';
import { attacked } from './attacks';
import { HOSTILE_IDS } from './hostileIds';

/** An ID out of a workflow's data never leads to another operation of the portal. */
it.each(OPERATIONS)('%s %s', async (resource, operation, _operationId, _repeat, _own, fields) => {
	const run = operationAt(at, resource, operation);
	const usual = await fields();
	const asked = async (parameters: INodeParameters) => {
		const start = at.requests().length;
		at.sandbox.faults.add({ status: 403, path: '/*', times: 'always' });
		await run(parameters);
		at.sandbox.faults.clear();
		return at
			.requests()
			.slice(start)
			.map(({ operationId }) => operationId);
	};
	const known = new Set(await asked(usual));
	const texts = Object.entries(usual).filter(([, value]) => typeof value === 'string');
	for (const [name] of texts) {
		for (const id of HOSTILE_IDS) {
			attacked('IDs that are paths');
			const strangers = await asked({ ...usual, [name]: computed(id) });
			expect(strangers.filter((operationId) => !known.has(operationId))).toEqual([]);
		}
	}
});
