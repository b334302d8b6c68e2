import { askedWaitMs } from '../../../../nodes/shared/http/exchange/retryAfter';
import { saidLimits } from '../../../../nodes/shared/http/admission/saidLimits';

const date = 'Mon, 01 Jun 2026 12:00:00 GMT';
const since1970 = Date.parse(date) / 1000;

it.each([
	['600', 600],
	[' 15 ', 15],
	[20, 20],
	['', undefined],
	['0', undefined],
	['-1', undefined],
	['1.5', undefined],
	['Infinity', undefined],
	['1e3', undefined],
	['100, 100;w=60', undefined],
	[['1', '2'], undefined],
	[undefined, undefined],
])('X-RateLimit-Limit: %p is %p', (header, limit) => {
	expect(saidLimits({ 'x-ratelimit-limit': header }).limit).toBe(limit);
});

it.each([
	['0', 0],
	['12', 12],
	['none', undefined],
])('X-RateLimit-Remaining: %p is %p', (header, remaining) => {
	expect(saidLimits({ 'x-ratelimit-remaining': header }).remaining).toBe(remaining);
});

it.each([
	['30', 30_000],
	[String(since1970 + 30), 30_000],
	[String(since1970 - 30), 0],
	['soon', undefined],
])("X-RateLimit-Reset: %p is in %p ms by the service's own clock", (header, milliseconds) => {
	expect(saidLimits({ date, 'x-ratelimit-reset': header }).resetMs).toBe(milliseconds);
});

it.each([
	['Mon, 01 Jun 2026 12:00:30 GMT', date, 30_000],
	['Mon, 01 Jun 2026 11:59:30 GMT', date, 0],
	['7', date, 7_000],
	['7', 'garbage', 7_000],
	['soon', date, undefined],
])("Retry-After: %p in an answer of %p is a wait of %p ms by the service's own clock", (...row) => {
	const [header, answered, milliseconds] = row;
	expect(askedWaitMs({ date: answered, 'retry-after': header })).toBe(milliseconds);
});

it('takes the clock here where the answer has no date', () => {
	const later = new Date(Date.now() + 60_000).toUTCString();
	const wait = askedWaitMs({ 'retry-after': later }) ?? 0;
	expect(wait).toBeGreaterThan(55_000);
	expect(wait).toBeLessThanOrEqual(60_000);
});
