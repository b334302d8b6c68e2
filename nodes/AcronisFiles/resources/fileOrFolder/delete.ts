import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	PreSendAction,
} from 'n8n-workflow';

import { perItemStore } from '../../../shared/context';
import type { FailedTry } from '../../../shared/http/exchange/exchange';
import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { quotedName } from '../../../shared/util/bareName';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { resolveEntry, sendEntry } from '../../entries/resolveEntry';
import type { EntryField } from '../../entries/entryField';
import { locatorOf } from '../../entries/entryField';
import { describeEntry, mayBeDeleted, readEntry } from '../../entries/entryRequests';
import type { Operation } from '../../../shared/description/resource';
import { allowAsToolField } from '../../../shared/parameters/allowAsTool';

/** What was deleted: afterwards the service does not say. */
const names = perItemStore<IDataObject[string]>();

/** Deletes a file, or a folder with everything in it. */
export function deleteOperation(field: EntryField): Operation {
	/** For the service both are one kind of thing: the UUID of a folder would take everything in it along. */
	const checkKind: PreSendAction = async function (options) {
		const uuid = await resolveEntry(this, field);
		const entry = await readEntry(this, uuid);
		names.set(this, entry.name);
		if ((entry.is_directory === true) !== (field.kind === 'folder')) {
			const is = entry.is_directory === true ? 'a folder' : 'a file';
			rejectParameter(
				this,
				field.displayName,
				`is ${is}, ${quotedName(entry.name)}`,
				`Nothing was deleted. Use Delete of the resource ${field.kind === 'file' ? 'Folder' : 'File'} instead.`,
			);
		}
		return options;
	};

	/** After a lost answer: what can no longer be read has been deleted. */
	async function deletedEntry(
		this: IExecuteSingleFunctions,
		failed: FailedTry,
	): Promise<INodeExecutionData[] | undefined> {
		if (!mayBeDeleted(failed)) return undefined;
		const uuid = await resolveEntry(this, field);
		const { is_deleted: deleted } = await readEntry(this, uuid, { is_deleted: true });
		return deleted === true ? [{ json: {} }] : undefined;
	}

	const what = field.kind === 'file' ? 'file' : 'folder with everything in it';
	return {
		operation: {
			name: 'Delete',
			value: 'delete',
			builderHint: {
				propertyHint: `It needs the ${field.kind} by its path or UUID. Only where a person has asked for exactly this.`,
			},
			action: `Delete ${field.kind}`,
			description: `Delete a ${what}. How long it can be restored in Acronis depends on the purging policies.`,
			routing: {
				request: { method: 'DELETE', url: '/sync_and_share_nodes/{node_uuid}' },
				send: { paginate: true },
				operations: {
					pagination: acronisPipeline({
						answer: ANSWER.done,
						prepare: [checkKind, sendEntry(field)],
						recover: deletedEntry,
					}),
				},
				output: {
					postReceive: [
						describeEntry(field, (uuid, context) => ({
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
