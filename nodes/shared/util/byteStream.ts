import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { isRecord } from './isRecord';

/** A stream of bytes, as n8n's helpers hand it out. */
export type ByteStream = Awaited<ReturnType<IExecuteSingleFunctions['helpers']['getBinaryStream']>>;

/** Whether an answer's body comes piece by piece. */
export function isByteStream(body: unknown): body is ByteStream {
	return isRecord(body) && typeof body.pipe === 'function';
}
