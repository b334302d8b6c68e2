import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../../shared/context';
import { request } from '../../shared/http/request';
import { quotedName } from '../../shared/util/bareName';
import { acronis } from '../service/acronis';
import { ANSWER } from '../service/answers';
import { mayBeDeleted, readEntry } from './entryRequests';

/** What of a file must be as it was when the decision about it fell. */
const SAME = ['name', 'parent_uuid', 'checksum', 'size', 'file_modification_date'] as const;

/**
 * Deletes a file that was listed before, unless somebody has changed or moved it since.
 *
 * @returns `deleted`, `gone` when it was not there any more, or `changed` when it was left alone.
 * @throws NodeApiError when it could not be deleted.
 */
export async function deleteFile(
	context: IExecuteSingleFunctions,
	listed: IDataObject,
): Promise<'deleted' | 'gone' | 'changed'> {
	const uuid = String(listed.uuid);
	const present = await readEntry(context, uuid, { is_deleted: true });
	if (present.is_deleted === true) return 'gone';
	if (SAME.some((member) => present[member] !== listed[member])) return 'changed';
	let isUncertain = false;
	await request(context, acronis, {
		method: 'DELETE',
		path: '/sync_and_share_nodes/{node_uuid}',
		pathValues: { node_uuid: uuid },
		answer: ANSWER.done,
		recover(failed) {
			if (!mayBeDeleted(failed)) return undefined;
			isUncertain = true;
			return {};
		},
	});
	// After a lost answer: what can no longer be read has been deleted.
	if (!isUncertain || (await readEntry(context, uuid, { is_deleted: true })).is_deleted === true) {
		return 'deleted';
	}
	throw new NodeOperationError(
		errorNode(context),
		`The file ${quotedName(listed.name)} could not be deleted`,
		{
			itemIndex: context.getItemIndex(),
			description: 'Acronis did not answer, and the file is still there. Run the workflow again.',
		},
	);
}
