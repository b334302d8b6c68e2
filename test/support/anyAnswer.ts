import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox/http/faults';
import type { NodeOutcome } from './engine';

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
	{ uuid: UUID },
	{ uuid: null, id: null, name: '', taskId: {}, enabled: 1, value: true },
	{ name: 'june.pdf' },
	[{ uuid: UUID, name: 'june.pdf', is_directory: false }, {}],
];

/** Any body: the notable ones, and any JSON. */
export const anyBody: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom(...NOTABLE),
	fc.jsonValue({ maxDepth: 3 }),
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
