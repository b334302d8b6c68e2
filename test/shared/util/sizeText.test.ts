import { sizeText, sizeTextOf } from '../../../nodes/shared/util/sizeText';

it.each([
	[0, '0 bytes'],
	[1, '1 byte'],
	[999, '999 bytes'],
	[1000, '1 kB'],
	[1_549, '1.5 kB'],
	[999_949, '999.9 kB'],
	[1_000_000, '1 MB'],
	[19_870_000_000, '19.9 GB'],
	[2_500_000_000_000, '2.5 TB'],
	[1_200_000_000_000_000, '1,200 TB'],
])('%d bytes are %s', (bytes, text) => {
	expect(sizeText(bytes)).toBe(text);
});

it('what is no size has no text', () => {
	expect([sizeTextOf(null), sizeTextOf('7'), sizeTextOf(7)]).toEqual([null, null, '7 bytes']);
});
