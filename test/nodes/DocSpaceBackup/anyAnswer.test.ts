import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { anyAnswer, anyBody, expectPromiseOrError } from '../../support/anyAnswer';
import { at, OPERATIONS } from './operations';
import { operationAt } from './support';

/** Whatever the portal answers, an item carries what its operation promises, or an error says why. */

const isGiven = (value: unknown) =>
	(typeof value === 'string' && value !== '') || typeof value === 'number';
const has =
	(...names: string[]) =>
	(json: IDataObject) =>
		names.every((name) => isGiven(json[name]));
const either =
	(name: string, ...names: string[]) =>
	(json: IDataObject) =>
		json[name] === false || has(...names)(json);
const is =
	(name: string, ...values: unknown[]) =>
	(json: IDataObject) =>
		values.includes(json[name]);

const PROMISES: Record<string, (json: IDataObject) => boolean> = {
	'backup start': has('taskId'),
	'backup getProgress': either('running', 'progress'),
	'backup getResult': () => true,
	'backup cancel': is('cancelled', true, false),
	'backup getAll': has('id'),
	'backup delete': is('deleted', true),
	'backup deleteAll': is('deleted', true),
	'backup download': has('fileName', 'bytes'),
	'backup getCount': has('count'),
	'backup getServiceState': is('enabled', true, false),
	'backupSchedule createOrUpdate': is('success', true),
	'backupSchedule get': either('scheduled', 'storageType'),
	'backupSchedule delete': is('deleted', true),
	'restore start': has('taskId'),
	'restore getProgress': either('running', 'progress'),
	'thirdPartyAccount create': has('id'),
	'thirdPartyAccount update': has('id'),
	'thirdPartyAccount delete': is('deleted', true),
	'thirdPartyAccount getAll': has('providerId'),
	'thirdPartyAccount getManyProviders': has('name'),
	'thirdPartyAccount getManyCapabilities': has('providerKey'),
	'thirdPartyAccount getManyCommonFolders': has('id'),
	'thirdPartyAccount createRoom': has('id'),
	'thirdPartyAccount setAvailability': is('enabled', true, false),
	'thirdPartyBackupAccount createOrUpdate': has('id'),
	'thirdPartyBackupAccount get': either('connected', 'id'),
	'storage getAll': has('id'),
	'storage getManyRegions': (json) => Object.keys(json).length > 0,
	'auditEvent getAll': has('id'),
	'auditEvent getLatest': has('id'),
	'auditEvent createReport': has('url'),
	'auditEvent getFilters': (json) => Object.keys(json).length > 0,
	'auditEvent getRetention': has('auditTrailLifeTime', 'loginHistoryLifeTime'),
	'auditEvent updateRetention': has('auditTrailLifeTime', 'loginHistoryLifeTime'),
	'loginEvent getAll': has('id'),
	'loginEvent getLatest': has('id'),
	'loginEvent createReport': has('url'),
};

/** In the envelope of the service, or not. */
const enveloped = anyBody.chain((response) =>
	fc.constantFrom(
		response,
		{ response, count: 1, status: 0, statusCode: 200 },
		{ response, count: 1, status: 0, statusCode: 200 },
		{ count: 0, status: 0, statusCode: 200 },
	),
);

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
	(resource, operation, operationId, _repeat, _own, fields) => {
		const run = operationAt(at, resource, operation);
		const promised = PROMISES[`${resource} ${operation}`] ?? (() => false);
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
				{ numRuns: 25 },
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
