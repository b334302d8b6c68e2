import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { anyAnswer, expectPromiseOrError } from '../../support/anyAnswer';
import { fileItem } from '../../support/binaryData';
import { at, OPERATIONS } from './operations';
import { operationAt } from './support';

/** Whatever the service answers, an item carries what its operation promises, or an error says why. */

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isNumber = (value: unknown) => typeof value === 'number';
const has =
	(...names: string[]) =>
	(json: IDataObject) =>
		names.every((name) => isText(json[name]) || isNumber(json[name]));
const says =
	(flag: string, ...names: string[]) =>
	(json: IDataObject) =>
		typeof json[flag] === 'boolean' && has(...names)(json);

const PROMISES: Record<string, (json: IDataObject) => boolean> = {
	'auditLog getAll': has('uuid', 'created_at'),
	'device getAll': has('uuid', 'name'),
	'device get': has('uuid', 'name'),
	'device update': says('updated', 'uuid'),
	'device delete': says('deleted', 'uuid'),
	'user get': has('uuid', 'email'),
	'settings get': (json) => Object.keys(json).length > 0 && !('error' in json),
	'settings update': (json) => typeof json.changed === 'boolean' && !('error' in json),
	'file get': has('uuid', 'name'),
	'file download': has('uuid', 'fileName', 'bytes'),
	'file rename': says('renamed', 'uuid'),
	'file copy': (json) => json.copied === true,
	'file move': says('moved', 'uuid', 'parent_uuid'),
	'file delete': says('deleted', 'uuid'),
	'file upload': has('uuid', 'name', 'checksum'),
	'folder get': has('uuid', 'name'),
	'folder download': has('uuid', 'fileName', 'bytes'),
	'folder rename': says('renamed', 'uuid'),
	'folder copy': (json) => json.copied === true,
	'folder move': says('moved', 'uuid', 'parent_uuid'),
	'folder delete': says('deleted', 'uuid'),
	'folder create': has('uuid', 'name'),
	'folder getAll': has('uuid', 'name'),
	'folder prune': () => true,
	'folder startSync': says('syncing', 'uuid'),
	'folder stopSync': says('syncing', 'uuid'),
	'fileLink create': has('id', 'download_url'),
	'fileLink update': says('updated', 'id'),
	'member add': has('id', 'email'),
	'member getAll': has('id', 'email'),
	'member get': has('id', 'email'),
	'member update': has('id', 'email'),
	'member remove': says('removed', 'id'),
	'member removeAll': says('removedAll'),
	'revision getAll': has('revision'),
	'revision restore': says('restored', 'uuid', 'revision'),
};

const YES = (json: IDataObject) =>
	['deleted', 'updated', 'renamed', 'copied', 'moved', 'removed', 'removedAll', 'restored'].some(
		(name) => json[name] === true,
	) || typeof json.syncing === 'boolean';

/** What is no yes of a service, whatever the status says. */
const SAYS_NO = [false, 0, 'No.', [], { error: 'No.' }, { error: { code: 1 } }, { success: false }];

describe.each(OPERATIONS)(
	'%s %s',
	(resource, operation, operationId, _repeat, _refusals, fields) => {
		const run = operationAt(at, resource, operation);
		const promised = PROMISES[`${resource} ${operation}`] ?? (() => false);
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
				{ numRuns: 25 },
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
