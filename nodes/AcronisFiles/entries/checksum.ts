import type { IDataObject } from 'n8n-workflow';

const MD5 = /^[0-9a-f]{32}$/;

/** The MD5 of a file's content as the service knows it, in lower case; empty when it names none. */
export function checksumOf({ checksum }: IDataObject): string {
	return String(checksum ?? '').toLowerCase();
}

/** A checksum in a sentence. A text that is not one can be anything, and is not repeated. */
export function shownChecksum(checksum: string): string {
	return MD5.test(checksum) ? checksum : 'not an MD5';
}
