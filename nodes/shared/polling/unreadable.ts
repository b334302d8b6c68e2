/** Keys of unreadable rows that a state keeps; those that were seen first are forgotten first. */
const MOST_KNOWN = 200;

/** Unreadable rows that one poll emits at most; the others follow with the next polls. */
const MOST_EMITTED = 100;

/**
 * Finds the rows without an id or a date that have not been emitted yet.
 *
 * @param known The keys of those that have been.
 * @param found What the readings of a poll have met, by their keys.
 */
export function newUnreadable(
	known: string[],
	found: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> {
	const fresh = [...found].filter(([key]) => !known.includes(key));
	return new Map(fresh.slice(0, MOST_EMITTED));
}

/** @returns The keys that a state keeps after rows with these keys were emitted. */
export function knownUnreadable(known: string[], emitted: Iterable<string>): string[] {
	return [...known, ...emitted].slice(-MOST_KNOWN);
}
