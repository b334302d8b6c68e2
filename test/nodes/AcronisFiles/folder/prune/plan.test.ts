import fc from 'fast-check';

import type {
	DatedCopy,
	Keep,
} from '../../../../../nodes/AcronisFiles/resources/folder/prune/plan';
import { plan, RULES } from '../../../../../nodes/AcronisFiles/resources/folder/prune/plan';

const DAY_MS = 86_400_000;

/** A copy at a time of day, in UTC. */
function copyAt(text: string): DatedCopy {
	const time = Date.parse(`${text.replace(' ', 'T')}Z`);
	return { name: `portal_${text}.tar.gz`, time, day: text.slice(0, 10) };
}

function kept(copies: DatedCopy[], keep: Keep): Record<string, string> {
	const verdicts = plan(copies, keep).filter(({ keptBy }) => keptBy.length > 0);
	return Object.fromEntries(
		verdicts.map(({ copy, keptBy }) => [copy.name.slice(7, 23), keptBy.join(', ')]),
	);
}

describe('the example of the restic manual', () => {
	// Backups at 11:00 on weekdays and once more on Fridays; the one of 30 April was missed.
	const copies = [
		...['21', '22', '23', '24', '25', '28', '29'].map((day) => copyAt(`2025-04-${day} 11:00:00`)),
		...['01', '02'].map((day) => copyAt(`2025-05-${day} 11:00:00`)),
		...['2025-04-25 23:00:00', '2025-05-02 23:00:00'].map(copyAt),
	];

	it('keeps five days that have a backup, not five days', () => {
		expect(Object.keys(kept(copies, { daily: 5 })).sort()).toEqual([
			'2025-04-25 23:00',
			'2025-04-28 11:00',
			'2025-04-29 11:00',
			'2025-05-01 11:00',
			'2025-05-02 23:00',
		]);
	});
});

it('keeps the newest of each week, which begins on Monday, also over the turn of a year', () => {
	const copies = ['2024-12-29', '2024-12-30', '2025-01-01', '2025-01-05', '2025-01-06'].map((day) =>
		copyAt(`${day} 03:00:00`),
	);
	expect(kept(copies, { weekly: 2 })).toEqual({
		'2025-01-06 03:00': 'weekly',
		'2025-01-05 03:00': 'weekly',
	});
});

it('keeps the oldest copy too, as long as a rule has found less than it may keep', () => {
	const copies = ['2026-06-01 01:00:00', '2026-06-01 02:00:00', '2026-06-01 03:00:00'].map(copyAt);
	expect(kept(copies, { monthly: 2 })).toEqual({
		'2026-06-01 03:00': 'monthly',
		'2026-06-01 01:00': 'oldest monthly',
	});
});

it('deletes nothing of nothing, and never the newest', () => {
	expect(plan([], { last: 3 })).toEqual([]);
	const copies = ['2026-06-01 01:00:00', '2026-06-02 01:00:00'].map(copyAt);
	expect(kept(copies, {})).toEqual({ '2026-06-02 01:00': 'newest' });
});

/** The rules as one would say them, with no thought of how long it takes. */
function plainModel(copies: DatedCopy[], keep: Keep): Set<DatedCopy> {
	const newestFirst = [...copies].sort((one, other) =>
		one.time === other.time ? (one.name < other.name ? 1 : -1) : other.time - one.time,
	);
	const samePeriod: Record<string, (one: DatedCopy, other: DatedCopy) => boolean> = {
		last: (one, other) => one === other,
		daily: (one, other) => one.day === other.day,
		weekly: (one, other) => weekOf(one.day) === weekOf(other.day),
		monthly: (one, other) => one.day.slice(0, 7) === other.day.slice(0, 7),
		yearly: (one, other) => one.day.slice(0, 4) === other.day.slice(0, 4),
	};
	const result = new Set(newestFirst.slice(0, 1));
	for (const rule of RULES) {
		const wanted = keep[rule] ?? 0;
		const isSame = samePeriod[rule] ?? (() => false);
		// The newest of each period: nothing newer is of the same one.
		const leaders = newestFirst.filter(
			(copy, index) => !newestFirst.slice(0, index).some((newer) => isSame(newer, copy)),
		);
		for (const copy of leaders.slice(0, wanted)) result.add(copy);
		const oldest = newestFirst.at(-1);
		if (oldest && leaders.length < wanted) result.add(oldest);
	}
	return result;
}

/** The weeks of the days from a Monday long ago on, counted one day after the other. */
const weeks = new Map<string, number>();
for (let day = 0; day < 1_600; day++) {
	const time = Date.parse('2023-01-02T00:00:00Z') + day * DAY_MS;
	weeks.set(new Date(time).toISOString().slice(0, 10), Math.floor(day / 7));
}
const weekOf = (day: string) => weeks.get(day);

/** Days close together and far apart, several copies a day, equal moments too. */
const someCopies = fc
	.array(
		fc.record({
			day: fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 1_500 })),
			hour: fc.nat({ max: 3 }),
		}),
		{ maxLength: 40 },
	)
	.map((times) =>
		times.map(({ day, hour }, index): DatedCopy => {
			const time = Date.parse('2023-01-02T00:00:00Z') + day * DAY_MS + hour * 3_600_000;
			return { name: `${index}`, time, day: new Date(time).toISOString().slice(0, 10) };
		}),
	);
const someRules = fc.record(Object.fromEntries(RULES.map((rule) => [rule, fc.nat({ max: 8 })])), {
	requiredKeys: [],
});

it('does what the plain rules say, for any copies and any rules', () => {
	fc.assert(
		fc.property(someCopies, someRules, (copies, keep: Keep) => {
			const verdicts = plan(copies, keep);
			expect(verdicts).toHaveLength(copies.length);
			const keeps = verdicts.flatMap(({ copy, keptBy }) => (keptBy.length > 0 ? [copy.name] : []));
			const wanted = [...plainModel(copies, keep)].map(({ name }) => name);
			expect(keeps.sort()).toEqual(wanted.sort());
		}),
		{ numRuns: 500 },
	);
});

it('deletes in two runs what it deletes in one: a second look finds nothing more', () => {
	fc.assert(
		fc.property(someCopies, someRules, (copies, keep: Keep) => {
			const left = plan(copies, keep).flatMap(({ copy, keptBy }) =>
				keptBy.length > 0 ? [copy] : [],
			);
			expect(plan(left, keep).filter(({ keptBy }) => keptBy.length === 0)).toEqual([]);
		}),
	);
});

it('keeps no less when a rule may keep more', () => {
	fc.assert(
		fc.property(someCopies, someRules, fc.constantFrom(...RULES), (copies, keep: Keep, rule) => {
			const names = (rules: Keep) =>
				plan(copies, rules).flatMap(({ copy, keptBy }) => (keptBy.length > 0 ? [copy.name] : []));
			const more = names({ ...keep, [rule]: (keep[rule] ?? 0) + 1 });
			// The oldest copy stays only while a rule has found less than it may keep.
			const oldest = plan(copies, {}).at(-1)?.copy.name;
			expect(names(keep).filter((name) => name !== oldest && !more.includes(name))).toEqual([]);
		}),
	);
});
