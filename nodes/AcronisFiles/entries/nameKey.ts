/**
 * What two names of one folder have in common that the service, or a person, takes for the same:
 * letter case makes no difference to the service, and macOS writes letters with accents as two.
 */
export function nameKey(name: unknown): string {
	return String(name).normalize('NFC').toLowerCase();
}
