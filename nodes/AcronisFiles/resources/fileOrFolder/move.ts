import type { IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';

import type { FailedTry } from '../../../shared/http/exchange/exchange';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { validateEntry, resolveEntry, sendEntry } from '../../entries/resolveEntry';
import type { EntryField } from '../../entries/entryField';
import { locatorOf } from '../../entries/entryField';
import { describeEntry, readEntry } from '../../entries/entryRequests';
import type { Operation } from '../../../shared/description/resource';
import { sendTarget, TARGET } from './target';

/** Moves a file or a folder. */
export function moveOperation(field: EntryField): Operation {
	/** After a lost answer: it was moved if it is in the target now. */
	async function movedEntry(
		this: IExecuteSingleFunctions,
		{ mayHaveHappened }: FailedTry,
	): Promise<INodeExecutionData[] | undefined> {
		if (!mayHaveHappened) return undefined;
		const { parent_uuid: parent } = await readEntry(this, await resolveEntry(this, field));
		return parent === (await resolveEntry(this, TARGET)) ? [{ json: {} }] : undefined;
	}

	return {
		operation: {
			name: 'Move',
			value: 'move',
			builderHint: {
				propertyHint: `It needs the ${field.kind} and the folder to put it in, each by its path or UUID.`,
			},
			action: `Move ${field.kind}`,
			description: `Move a ${field.kind} to another folder. Its UUID stays the same.`,
			routing: {
				request: { method: 'POST', url: '/sync_and_share_nodes/{node_uuid}/move' },
				send: { paginate: true },
				operations: {
					pagination: acronisPipeline({
						answer: ANSWER.done,
						prepare: [validateEntry(TARGET), sendEntry(field), sendTarget],
						recover: movedEntry,
					}),
				},
				output: {
					postReceive: [
						describeEntry(field, async (uuid, context) => ({
							moved: true,
							uuid,
							parent_uuid: await resolveEntry(context, TARGET),
						})),
					],
				},
			},
		},
		fields: [locatorOf(field), locatorOf(TARGET)],
	};
}
