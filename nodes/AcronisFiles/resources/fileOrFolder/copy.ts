import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { cancelSignal, errorNode, itemIndexOf } from '../../../shared/context';
import type { RequestContext } from '../../../shared/context';
import { sleepUntilCancelled } from '../../../shared/util/sleep';
import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { validateEntry, resolveEntry, sendEntry, shownPath } from '../../entries/resolveEntry';
import { findChild } from '../../entries/contents';
import type { EntryField } from '../../entries/entryField';
import { locatorOf } from '../../entries/entryField';
import { describeEntry, readEntry } from '../../entries/entryRequests';
import type { Operation } from '../../../shared/description/resource';
import { quotedName } from '../../../shared/util/bareName';
import { sendTarget, TARGET } from './target';
import { switchOf } from '../../../shared/parameters/parameter';

/** Whether copying is done when the answer comes is not documented; a test may shorten this. */
export const copySearch = { looks: 10, pauseMs: 1000 };

/** Looks into the target until the copy is there. */
async function findCopy(
	context: RequestContext,
	sourceUuid: string,
	targetUuid: string,
): Promise<IDataObject> {
	const { name } = await readEntry(context, sourceUuid);
	for (let look = 1; ; look++) {
		const copy = await findChild(context, targetUuid, String(name));
		if (copy && copy.uuid !== sourceUuid) return copy;
		if (look === copySearch.looks) break;
		await sleepUntilCancelled(copySearch.pauseMs, cancelSignal(context));
	}
	throw new NodeOperationError(
		errorNode(context),
		`Acronis accepted the copy, but the target folder has no item named ${quotedName(name)}`,
		{
			itemIndex: itemIndexOf(context),
			description: 'A large copy may take longer. Check the folder before you copy again.',
		},
	);
}

/** The path that the field shows, if it shows one; looking it up would cost a request. */
function pathOf(context: RequestContext, field: EntryField): { path?: string } {
	const path = shownPath(context, field);
	return path === undefined ? {} : { path };
}

/** Copies a file or a folder. */
export function copyOperation(field: EntryField): Operation {
	return {
		operation: {
			name: 'Copy',
			value: 'copy',
			builderHint: {
				propertyHint: `It needs the ${field.kind} and the folder to put it in, each by its path or UUID.`,
			},
			action: `Copy ${field.kind}`,
			description: `Copy a ${field.kind} to another folder under the same name`,
			routing: {
				request: { method: 'POST', url: '/sync_and_share_nodes/{node_uuid}/copy' },
				send: { paginate: true },
				operations: {
					pagination: acronisPipeline({
						answer: ANSWER.done,
						prepare: [validateEntry(TARGET), sendEntry(field), sendTarget],
					}),
				},
				output: {
					postReceive: [
						describeEntry(field, async (source, context) => {
							const target = await resolveEntry(context, TARGET);
							const json = {
								copied: true,
								source: { uuid: source, ...pathOf(context, field) },
								target: { uuid: target, ...pathOf(context, TARGET) },
							};
							if (!switchOf(context, 'findCopy')) return json;
							return { ...json, copy: await findCopy(context, source, target) };
						}),
					],
				},
			},
		},
		fields: [
			locatorOf(field),
			locatorOf(TARGET),
			{
				displayName: 'Find the Copy',
				name: 'findCopy',
				type: 'boolean',
				default: false,
				description:
					'Whether to look up the new copy and include it in the output. Acronis itself returns nothing.',
			},
		],
	};
}
