import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	PreSendAction,
} from 'n8n-workflow';

import { perItem } from '../../../shared/context';
import type { FailedTry } from '../../../shared/http/exchange';
import { refuse } from '../../../shared/parameters/refuse';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { chosenNode, sendNode } from '../../entries/chosenEntry';
import type { NodeField } from '../../entries/entryField';
import { locatorOf } from '../../entries/entryField';
import { answerAbout, mayBeGone, readNode } from '../../entries/entryRequests';
import type { Operation } from '../../../shared/description/resource';
import { allowAsToolField } from '../../../shared/parameters/allowAsTool';

/** What was deleted: afterwards the service does not tell. */
const names = perItem<IDataObject[string]>();

/** Deletes a file, or a folder with everything in it. */
export function deleteOperation(field: NodeField): Operation {
	/** For the service both are nodes: the UUID of a folder would take everything in it along. */
	const checkKind: PreSendAction = async function (options) {
		const uuid = await chosenNode(this, field);
		const node = await readNode(this, uuid);
		names.set(this, node.name);
		if ((node.is_directory === true) !== (field.kind === 'folder')) {
			const is = node.is_directory === true ? 'a folder' : 'a file';
			refuse(this, field.displayName, `is ${is}, "${String(node.name)}"`, 'Nothing was deleted.');
		}
		return options;
	};

	/** After a lost answer: what can no longer be read has been deleted. */
	async function deletedNode(
		this: IExecuteSingleFunctions,
		failed: FailedTry,
	): Promise<INodeExecutionData[] | undefined> {
		if (!mayBeGone(failed)) return undefined;
		const uuid = await chosenNode(this, field);
		const { is_deleted: deleted } = await readNode(this, uuid, { is_deleted: true });
		return deleted === true ? [{ json: {} }] : undefined;
	}

	const what = field.kind === 'file' ? 'file' : 'folder with everything in it';
	return {
		operation: {
			name: 'Delete',
			value: 'delete',
			action: `Delete ${field.kind}`,
			description: `Delete a ${what}. How long it can be restored in Acronis depends on the purging policies.`,
			routing: {
				request: { method: 'DELETE', url: '/sync_and_share_nodes/{node_uuid}' },
				send: { paginate: true },
				operations: {
					pagination: acronisPipeline({
						answer: ANSWER.done,
						prepare: [checkKind, sendNode(field)],
						recover: deletedNode,
					}),
				},
				output: {
					postReceive: [
						answerAbout(field, (uuid, context) => ({
							deleted: true,
							uuid,
							name: names.get(context) ?? null,
						})),
					],
				},
			},
		},
		fields: [allowAsToolField, locatorOf(field)],
	};
}
