import { durationWords } from '../../../../nodes/shared/http/failure/durationWords';

it.each([
	[0, '1 second'],
	[1000, '1 second'],
	[59_001, '60 seconds'],
	[120_000, '120 seconds'],
	[120_001, '3 minutes'],
	[600_000, '10 minutes'],
	[3_600_000, '1 hour'],
	[3_900_000, '1 hour 5 minutes'],
	[86_400_000, '24 hours'],
])('says %i ms as people do', (milliseconds, words) => {
	expect(durationWords(milliseconds)).toBe(words);
});
