import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { acronisPipeline } from '../../../service/acronis';
import { ANSWER } from '../../../service/answers';
import { FOLDER, locatorOf } from '../../../entries/entryField';
import { pruneFolder } from './pruneFolder';

export const operation: INodePropertyOptions = {
	name: 'Prune',
	value: 'prune',
	builderHint: {
		propertyHint:
			'It only shows what it would delete until Only Show What Would Be Deleted is turned off.',
	},
	action: 'Delete old files in folder',
	description: 'Keep the newest files of a folder by rules, and delete the others',
	routing: {
		request: { method: 'GET', url: '/sync_and_share_nodes/{node_uuid}/contents' },
		send: { paginate: true },
		operations: { pagination: acronisPipeline({ answer: ANSWER.entries, instead: pruneFolder }) },
	},
};

const kept = (name: string, displayName: string, period: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: `Number of ${period} for which to keep the newest file, not counting ${period} without a file`,
});

export const fields: INodeProperties[] = [
	locatorOf(FOLDER),
	{
		displayName: 'File Name Pattern',
		name: 'pattern',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. portal_*.tar.gz',
		description:
			'Which files to prune. * stands for any characters, ? for exactly one. The manifest of a file is pruned with it.',
	},
	{
		displayName: 'Date',
		name: 'dateFrom',
		type: 'options',
		options: [
			{ name: 'Date in the Name', value: 'name', description: 'In the format of Date Format' },
			{ name: 'Modification Date', value: 'modification', description: 'As Acronis shows it' },
		],
		default: 'modification',
		description: "Where the date of a file comes from. Days are those of the workflow's time zone.",
	},
	{
		displayName: 'Date Format',
		name: 'dateFormat',
		type: 'string',
		default: 'yyyy-MM-dd_HH-mm-ss',
		displayOptions: { show: { dateFrom: ['name'] } },
		description:
			'Format of the date in the names, made of yyyy, MM, dd, HH, mm and ss. Files without such a date are always kept.',
	},
	{
		displayName: 'Keep Last',
		name: 'keepLast',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 7,
		description: 'Number of newest files to keep. The newest one is always kept.',
	},
	{
		displayName: 'Keep Also',
		name: 'keepAlso',
		type: 'collection',
		placeholder: 'Add Rule',
		default: {},
		description: 'A file is kept if any rule keeps it',
		options: [
			kept('daily', 'Daily', 'days'),
			kept('monthly', 'Monthly', 'months'),
			kept('weekly', 'Weekly', 'weeks'),
			kept('yearly', 'Yearly', 'years'),
		],
	},
	{
		displayName: 'Only Show What Would Be Deleted',
		name: 'dryRun',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description: 'Whether to only list what would be kept and deleted, without deleting anything',
	},
	{
		displayName: 'Delete More Than Half',
		name: 'confirm',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		displayOptions: { show: { dryRun: [false] } },
		description:
			'Whether to go ahead even if more than half of the files would be deleted. If off, the node fails instead.',
	},
];
