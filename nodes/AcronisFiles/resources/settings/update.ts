import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';

import { request } from '../../../shared/http/request';
import { perItemStore } from '../../../shared/context';
import { isRecord } from '../../../shared/util/isRecord';
import { acronis, acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendTenant, tenantOptions, tenantQuery } from '../../fields/tenant';
import { changeFields, groupField, settingsAnswer, settingsBody, wantedSettings } from './fields';
import { settingsGroup } from './groups';
import { choiceOf } from '../../../shared/parameters/parameter';

/** The settings as they were before the change. */
const before = perItemStore<IDataObject>();

async function currentSettings(context: IExecuteSingleFunctions): Promise<IDataObject> {
	const { path } = settingsGroup(choiceOf(context, 'group'));
	const { result } = await request(context, acronis, {
		path,
		qs: tenantQuery(context),
		answer: settingsAnswer,
	});
	return isRecord(result) ? result : {};
}

/** What of the wanted settings has another value now. */
function differing(wanted: IDataObject, current: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(wanted).filter(([name, value]) => current[name] !== value),
	);
}

/** Reads the settings first, and leaves them alone when they are as wanted. */
async function unchanged(this: IExecuteSingleFunctions): Promise<INodeExecutionData[] | undefined> {
	const wanted = wantedSettings(this, settingsGroup(choiceOf(this, 'group')));
	const current = await currentSettings(this);
	before.set(this, current);
	if (choiceOf(this, 'write') === 'all') return undefined;
	if (Object.keys(differing(wanted, current)).length > 0) return undefined;
	return [{ json: {} }];
}

const sendChanges: PreSendAction = async function (options) {
	const group = settingsGroup(choiceOf(this, 'group'));
	const wanted = wantedSettings(this, group);
	const writeAll = choiceOf(this, 'write') === 'all';
	const changes = writeAll ? wanted : differing(wanted, before.get(this) ?? {});
	return { ...options, body: settingsBody(group, changes) };
};

/** The answer is empty, so the settings are read again: they say what the service made of it. */
const readAgain: PostReceiveAction = async function () {
	const old = before.get(this) ?? {};
	const now = await currentSettings(this);
	const changedSettings = Object.keys(differing(now, old));
	return [{ json: { ...now, changed: changedSettings.length > 0, changedSettings } }];
};

export const operation: INodePropertyOptions = {
	name: 'Update',
	value: 'update',
	builderHint: {
		propertyHint:
			'It concerns everybody in the tenant. Only where a person has asked for exactly this.',
	},
	action: 'Update settings',
	description: 'Change the settings of a tenant, and get the new settings',
	routing: {
		request: { method: 'PUT' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				answer: ANSWER.done,
				instead: unchanged,
				prepare: [sendTenant, sendChanges],
			}),
		},
		output: { postReceive: [readAgain] },
	},
};

export const fields: INodeProperties[] = [
	groupField,
	...changeFields,
	{
		displayName: 'Write',
		name: 'write',
		type: 'options',
		options: [
			{ name: 'All That Is Added', value: 'all', description: 'Send all added settings' },
			{
				name: 'Only What Differs',
				value: 'differing',
				description:
					'Send only the settings that differ from the current ones, or nothing if all match',
			},
		],
		default: 'differing',
		description: 'What to send to Acronis',
	},
	tenantOptions,
];
