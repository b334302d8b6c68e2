import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import type { RequestContext } from '../../shared/context';
import { itemsOf } from '../../shared/http/items/items';
import { request } from '../../shared/http/request';
import { rejectParameter } from '../../shared/parameters/rejectParameter';
import { isRecord } from '../../shared/util/isRecord';
import { docSpace } from '../service/docSpace';
import { TEXT } from '../../shared/parameters/fieldValue';
import { rowsOf, textOf } from '../../shared/parameters/parameter';
import { ANSWER } from '../service/answers';

/**
 * The settings of the storages that the service comes with (3.7). Of the storage that the schedule uses
 * the portal names only the ones that the schedule has set.
 */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
	googlecloud: ['bucket'],
	rackspace: ['public_container', 'private_container', 'region'],
	s3: ['bucket', 'region', 'serviceurl', 'forcepathstyle', 'usehttp', 'sse', 'ssekey'],
};

/** Which cloud storage, and its settings. Both lists come from the portal. */
export const cloudStorageFields: INodeProperties[] = [
	{
		displayName: 'Cloud Storage Name or ID',
		name: 'module',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getCloudStorages' },
		default: '',
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
		description: 'Settings of the storage, such as bucket and region for Amazon S3',
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
						typeOptions: TEXT.mayBeEmpty,
						default: '',
					},
				],
			},
		],
	},
];

/** The cloud storages that the portal knows, whether they are set up or not. */
export async function cloudStorages(context: RequestContext): Promise<IDataObject[]> {
	const { result } = await request(context, docSpace, {
		path: '/settings/storage/backup',
		answer: ANSWER.storages,
	});
	return itemsOf(result).filter(isRecord);
}

/** The names of the settings that a storage takes, with the titles that the portal gives them. */
export function storageSettings(storage: IDataObject | undefined): IDataObject[] {
	const listed = itemsOf(storage?.properties).filter(isRecord);
	if (storage?.current !== true) return listed;
	const names = listed.map(({ name }) => name);
	const further = (SETTINGS[String(storage.id)] ?? []).filter((name) => !names.includes(name));
	return [...listed, ...further.map((name) => ({ name }))];
}

/**
 * Settings without which a storage's job fails, long after the portal has accepted it. The portal
 * names the settings that there are, but not which ones it needs.
 */
function neededSettings(module: string, settings: ReadonlyMap<string, string>): readonly string[] {
	// A self-hosted service has none of Amazon's regions.
	if (module === 's3') return settings.get('serviceurl') ? ['bucket'] : ['bucket', 'region'];
	return SETTINGS[module] ?? [];
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
	const module = textOf(context, 'module');
	if (module === '')
		rejectParameter(context, 'Cloud Storage', 'is empty', 'Choose one from the list.');
	const settings = chosenSettings(context);
	const storage = (await cloudStorages(context)).find(({ id }) => id === module);
	if (storage?.isSet !== true) {
		rejectParameter(
			context,
			'Cloud Storage',
			storage ? 'is not set up in the portal' : 'is unknown to the portal',
			'Set up its keys in the portal under Integration, or choose another storage from the list.',
		);
	}
	const known = storageSettings(storage).map(({ name }) => String(name));
	const isWholeList = known.length > 0 && storage.current !== true;
	const unknown = [...settings.keys()].find((name) => isWholeList && !known.includes(name));
	if (unknown !== undefined) {
		rejectParameter(
			context,
			'Cloud Storage Settings',
			`has a setting "${unknown}" that this storage does not take`,
			`It takes ${known.join(', ')}.`,
		);
	}
	const missing = neededSettings(module, settings).filter((name) => !settings.get(name));
	if (missing.length > 0) {
		rejectParameter(
			context,
			'Cloud Storage Settings',
			`lacks ${missing.join(' and ')}`,
			'Add this setting. Without it, the portal would accept the task and fail later.',
		);
	}
	return [
		{ key: 'module', value: module },
		...[...settings].map(([key, value]) => ({ key, value })),
	];
}

function chosenSettings(context: IExecuteSingleFunctions): Map<string, string> {
	const settings = new Map<string, string>();
	for (const row of rowsOf(context, 'cloudStorageSettings')) {
		const name = String(row.name).trim();
		if (name === '' && row.value === '') continue;
		if (name === '') {
			rejectParameter(
				context,
				'Cloud Storage Settings',
				'has a value without a name',
				'Choose the name of the setting.',
			);
		}
		if (settings.has(name)) {
			rejectParameter(
				context,
				'Cloud Storage Settings',
				`has "${name}" twice`,
				'Remove one of them.',
			);
		}
		settings.set(name, String(row.value).trim());
	}
	return settings;
}
