import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { request } from '../../../shared/http/request';
import { isRecord } from '../../../shared/util/isRecord';
import { deleteFile } from '../../entries/deleteFile';
import { readEntry } from '../../entries/entryRequests';
import { acronis } from '../../service/acronis';
import { ANSWER } from '../../service/answers';

const CHANGED =
	'Somebody has changed the file since, so it was left as it is. Upload the file again.';

/**
 * Takes a wrong content back: the revision before it becomes the current one again, or a new file is
 * deleted. A file that somebody has changed meanwhile is left alone, and so is one of which nothing but
 * the wrong content can be reached.
 *
 * @param stored The file with the wrong content, as the service answered.
 * @returns What was done, in a sentence for people; also where it could not be done.
 */
export async function takeBack(
	context: IExecuteSingleFunctions,
	stored: IDataObject,
): Promise<string> {
	try {
		return await undo(context, stored);
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'the answer was lost';
		return `The upload could not be undone (${reason}). Do not rely on the stored file. Delete it or restore the previous revision, and upload the file again.`;
	}
}

async function undo(context: IExecuteSingleFunctions, stored: IDataObject): Promise<string> {
	const pathValues = { node_uuid: String(stored.uuid) };
	const revisions = await request(context, acronis, {
		path: '/sync_and_share_nodes/{node_uuid}/revisions',
		pathValues,
		answer: ANSWER.revisions,
	});
	const rows = (Array.isArray(revisions.result) ? revisions.result : [])
		.filter(isRecord)
		.filter(({ revision }) => Number.isFinite(Number(revision)))
		.sort((a, b) => Number(b.revision) - Number(a.revision));
	const present = await readEntry(context, pathValues.node_uuid);
	if (present.checksum !== stored.checksum) return CHANGED;
	const [own, ...earlier] = rows;
	const before = earlier.find(({ available }) => available !== false);
	if (before) {
		await request(context, acronis, {
			method: 'POST',
			path: '/sync_and_share_nodes/{node_uuid}/revisions/{revision_number}',
			pathValues: { ...pathValues, revision_number: String(before.revision) },
			answer: ANSWER.done,
		});
		return `The previous revision, number ${Number(before.revision)}, was restored. Upload the file again.`;
	}
	// Only a file that has nothing but this content is certainly new.
	if (!own || earlier.length > 0) {
		return 'Acronis shows no earlier revision to restore, so the stored file was left as it is. Do not rely on it, and upload the file again.';
	}
	const done = await deleteFile(context, present);
	return done === 'changed' ? CHANGED : 'The new file was deleted. Upload the file again.';
}
