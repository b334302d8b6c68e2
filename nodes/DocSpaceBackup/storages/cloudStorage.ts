import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import type { RequestContext } from '../../shared/context';
import { itemsOf } from '../../shared/http/items';
import { request } from '../../shared/http/request';
import { refuse } from '../../shared/parameters/refuse';
import { textField } from '../../shared/parameters/textField';
import { isRecord } from '../../shared/util/isRecord';
import { docSpace } from '../service/docSpace';

/**
 * Settings without which a storage's job fails, long after the portal has accepted it. The portal
 * names the settings that there are, but not which ones it needs.
 */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
	googlecloud: ['bucket'],
	rackspace: ['public_container', 'private_container', 'region'],
	s3: ['bucket', 'region'],
};

/** Which cloud storage, and its settings. Both lists come from the portal. */
export const cloudStorageFields: INodeProperties[] = [
	{
		displayName: 'Cloud Storage Name or ID',
		name: 'module',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getCloudStorages' },
		default: '',
		required: true,
		description:
			'One of the storages that are set up in the portal under Integration. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Cloud Storage Settings',
		name: 'cloudStorageSettings',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Setting',
		default: {},
		description: 'For example bucket and region for Amazon S3',
		options: [
			{
				displayName: 'Setting',
				name: 'setting',
				values: [
					{
						displayName: 'Name or ID',
						name: 'name',
						type: 'options',
						typeOptions: {
							loadOptionsMethod: 'getCloudStorageSettings',
							loadOptionsDependsOn: ['module'],
						},
						default: '',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
					},
				],
			},
		],
	},
];

/** The cloud storages that the portal knows, whether they are set up or not. */
export async function cloudStorages(context: RequestContext): Promise<IDataObject[]> {
	const { result } = await request(context, docSpace, { path: '/settings/storage/backup' });
	return itemsOf(result).filter(isRecord);
}

/** The names of the settings that a storage takes, with their titles. */
export function storageSettings(storage: IDataObject | undefined): IDataObject[] {
	return itemsOf(storage?.properties).filter(isRecord);
}

/**
 * The chosen storage in the form that the service takes.
 *
 * @throws NodeOperationError when the storage is not set up, or a setting is missing or unknown: the
 * portal would accept all of that and fail later.
 */
export async function cloudStorageParameters(
	context: IExecuteSingleFunctions,
): Promise<IDataObject[]> {
	const module = textField(context, 'module');
	if (module === '') refuse(context, 'Cloud Storage', 'is empty', 'Choose one from the list.');
	const settings = chosenSettings(context);
	const storage = (await cloudStorages(context)).find(({ id }) => id === module);
	if (storage?.isSet !== true) {
		refuse(
			context,
			'Cloud Storage',
			storage ? 'is not set up in the portal' : 'is unknown to the portal',
			'Set its keys up in the portal under Integration, or choose another one from the list.',
		);
	}
	const known = storageSettings(storage).map(({ name }) => String(name));
	const unknown = [...settings.keys()].find((name) => known.length > 0 && !known.includes(name));
	if (unknown !== undefined) {
		refuse(
			context,
			'Cloud Storage Settings',
			`has a setting "${unknown}" that this storage does not take`,
			`It takes ${known.join(', ')}.`,
		);
	}
	const missing = REQUIRED[module]?.filter((name) => !settings.get(name)) ?? [];
	if (missing.length > 0) {
		refuse(
			context,
			'Cloud Storage Settings',
			`lacks ${missing.join(' and ')}`,
			'Add a setting of that name: the portal would accept the task without it and fail later.',
		);
	}
	return [
		{ key: 'module', value: module },
		...[...settings].map(([key, value]) => ({ key, value })),
	];
}

function chosenSettings(context: IExecuteSingleFunctions): Map<string, string> {
	const settings = new Map<string, string>();
	const rows = itemsOf(context.getNodeParameter('cloudStorageSettings.setting', []));
	for (const row of rows.filter(isRecord)) {
		if ((row.name ?? null) === null || (row.value ?? null) === null) {
			refuse(
				context,
				'Cloud Storage Settings',
				'has a setting without a value',
				'Set its name and its value, or take it out.',
			);
		}
		const name = String(row.name).trim();
		if (name === '') continue;
		if (settings.has(name)) {
			refuse(context, 'Cloud Storage Settings', `has "${name}" twice`, 'Take one of them out.');
		}
		settings.set(name, String(row.value).trim());
	}
	return settings;
}
