import type { INodeProperties } from 'n8n-workflow';

import { MOST_AT_ONCE } from '../parameters/requestOption';

/**
 * What a node adds to the Request Options that n8n gives every declarative node: n8n's loader puts its
 * own options (Batching, Ignore SSL Issues, Proxy, Timeout) before these.
 */
export const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	isNodeSetting: true,
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Idle Timeout (Seconds)',
			name: 'idleTimeoutSeconds',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 120,
			description:
				'How long an upload or download may stall before it fails. While data flows, there is no time limit.',
		},
		{
			displayName: 'Maximum Response Size (MiB)',
			name: 'maximumAnswerMiB',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 64,
			description: 'Fail if a response is larger than this after decompression',
		},
		{
			displayName: 'Maximum Download Size (MiB)',
			name: 'maximumDownloadMiB',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 10240,
			description: 'Fail if a download is larger than this. If not set, there is no limit.',
		},
		{
			displayName: 'Requests at Once',
			name: 'requestsAtOnce',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
			default: 16,
			description:
				'Maximum number of concurrent requests. If not set, the node adapts to what the service can take.',
		},
	],
};
