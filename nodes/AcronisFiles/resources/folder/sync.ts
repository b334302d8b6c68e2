import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendEntry } from '../../entries/resolveEntry';
import { locatorOf, SUBFOLDER } from '../../entries/entryField';
import { describeEntry } from '../../entries/entryRequests';
import type { Operation } from '../../../shared/description/resource';

/** Lets a folder be kept on the user's computers, or ends that; both are about one setting. */
export function syncOperation(syncing: boolean): Operation {
	const verb = syncing ? 'Start' : 'Stop';
	const value = syncing ? 'startSync' : 'stopSync';
	return {
		operation: {
			name: `${verb} Sync`,
			value,
			builderHint: { propertyHint: 'It needs the folder by its path or UUID.' },
			action: `${verb} sync of folder`,
			description: syncing
				? "Start syncing a folder with the user's computers"
				: "Stop syncing a folder with the user's computers. It stays in Acronis.",
			routing: {
				request: {
					method: syncing ? 'POST' : 'DELETE',
					url: '/sync_and_share_nodes/{node_uuid}/sync_status',
				},
				send: { paginate: true },
				// Setting it twice leaves the folder as setting it once does.
				operations: {
					pagination: acronisPipeline({
						answer: ANSWER.done,
						prepare: [sendEntry(SUBFOLDER)],
						repeat: 'always',
					}),
				},
				output: { postReceive: [describeEntry(SUBFOLDER, (uuid) => ({ syncing, uuid }))] },
			},
		},
		fields: [locatorOf(SUBFOLDER)],
	};
}
