import type { PreSendAction } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode, perItemStore } from '../../../shared/context';
import { docSpace, docSpacePipeline } from '../../service/docSpace';
import { choiceOf } from '../../../shared/parameters/parameter';
import { withWhatGoesOn } from '../../tasks/waitForTask';

/** The portals that an item of this process restores from an archive that it uploads. */
const busy = new Set<string>();

/** The portal that an item has taken. */
const taken = perItemStore<string>();

/**
 * A `prepare` function: lets one item at a time upload an archive to a portal, since a second upload
 * deletes the file of the first one. It belongs to {@link pipelineWithUpload}.
 */
export const takePortal: PreSendAction = async function (options) {
	if (choiceOf(this, 'source') !== 'upload') return options;
	const portal = await docSpace.origin(this);
	if (busy.has(portal)) {
		throw new NodeOperationError(errorNode(this), 'An archive is being restored in this portal', {
			itemIndex: this.getItemIndex(),
			description: 'A portal accepts one uploaded archive at a time. Give this node only one item.',
		});
	}
	busy.add(portal);
	taken.set(this, portal);
	return options;
};

/** A request pipeline that gives the portal back when the item is done with it. */
export function pipelineWithUpload(
	options: Parameters<typeof docSpacePipeline>[0],
): ReturnType<typeof docSpacePipeline> {
	const pagination = docSpacePipeline(options);
	return async function (requestData) {
		try {
			return await pagination.call(this, requestData);
		} catch (error) {
			throw withWhatGoesOn(this, error);
		} finally {
			const portal = taken.get(this);
			if (portal !== undefined) busy.delete(portal);
		}
	};
}
