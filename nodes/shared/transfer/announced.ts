import type { IDataObject } from 'n8n-workflow';

/**
 * The length that an answer announces.
 *
 * @param headers Header values by lower-case name.
 * @returns Bytes; undefined when the content comes in chunks, or compressed, so that what arrives
 * has another length.
 */
export function announcedBytes(headers: IDataObject): number | undefined {
	const length = headers['content-length'];
	if (headers['content-encoding'] !== undefined) return undefined;
	return /^\d+$/.test(String(length)) ? Number(length) : undefined;
}

/**
 * The file name that an answer announces (RFC 6266): the extended form before the plain one.
 *
 * @param headers Header values by lower-case name.
 * @returns The name without any path; undefined when there is none.
 */
export function announcedFileName(headers: IDataObject): string | undefined {
	const header = String(headers['content-disposition'] ?? '');
	const extended = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
	const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(header);
	const name = decoded(extended) ?? plain?.[1] ?? plain?.[2];
	const last = name?.split(/[/\\]/).at(-1);
	return last === '' || last === '.' || last === '..' ? undefined : last;
}

function decoded(text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
