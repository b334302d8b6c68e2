import {
	ofOneLog,
	resolveRequest,
	type PollsRequest,
} from '../../../nodes/shared/polling/settings';

/** Numbers that a trigger was given are brought into what its state can hold. */

const REQUEST: PollsRequest<string> = {
	scope: [],
	logs: [],
	overlapSeconds: 600,
	maximumEvents: 1_000,
	afterRestart: 'continue',
	lookbackSeconds: 0,
	sampleSize: 3,
};

it.each([
	['overlapSeconds', -1, 0],
	['overlapSeconds', 86_400.9, 86_400],
	['overlapSeconds', 86_401, 86_400],
	['maximumEvents', 0, 1],
	['maximumEvents', 2.5, 2],
	['maximumEvents', 5_001, 5_000],
	['lookbackSeconds', -1, 0],
	['lookbackSeconds', 1e9, 1e9],
	['sampleSize', 0, 1],
	['sampleSize', 6_000, 5_000],
	['pauseSeconds', -1, 0],
	['pauseSeconds', 300, 300],
	['pauseSeconds', undefined, 0],
	['capacity', 0, 1],
	['capacity', 9_999, 5_000],
	['capacity', undefined, 5_000],
])('%s of %p is %p', (name, given, used) => {
	expect(resolveRequest({ ...REQUEST, [name]: given })).toMatchObject({ [name]: used });
});

it('every row is wanted unless told otherwise', () => {
	const row = { id: 'a', second: 1, data: '' };
	expect(resolveRequest(REQUEST).accepts(row)).toBe(true);
	expect(resolveRequest({ ...REQUEST, accepts: () => false }).accepts(row)).toBe(false);
});

it('one log is one of several, without a name', () => {
	const source = { serverNow: async () => 1, async *pages() {} };
	const { logs, ...rest } = REQUEST;
	expect(ofOneLog({ ...rest, source })).toEqual({ ...rest, logs: [{ id: '', source }] });
	expect(logs).toEqual([]);
});
