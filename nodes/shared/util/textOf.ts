/** What a person can read, of whatever a service sends; undefined where there is nothing to read. */
export function textOf(member: unknown): string | undefined {
	if (typeof member === 'number') return String(member);
	return typeof member === 'string' && member.trim() !== '' ? member : undefined;
}
