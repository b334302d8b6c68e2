import type { IDataObject, IExecuteSingleFunctions, PostReceiveAction } from 'n8n-workflow';

import type { RequestContext } from '../../shared/context';
import type { FailedTry } from '../../shared/http/exchange/exchange';
import { request } from '../../shared/http/request';
import { isRecord } from '../../shared/util/isRecord';
import { acronis } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { resolveEntry } from './resolveEntry';
import { CODE, errorCode } from '../service/errors';
import type { EntryField } from './entryField';

/**
 * Reads one file or folder.
 *
 * @param absent What to give back when it does not exist or may not be seen; the service does not
 * say which. Without it that is an error.
 * @throws NodeApiError when it could not be read.
 */
export async function readEntry(
	context: RequestContext,
	uuid: string,
	absent?: IDataObject,
): Promise<IDataObject> {
	const { result } = await request(context, acronis, {
		path: '/sync_and_share_nodes/{node_uuid}',
		pathValues: { node_uuid: uuid },
		answer: ANSWER.entry,
		recover: ({ failure }) =>
			failure.kind === 'answer' && errorCode(failure) === CODE.notPermitted ? absent : undefined,
	});
	return isRecord(result) ? result : {};
}

/** A `postReceive` function for an empty answer: the item says what was done to which entry. */
export function describeEntry(
	field: EntryField,
	about: (uuid: string, context: IExecuteSingleFunctions) => IDataObject | Promise<IDataObject>,
): PostReceiveAction {
	return async function () {
		const uuid = await resolveEntry(this, field);
		return [{ json: await about(uuid, this) }];
	};
}

/** Whether the service said "absent, or not permitted" to a request that an earlier try may have done. */
export function mayBeDeleted({ failure, mayHaveHappened }: FailedTry): boolean {
	if (!mayHaveHappened) return false;
	if (failure.kind !== 'answer') return true;
	const code = errorCode(failure);
	return failure.status >= 500 || code === CODE.notPermitted || code === CODE.notFound;
}
