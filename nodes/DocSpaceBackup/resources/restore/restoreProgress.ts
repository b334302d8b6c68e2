import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { RequestContext } from '../../../shared/context';
import { request } from '../../../shared/http/request';
import { isRecord } from '../../../shared/util/isRecord';
import { docSpace } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';

/**
 * The restore that runs or was the last one. It is asked for without the key: a key that the restore
 * has made invalid would be refused, and the portal asks for none.
 *
 * @throws NodeApiError when there is no good answer.
 */
export async function restoreProgress(context: RequestContext): Promise<IDataObject | undefined> {
	const { result } = await request(context, docSpace, {
		path: '/backup/getrestoreprogress',
		anonymous: true,
		answer: ANSWER.progress,
	});
	return isRecord(result) ? result : undefined;
}

/** Whether there is no restore, or no portal that shows one. */
export function isNotFound(error: unknown): boolean {
	return error instanceof NodeApiError && error.httpCode === '404';
}

/** Whether the portal asks for a key here after all, as its vendor has announced it may. */
export function requiresKey(error: unknown): boolean {
	return error instanceof NodeApiError && ['401', '403'].includes(error.httpCode ?? '');
}
