import { stat } from 'node:fs/promises';
import { runCommand } from '../e2e/process/processes';

const deadline = 10 * 60_000;

/** What curl is to do; what comes is written to the file `output`. */
export interface CurlOptions {
	/** By which it is let in. */
	header: string;
	url: string;
	output: string;
	/** A file to send with POST. */
	upload?: string;
	signal: AbortSignal;
}

/**
 * Moves a file with curl.
 *
 * @returns how long it took, in milliseconds
 * @throws an Error when the service refuses, or after ten minutes
 */
export async function curl({ header, url, output, upload, signal }: CurlOptions): Promise<number> {
	const sending = ['-X', 'POST', '-H', 'Content-Type: application/octet-stream'];
	const began = performance.now();
	await runCommand({
		command: 'curl',
		arguments: [
			...['-sSf', '-H', header, '-o', output],
			...(upload === undefined ? [] : [...sending, '-T', upload]),
			url,
		],
		deadline,
		signal,
	});
	return performance.now() - began;
}

/**
 * Gets a file with curl.
 *
 * @returns how long it took, in milliseconds
 * @throws an Error when not so many bytes came
 */
export async function curlDownload(options: CurlOptions, bytes: number): Promise<number> {
	const milliseconds = await curl(options);
	if ((await stat(options.output)).size !== bytes) throw new Error('curl did not get all of it');
	return milliseconds;
}
