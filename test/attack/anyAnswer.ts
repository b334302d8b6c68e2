import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox/http/faults';
import type { NodeOutcome } from '../support/engine';
import { attacked } from './attacks';

/** An answer that a service could send with a good status, however wrong. */
export type AnyAnswer = Pick<Fault, 'status' | 'body'>;

const UUID = '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';

/** Bodies that are nearly right, or wrong in a way that has been seen. */
const NOTABLE: unknown[] = [
	undefined,
	null,
	{},
	[],
	[null],
	[{}],
	[[]],
	0,
	1,
	true,
	false,
	'',
	'true',
	{ error: { domain: 'Files', code: 3, message: 'No.' } },
	{ error: 'No.' },
	{ success: false },
	{ success: 'false' },
	{ ok: false },
	{ status: 'error', message: 'locked' },
	{ domain: 'Files', code: 3, message: 'No.' },
	{ uuid: UUID },
	{ uuid: null, id: null, name: '', taskId: {}, enabled: 1, value: true },
	{ name: 'june.pdf' },
	[{ uuid: UUID, name: 'june.pdf', is_directory: false }, {}],
];

/** Members that answers of the services have. */
const MEMBERS =
	'uuid id name email title key text value full_path is_directory created_at revision size modified_at user severity login providerKey isSet current properties taskId progress link fileName storageType createdOn action actionId date';

/** Values that they can have, other than right ones. */
const VALUES = [null, '', ' ', 'a text', 0, 1, -1.5, true, {}, [], [null], { name: null }, UUID];

/** A row with some of the members, most of them wrong. */
const nearlyRight = fc.dictionary(
	fc.constantFrom(...MEMBERS.split(' ')),
	fc.constantFrom<unknown>(...VALUES),
	{ minKeys: 1, maxKeys: 12 },
);

/** Any body: the notable ones, nearly right ones, and any JSON. */
const anyBody: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom(...NOTABLE),
	nearlyRight,
	fc.array(nearlyRight, { minLength: 1, maxLength: 4 }),
	fc.jsonValue({ maxDepth: 3 }),
);

/** Any body in the envelope of DocSpace, or not. */
export const enveloped = anyBody.chain((response) =>
	fc.constantFrom(
		response,
		{ response, count: 1, status: 0, statusCode: 200 },
		{ response, count: 1, status: 0, statusCode: 200 },
		{ count: 0, status: 0, statusCode: 200 },
	),
);

/** Any good status with any body. */
export function anyAnswer(body: fc.Arbitrary<unknown> = anyBody): fc.Arbitrary<AnyAnswer> {
	return fc
		.record({ status: fc.constantFrom(200, 201, 204, 206), body })
		.map(({ status, body: sent }) => ({ status, body: status === 204 ? undefined : sent }));
}

/**
 * Whether a run gave what its operation promises, or said in one clear error why it did not.
 *
 * @param promised Whether an item carries it.
 * @param mayBeEmpty Whether the service has said that there is nothing.
 */
export function expectPromiseOrError(
	{ items, error }: NodeOutcome,
	promised: (json: IDataObject) => boolean,
	mayBeEmpty: boolean,
): void {
	attacked('answers of any form');
	if (error) {
		expect(items).toEqual([]);
		expect(error.message).toMatch(/^[A-Z"].{10,}/);
		expect(error.description).toMatch(/\.( .+)?$/);
		expect(`${error.message} ${error.description}`).not.toMatch(/undefined|\[object|NaN/);
		return;
	}
	if (!mayBeEmpty) expect(items).not.toEqual([]);
	for (const { json } of items) expect([json, promised(json)]).toEqual([json, true]);
}
