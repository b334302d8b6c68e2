import type { Read } from '../../../nodes/shared/parameters/forms/form';
import { shown } from '../../../nodes/shared/parameters/forms/form';
import { asChoice } from '../../../nodes/shared/parameters/forms/choice';
import { asTime } from '../../../nodes/shared/parameters/forms/date';
import { asList } from '../../../nodes/shared/parameters/forms/list';
import { asLocated } from '../../../nodes/shared/parameters/forms/locator';
import { nearest } from '../../../nodes/shared/parameters/forms/nearest';
import { asNumber } from '../../../nodes/shared/parameters/forms/number';
import { asSwitch } from '../../../nodes/shared/parameters/forms/switch';
import { asText } from '../../../nodes/shared/parameters/forms/text';

/** The value that was read; else what is wrong with it. */
const readOf = (read: Read<unknown>) => ('value' in read ? read.value : `! ${read.problem}`);

const HOSTILE = [
	null,
	undefined,
	'',
	' ',
	'null',
	NaN,
	{},
	[],
	[[]],
	'\ud83d',
	Symbol('x'),
	() => 1,
];

describe('a choice', () => {
	const options = [
		{ name: 'New Revision', value: 'revision' },
		{ name: 'Fail', value: 'fail' },
		{ name: 'Local Folder', value: 3 },
		{ name: 'Room', value: 0 },
	];

	it.each([
		['revision', 'revision'],
		['New Revision', 'revision'],
		[' new revision ', 'revision'],
		['FAIL', 'fail'],
		['REVISION', 'revision'],
		[3, 3],
		['3', 3],
		['0', 0],
		['local folder', 3],
	])('%p is %p', (given, value) => {
		expect(readOf(asChoice(given, options))).toBe(value);
	});

	it.each([...HOSTILE, ['fail'], 'replace', 'Fail2', '4', 1e9, -1, false])(
		'%p is none',
		(given) => {
			expect(readOf(asChoice(given, options))).toMatch(/^! is not one of the options: /);
		},
	);

	it('says what is possible, and which was meant', () => {
		expect(asChoice('Revison', options)).toEqual({
			problem: 'is not one of the options: "Revison"',
			advice:
				'The options are New Revision (revision), Fail (fail), Local Folder (3), Room (0). Did you mean revision?',
		});
		expect(asChoice('replace', options)).toMatchObject({
			advice: expect.not.stringMatching(/mean/),
		});
	});
});

describe('a switch', () => {
	it.each([
		[true, true],
		['True', true],
		[' TRUE ', true],
		[1, true],
		['1', true],
		[false, false],
		['false', false],
		[0, false],
		['0', false],
	])('%p is %p', (given, value) => {
		expect(readOf(asSwitch(given))).toBe(value);
	});

	it.each([...HOSTILE, 'yes', 'off', 2, -1, '00'])('%p is none', (given) => {
		expect(readOf(asSwitch(given))).toMatch(/^! is neither true nor false: /);
	});
});

describe('a number', () => {
	const bounds = { least: 1, most: 5000 };

	it.each([
		[7, 7],
		['7', 7],
		[' 5000 ', 5000],
		[1, 1],
	])('%p is %p', (given, value) => {
		expect(readOf(asNumber(given, bounds))).toBe(value);
	});

	it.each([...HOSTILE, '1,000', '1e3', '0x10', 0, -7, 5001, 1.5, '1.5', Infinity, true, '7 min'])(
		'%p is no whole number from 1 to 5000',
		(given) => {
			expect(readOf(asNumber(given, bounds))).toMatch(/^! is not a whole number from 1 to 5000: /);
		},
	);

	it('can have decimals where the field says so', () => {
		const decimal = { least: 0.5, precision: 2 };
		expect(readOf(asNumber('1.5', decimal))).toBe(1.5);
		expect(readOf(asNumber('.5', decimal))).toBe('! is not a number from 0.5: ".5"');
		expect(readOf(asNumber('1,5', decimal))).toBe('! is not a number from 0.5: "1,5"');
	});

	it('is never one that JavaScript cannot count by', () => {
		expect(readOf(asNumber('9007199254740993', { least: 1 }))).toMatch(/^! /);
	});
});

describe('a date', () => {
	const zone = 'Europe/Berlin';
	const iso = (given: unknown) => {
		const time = readOf(asTime(given, zone));
		return typeof time === 'number' ? new Date(time).toISOString() : time;
	};
	const luxon = { toISO: () => '2026-06-01T10:00:00.000+02:00' };

	it.each([
		['2026-06-01', '2026-05-31T22:00:00.000Z'],
		['2026-12-01T08:00', '2026-12-01T07:00:00.000Z'],
		['2026-06-01 08:00:30', '2026-06-01T06:00:30.000Z'],
		['2026-06-01T08:00:00Z', '2026-06-01T08:00:00.000Z'],
		['2026-06-01t08:00', '2026-06-01T06:00:00.000Z'],
		['1970-01-02T23:59:59z', '1970-01-02T23:59:59.000Z'],
		['1970-01-01T00:00Z', '1970-01-01T00:00:00.000Z'],
		['2026-06-01T08:00:00.250+0200', '2026-06-01T06:00:00.250Z'],
		['2024-02-29', '2024-02-28T23:00:00.000Z'],
		[new Date('2026-06-01T08:00:00Z'), '2026-06-01T08:00:00.000Z'],
		[luxon, '2026-06-01T08:00:00.000Z'],
	])('%p is %p', (given, value) => {
		expect(iso(given)).toBe(value);
	});

	it.each([
		...HOSTILE,
		...[0, 7, 2026, 1780300800, '12', 'x 5', '05/12/2026', '2024-02-31', '2025-02-29'],
		...[
			'2026-6-1',
			'2026-13-01',
			'2026-06-01T24:00',
			'2026-06-01T08:60',
			'2026-06-01T08:00:60',
			'tomorrow',
			'1969-12-31',
			'0001-01-01',
		],
		...[new Date(NaN), { toISO: () => null }, '2026-06-01Z', '+262026-06-01'],
	])('%p is none', (given) => {
		expect(iso(given)).toMatch(/^! is not a valid date: /);
	});
});

describe('a list', () => {
	it.each([
		['a, b;c\nd\r\n', ['a', 'b', 'c', 'd']],
		[
			['a', ' b ', 3],
			['a', 'b', '3'],
		],
		['a', ['a']],
		[7, ['7']],
		['', []],
		[[], []],
	])('%p is %p', (given, value) => {
		expect(readOf(asList(given))).toEqual(value);
	});

	it.each([null, undefined, true, {}, ['a', null], [['a']], [{}]])('%p is none', (given) => {
		expect(readOf(asList(given))).toMatch(/^! (is not a list|has a value that is not text): /);
	});
});

describe('a text', () => {
	it.each([
		['', ''],
		[' a ', ' a '],
		[7, '7'],
		['👩‍👩‍👧', '👩‍👩‍👧'],
	])('%p is %p', (given, value) => {
		expect(readOf(asText(given))).toBe(value);
	});

	it.each([null, undefined, NaN, Infinity, true, {}, [], ['a']])('%p is none', (given) => {
		expect(readOf(asText(given))).toMatch(/^! is not text: /);
	});

	it('is never cut inside a character', () => {
		expect(readOf(asText('👍'.slice(0, 1)))).toBe('! contains half a character');
	});
});

describe('a locator', () => {
	it.each([
		[
			{ __rl: true, mode: 'path', value: ' /a ' },
			{ mode: 'path', value: '/a' },
		],
		[
			{ __rl: true, mode: 'list', value: 3, cachedResultName: '/a' },
			{ mode: 'list', value: '3', shown: '/a' },
		],
		[
			{ mode: 'path', value: '/a' },
			{ mode: 'path', value: '/a' },
		],
		['some-id', { mode: 'id', value: 'some-id' }],
		[
			{ __rl: true, mode: 'list', value: null },
			{ mode: 'list', value: '' },
		],
		[null, { mode: 'id', value: '' }],
	])('%p is %p', (given, value) => {
		expect(readOf(asLocated(given))).toEqual(value);
	});

	it.each([{}, [], true, { __rl: true, mode: 'id', value: {} }, { id: 'x' }])(
		'%p is none',
		(given) => {
			expect(readOf(asLocated(given))).toMatch(/^! is not text: /);
		},
	);
});

it.each([
	['reslult', ['result', 'list'], 'result'],
	['getMany', ['getAll', 'get', 'Get Many'], 'Get Many'],
	['folders', ['files', 'all', 'Folders Only'], 'Folders Only'],
	['xyz', ['files', 'all'], undefined],
	['x'.repeat(100_000), ['files'], undefined],
	// Of two that are as near, the first one.
	['abcx', ['abcd', 'abce'], 'abcd'],
	// Two letters are a part of too much.
	['ab', ['abcdefgh'], undefined],
	['abc', ['abcdefgh'], 'abcdefgh'],
	// A letter that is missing, one too many, and one that is wrong.
	['fle', ['file'], 'file'],
	['fiile', ['file'], 'file'],
	['fole', ['file'], 'file'],
	['cat', ['cot'], 'cot'],
	// A third of the longer one may differ.
	['acdf', ['abcdef'], 'abcdef'],
	['adf', ['abcdef'], undefined],
	// A part is nearer than two wrong letters, and less near than one.
	['folder', ['fxlxer', 'Folders Only'], 'Folders Only'],
	['folder', ['Folders Only', 'fxlder'], 'fxlder'],
	// What is longer than any choice is like none.
	['x'.repeat(100), [`${'x'.repeat(99)}y`], `${'x'.repeat(99)}y`],
	['x'.repeat(101), [`${'x'.repeat(100)}y`], undefined],
])('the nearest to %p of %p is %p', (text, candidates, best) => {
	expect(nearest(text, candidates)).toBe(best);
});

it.each([
	[[], 'an empty list'],
	[[1], 'a list'],
	[{}, 'an object'],
	[null, 'null'],
	[7, '7'],
	['x'.repeat(60), `"${'x'.repeat(60)}"`],
	['x'.repeat(61), `"${'x'.repeat(60)}…"`],
	['👍'.repeat(61), `"${'👍'.repeat(60)}…"`],
])('%p is shown as %p', (value, text) => {
	expect(shown(value)).toBe(text);
});
