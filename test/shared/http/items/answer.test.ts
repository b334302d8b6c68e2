import {
	done,
	expectedRows,
	many,
	one,
	oneOrNothing,
} from '../../../../nodes/shared/http/items/answer';

const folder = one('the folder', ['id']);

it.each([
	[undefined, 'nothing'],
	[null, 'nothing'],
	['', 'nothing'],
	[[], 'an empty list'],
	[[1], 'a list'],
	[{}, 'an empty object'],
	[{ name: 'a' }, 'an object'],
	[true, 'true'],
	[false, 'false'],
	[1, 'a number'],
	['No.', 'a string'],
])('says of %p what came, and nothing of what is in it', (result, came) => {
	const failure = { kind: 'unusable', what: 'the folder', came };
	expect(() => expectedRows(result, folder)).toThrow(expect.objectContaining({ failure }));
});

it.each([
	[{ id: 0 }, true],
	[{ id: 'a' }, true],
	[{ id: '' }, false],
	[{ id: null }, false],
	[[], false],
])('%p has what is needed: %s', (row, fits) => {
	expect(folder.rows(row)).toEqual(fits ? [row] : undefined);
	expect(many('the list', ['id']).rows([{ id: 1 }, row])).toEqual(
		fits ? [{ id: 1 }, row] : undefined,
	);
});

it('takes nothing for an answer where the service has none', () => {
	const { rows } = oneOrNothing('the folder', ['id']);
	expect([null, undefined, {}].map(rows)).toEqual([[], [], undefined]);
});

it.each([
	[undefined, true],
	[null, true],
	[{}, true],
	[{ success: true }, true],
	[{ success: false }, false],
	[{ error: 'No.' }, false],
	[{ errors: ['No.'] }, false],
	[[], false],
	[{ error: false, errors: [], ok: true, status: 'ok', code: 0 }, true],
	[{ success: 'true', status: 200, code: '200', message: 'Sync has begun' }, true],
	[{ domain: 'Files', code: 3, message: 'no' }, false],
	[{ code: 3, message: 'no' }, false],
	[{ code: 'LOCKED' }, false],
	[{ status: 'error', message: 'locked' }, false],
	[{ Status: 'Failed' }, false],
	[{ status: 403 }, false],
	[{ status: '500' }, false],
	[{ success: 'false' }, false],
	[{ success: 0 }, false],
	[{ ok: false }, false],
	[{ ok: 'no' }, false],
	[{ result: false }, false],
	[{ error_description: 'no' }, false],
	[{ exception: { type: 'Locked' } }, false],
	['', false],
	[true, false],
])('%p lets something count as done: %s', (result, isDone) => {
	expect(done.rows(result)).toEqual(isDone ? [] : undefined);
});
