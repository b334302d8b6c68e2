import { isRecord } from '../shared/http/failure';
import { request } from '../shared/http/request';
import type { RequestContext } from '../shared/http/service';
import { acronis } from './service/acronis';
import { CODE, conflictingNode, errorCode } from './service/errors';
import type { KnownNode } from './entries/folderListing';
import { known } from './entries/folderListing';

/**
 * Makes a folder of a path. Somebody may make it at the same time, which is as good.
 *
 * @param parent UUID of the folder to make it in.
 * @returns The folder; or a file, if one has the name.
 * @throws NodeApiError when it could not be made.
 */
export async function createIn(
	context: RequestContext,
	parent: string,
	name: string,
): Promise<KnownNode> {
	const { result } = await request(context, acronis, {
		method: 'POST',
		path: '/sync_and_share_nodes',
		body: { sync_and_share_node: { name, parent_uuid: parent } },
		repeat: 'safe',
		recover({ failure }) {
			if (failure.kind !== 'answer' || errorCode(failure) !== CODE.nameExists) return undefined;
			return conflictingNode(failure.body);
		},
	});
	return known(isRecord(result) ? result : {});
}
