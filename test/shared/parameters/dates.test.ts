import { fieldTime, localDay, toIsoDate } from '../../../nodes/shared/parameters/dates';

describe('toIsoDate', () => {
	it.each([
		['2026-06-01T03:00:12.4470000', '2026-06-01T03:00:12.447Z'],
		['2026-06-01T03:00:12', '2026-06-01T03:00:12.000Z'],
		['2026-06-01 03:00:12', '2026-06-01T03:00:12.000Z'],
		['2026-06-01T03:00', '2026-06-01T03:00:00.000Z'],
		['2026-06-01T03:00:12Z', '2026-06-01T03:00:12.000Z'],
		['2026-06-01T03:00:12.4470000+03:00', '2026-06-01T00:00:12.447Z'],
		['2026-06-01', '2026-06-01T00:00:00.000Z'],
		['0001-01-01T00:00:00', null],
		['0001-01-01T00:00:00.0000000+03:00', null],
		['', null],
		['soon', null],
		['2026-13-01T00:00:00', null],
		[undefined, null],
		[null, null],
		[1780283212000, null],
		[2026, null],
		[{ utcTime: '2026-06-01T03:00:12' }, '2026-06-01T03:00:12.000Z'],
	])('%p is %p', (date, iso) => {
		expect(toIsoDate(date)).toBe(iso);
	});
});

it.each([
	['2026-06-01T22:00:00Z', 'Europe/Berlin', '2026-06-02'],
	['2026-06-01T21:59:59Z', 'Europe/Berlin', '2026-06-01'],
	['2026-06-01T03:59:59Z', 'America/New_York', '2026-05-31'],
])('%s is in %s on %s', (moment, zone, day) => {
	expect(localDay(Date.parse(moment), zone)).toBe(day);
});

describe('fieldTime', () => {
	it.each([
		['2026-06-01T12:00:00Z', 'America/New_York', '2026-06-01T12:00:00.000Z'],
		['2026-06-01T12:00:00+02:00', 'America/New_York', '2026-06-01T10:00:00.000Z'],
		['2026-06-01T12:00:00.000-04:00', 'UTC', '2026-06-01T16:00:00.000Z'],
		['2026-06-01T12:00:00', 'UTC', '2026-06-01T12:00:00.000Z'],
		['2026-06-01T12:00:00', 'Europe/Berlin', '2026-06-01T10:00:00.000Z'],
		['2026-01-01T12:00:00', 'Europe/Berlin', '2026-01-01T11:00:00.000Z'],
		['2026-06-01 12:00', 'Asia/Kolkata', '2026-06-01T06:30:00.000Z'],
		['2026-06-01', 'America/New_York', '2026-06-01T04:00:00.000Z'],
		['2026-06-01', 'Pacific/Kiritimati', '2026-05-31T10:00:00.000Z'],
		[new Date('2026-06-01T12:00:00Z'), 'Europe/Berlin', '2026-06-01T12:00:00.000Z'],
		// Berlin's clocks go from 02:00 to 03:00 on 29 March and from 03:00 to 02:00 on 25 October.
		['2026-03-29T01:59:59', 'Europe/Berlin', '2026-03-29T00:59:59.000Z'],
		['2026-03-29T03:00:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
		['2026-10-25T01:59:59', 'Europe/Berlin', '2026-10-24T23:59:59.000Z'],
		['2026-10-25T03:00:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
		['2026-03-08T03:00:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
		['2026-03-08T01:59:59', 'America/New_York', '2026-03-08T06:59:59.000Z'],
	])('%p in %s is %s', (value, zone, iso) => {
		const time = fieldTime(value, zone);
		expect(time === undefined ? undefined : new Date(time).toISOString()).toBe(iso);
	});

	it.each(['soon', '', undefined, null, {}, '2026-13-01'])('%p is no date', (value) => {
		expect(fieldTime(value, 'UTC')).toBeUndefined();
	});

	it('takes the date object of an expression, whatever its library', () => {
		const luxon = { toString: () => '2026-06-01T12:00:00.000+02:00' };
		expect(fieldTime(luxon, 'UTC')).toBe(Date.parse('2026-06-01T10:00:00Z'));
	});
});
