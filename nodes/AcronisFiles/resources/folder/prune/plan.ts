/**
 * Which copies of a backup stay: the rules of restic's `forget` (`--keep-last`, `--keep-daily` and so
 * on; restic 0.18, `internal/data/snapshot_policy.go`), as a function that touches nothing.
 *
 * - *last n* keeps the n newest copies.
 * - *daily n* looks at the n newest days that have a copy and keeps the newest copy of each. Days
 *   without a copy are not counted. Weekly, monthly and yearly do the same; weeks are those of
 *   ISO 8601 and begin on Monday.
 * - While a rule has found fewer than n periods, it also keeps the oldest copy of all.
 * - Each rule counts by itself, and one rule is enough to keep a copy.
 *
 * Beyond restic, the newest copy is always kept, whatever the rules say.
 */

/** The rules, in the order in which they are named. */
export const RULES = ['last', 'daily', 'weekly', 'monthly', 'yearly'] as const;

type Rule = (typeof RULES)[number];

/** How much each rule keeps; a rule that is missing, or 0, keeps nothing. */
export type Keep = Partial<Record<Rule, number>>;

/** A copy that has a date. */
export interface DatedCopy {
	name: string;
	/** Moment in ms since 1970. */
	time: number;
	/** The calendar day of it where the workflow is at home, as `2026-06-01`. */
	day: string;
}

/** A copy, and what keeps it, for example `daily` or `oldest weekly`; nothing: it is to be deleted. */
export interface Verdict<Copy> {
	copy: Copy;
	keptBy: string[];
}

/**
 * Decides about each copy.
 *
 * @returns The copies, newest first; those of one moment in the reverse order of their names.
 */
export function plan<Copy extends DatedCopy>(copies: readonly Copy[], keep: Keep): Verdict<Copy>[] {
	const newestFirst = [...copies].sort(
		(one, other) => other.time - one.time || (one.name < other.name ? 1 : -1),
	);
	const verdicts = newestFirst.map((copy): Verdict<Copy> => ({ copy, keptBy: [] }));
	for (const rule of RULES) {
		const wanted = keep[rule] ?? 0;
		const periods = new Set<string>();
		for (const [index, { copy, keptBy }] of verdicts.entries()) {
			if (periods.size >= wanted) break;
			const period = PERIODS[rule](copy, index);
			const isOldest = index === verdicts.length - 1;
			if (!periods.has(period)) keptBy.push(rule);
			else if (isOldest) keptBy.push(`oldest ${rule}`);
			periods.add(period);
		}
	}
	const newest = verdicts[0];
	if (newest && newest.keptBy.length === 0) newest.keptBy.push('newest');
	return verdicts;
}

/** What distinguishes one period of a rule from the next. */
const PERIODS: Record<Rule, (copy: DatedCopy, index: number) => string> = {
	last: (_copy, index) => String(index),
	daily: ({ day }) => day,
	weekly: ({ day }) => mondayOf(day),
	monthly: ({ day }) => day.slice(0, 7),
	yearly: ({ day }) => day.slice(0, 4),
};

const DAY_MS = 86_400_000;

/** The first day of a day's week. */
function mondayOf(day: string): string {
	const time = Date.parse(`${day}T00:00:00Z`);
	const sinceMonday = (new Date(time).getUTCDay() + 6) % 7;
	return new Date(time - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}
