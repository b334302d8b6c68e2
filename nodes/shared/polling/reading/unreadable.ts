/** Keys of unreadable rows that a state keeps: as many as are kept of one reading. */
export const MOST_UNREADABLE = 1_000;

/** Unreadable rows that one poll emits at most; the others follow with the next polls. */
const MOST_EMITTED = 100;

/**
 * Finds the rows without an id or a date that have not been emitted yet. Never more than can be
 * remembered: those that are forgotten would come again, for as long as the log has them.
 *
 * @param known The keys of those that have been.
 * @param found What the readings of a poll have met, by their keys.
 */
export function newUnreadable(
	known: string[],
	found: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> {
	const emitted = new Set(known);
	const fresh = [...found].filter(([key]) => !emitted.has(key));
	const room = MOST_UNREADABLE - (found.size - fresh.length);
	return new Map(fresh.slice(0, Math.min(MOST_EMITTED, room)));
}

/**
 * @param found As above.
 * @returns The keys that a state keeps after rows with these keys were emitted. Where there are too
 * many, it forgets those that the log has no more, the oldest first.
 */
export function knownUnreadable(
	known: string[],
	found: ReadonlyMap<string, unknown>,
	emitted: Iterable<string>,
): string[] {
	const kept = [...known, ...emitted];
	let tooMany = kept.length - MOST_UNREADABLE;
	return tooMany <= 0 ? kept : kept.filter((key) => found.has(key) || tooMany-- <= 0);
}
