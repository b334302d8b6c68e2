import type { IDataObject } from 'n8n-workflow';

import type { RequestContext } from '../../../../shared/context';
import type { FailedTry } from '../../../../shared/http/exchange/exchange';
import { request } from '../../../../shared/http/request';
import { isRecord } from '../../../../shared/util/isRecord';
import { sizeTextOf } from '../../../../shared/util/sizeText';
import { acronis } from '../../../service/acronis';
import { ANSWER } from '../../../service/answers';
import { CODE, errorCode } from '../../../service/errors';

/**
 * How much room the owner of a folder has, and when deleted files stop taking some of it: until they
 * are purged, they and old revisions count. Only an administrator may read this.
 *
 * @param ownerUuid The owner of the files.
 * @returns Sizes in bytes; null for what this user may not read.
 * @throws NodeApiError when it could not be read for another reason.
 */
export async function spaceOf(context: RequestContext, ownerUuid: unknown): Promise<IDataObject> {
	const user = ownerUuid
		? await readIfAllowed(context, '/users/{user_uuid}', { user_uuid: String(ownerUuid) })
		: undefined;
	const content = isRecord(user?.sync_and_share_content) ? user.sync_and_share_content : {};
	const policies = await readIfAllowed(context, '/settings/purging_policies');
	return {
		usedBytes: content.used_space ?? null,
		usedText: sizeTextOf(content.used_space),
		quotaBytes: user?.quota ?? null,
		quotaText: sizeTextOf(user?.quota),
		deletedFilesArePurgedAfter: policies
			? (age(policies, 'purge_deleted_files_older_than') ?? 'never')
			: null,
		oldRevisionsArePurgedAfter: policies
			? (age(policies, 'purge_revisions_older_than') ?? 'never')
			: null,
	};
}

/** For example `30 days`; undefined where the policy is off. */
function age(policies: IDataObject, policy: string): string | undefined {
	if (policies[`${policy}_enabled`] !== true) return undefined;
	return `${String(policies[`${policy}_n`])} ${String(policies[`${policy}_units`])}`;
}

async function readIfAllowed(
	context: RequestContext,
	path: string,
	pathValues?: IDataObject,
): Promise<IDataObject | undefined> {
	const recover = ({ failure }: FailedTry) => {
		const code = failure.kind === 'answer' ? errorCode(failure) : undefined;
		return code === CODE.notPermitted || code === CODE.notFound ? 'hidden' : undefined;
	};
	const { result } = await request(context, acronis, {
		path,
		pathValues,
		answer: ANSWER.anySettings,
		recover,
	});
	return isRecord(result) ? result : undefined;
}
