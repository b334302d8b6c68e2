import type { PreSendAction } from 'n8n-workflow';

import { resolveEntry } from '../../entries/resolveEntry';
import type { EntryField } from '../../entries/entryField';

/** Where to copy or move something to. */
export const TARGET: EntryField = { kind: 'folder', displayName: 'Target Folder', name: 'target' };

/** Unlike other bodies of the service, this one has no envelope. */
export const sendTarget: PreSendAction = async function (options) {
	return { ...options, body: { parent_uuid: await resolveEntry(this, TARGET) } };
};
