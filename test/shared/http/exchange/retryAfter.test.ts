import { retryAfterMs } from '../../../../nodes/shared/http/exchange/retryAfter';

const NOW = Date.parse('2026-06-01T12:00:00Z');

it.each([
	['120', 120_000],
	[' 0 ', 0],
	['1.5', 1500],
	[3, 3000],
	['Mon, 01 Jun 2026 12:00:30 GMT', 30_000],
	['Mon, 01 Jun 2026 11:00:00 GMT', 0],
	['Monday, 01-Jun-26 12:01:00 GMT', 60_000],
	['soon', undefined],
	['', undefined],
	['-5', undefined],
	[undefined, undefined],
	[null, undefined],
	[['1'], undefined],
])('%p is a wait of %p ms', (header, milliseconds) => {
	expect(retryAfterMs(header, NOW)).toBe(milliseconds);
});
