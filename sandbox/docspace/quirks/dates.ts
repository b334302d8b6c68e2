/** What the service calls never. */
export const NEVER = '0001-01-01T00:00:00';

/** A date as the database gives it: whole seconds, UTC, with or without the zone. */
export function databaseDate(time: number, withZone: boolean): string {
	return `${new Date(time).toISOString().slice(0, 19)}${withZone ? 'Z' : ''}`;
}

/** A date as the portal shows it: seven digits after the second, in the portal's zone (+03:00). */
export function portalDate(time: number): string {
	const local = new Date(time + 3 * 60 * 60 * 1000).toISOString();
	return `${local.slice(0, 23)}0000+03:00`;
}
