import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PostReceiveAction, PreSendAction } from 'n8n-workflow';

import { period } from '../../audit/period';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { explainStatus, requiresVersion } from '../../service/statusMeaning';

const sendPeriod: PreSendAction = async function (options) {
	return { ...options, qs: { ...options.qs, ...period(this, 'options') } };
};

const asCount: PostReceiveAction = async (items) => [
	{ json: { count: Number(items[0]?.json.value ?? 0) } },
];

export const operation: INodePropertyOptions = {
	name: 'Get Count',
	value: 'getCount',
	builderHint: { propertyHint: 'It counts; for the backups themselves use Get Many.' },
	action: 'Get backup count',
	description:
		'Count the backups created in a period (DocSpace 3.5 or newer). The default is the current calendar month in UTC, the period that free backups are counted in.',
	routing: {
		request: { method: 'GET', url: '/backup/getbackupscount' },
		send: { paginate: true },
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.count,
				prepare: [sendPeriod],
				recover: explainStatus(requiresVersion('3.5')),
			}),
		},
		output: { postReceive: [asCount] },
	},
};

export const fields: INodeProperties[] = [
	{
		displayName: 'Paid',
		name: 'paid',
		type: 'boolean',
		default: false,
		description: 'Whether to count the backups that were paid for instead of the free ones',
		routing: { send: { type: 'query', property: 'paid' } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description: 'Count backups from this time on',
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'Count backups up to this time',
			},
		],
	},
];
