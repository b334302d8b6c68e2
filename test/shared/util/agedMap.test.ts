import { AgedMap } from '../../../nodes/shared/util/agedMap';

it('forgets what nobody has used for so long, and nothing else', () => {
	let now = 0;
	const map = new AgedMap<number>(100, () => now);
	for (let index = 0; index < 10_000; index += 1) map.set(`${index}`, index);
	expect(map.size).toBe(10_000);
	now = 99;
	expect(map.get('7')).toBe(7);
	map.set('new', 1);
	now = 100;
	expect(map.get('8')).toBeUndefined();
	expect([map.get('7'), map.get('new'), map.size]).toEqual([7, 1, 2]);
	now = 200;
	expect([map.get('7'), map.size]).toEqual([undefined, 0]);
});
