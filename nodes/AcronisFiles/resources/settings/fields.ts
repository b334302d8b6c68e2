import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { RequestContext } from '../../../shared/context';
import { one } from '../../../shared/http/items/answer';
import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { isRecord } from '../../../shared/util/isRecord';
import { emailsIn } from '../../fields/emails';
import type { Setting, SettingsGroup } from './groups';
import { SETTINGS_GROUPS } from './groups';
import { membersOf } from '../../../shared/parameters/parameter';
import { TEXT } from '../../../shared/parameters/fieldValue';

const NAMES = SETTINGS_GROUPS.flatMap(({ settings }) => settings.map(({ name }) => name));

/** A page of settings has at least one that is known. */
export const settingsAnswer = one(
	'the settings',
	(row) => isRecord(row) && NAMES.some((name) => name in row),
);

/** Which page of settings an operation is about; the choice decides on the request's path. */
export const groupField: INodeProperties = {
	displayName: 'Settings',
	name: 'group',
	type: 'options',
	options: SETTINGS_GROUPS.map(({ displayName, value, path }) => ({
		name: displayName,
		value,
		routing: { request: { url: path } },
	})),
	default: 'auditLog',
	description: 'The page of settings',
};

/** One collection for each page of settings, with all that can be changed there. */
export const changeFields: INodeProperties[] = SETTINGS_GROUPS.map(({ value, settings }) => ({
	displayName: 'Changes',
	name: `${value}Changes`,
	type: 'collection',
	placeholder: 'Add Setting',
	default: {},
	displayOptions: { show: { group: [value] } },
	description: 'Settings that are not added stay as they are',
	options: settings.map(settingField),
}));

function settingField({ name, displayName, description, value }: Setting): INodeProperties {
	const field = { name, displayName, description };
	switch (value.kind) {
		case 'switch':
			return { ...field, type: 'boolean', default: false };
		case 'number':
			return {
				...field,
				type: 'number',
				typeOptions: { minValue: value.least },
				default: value.usual,
			};
		case 'choice':
			return {
				...field,
				type: 'options',
				options: value.options,
				default: value.options[0]?.value ?? '',
			};
		case 'text':
			return {
				...field,
				type: 'string',
				typeOptions: TEXT.mayBeEmpty,
				default: '',
				placeholder: value.placeholder,
			};
	}
}

/**
 * The settings that were added to the collection of a group, checked.
 *
 * @throws NodeOperationError that names the setting which cannot have its value.
 */
export function wantedSettings(context: RequestContext, group: SettingsGroup): IDataObject {
	const values = membersOf(context, `${group.value}Changes`);
	const wanted = group.settings.filter(({ name }) => name in values);
	if (wanted.length === 0) {
		rejectParameter(context, 'Changes', 'has no changes', 'Add at least one setting.');
	}
	return Object.fromEntries(
		wanted.map((setting) => [setting.name, checked(context, setting, values[setting.name])]),
	);
}

/** The form of a text is the setting's own; all else has been read by what its field says. */
function checked(context: RequestContext, setting: Setting, given: unknown): IDataObject[string] {
	const { displayName, value } = setting;
	if (value.kind !== 'text') return given as IDataObject[string]; // a switch, a number or a choice
	const text = String(given).trim();
	if (value.form === 'emails') return emailsIn(context, displayName, text).join(',');
	if (value.form !== 'address' || text === '' || /^https?:\/\/[^\s/]+/.test(text)) return text;
	return rejectParameter(context, displayName, 'is not an address', 'Begin it with https://.');
}

/** The body of a change: in the group's envelope, with switches in the form that it takes. */
export function settingsBody(group: SettingsGroup, settings: IDataObject): IDataObject {
	const written = Object.entries(settings).map(([name, value]) => [
		name,
		group.switchesAsText && typeof value === 'boolean' ? String(value) : value,
	]);
	return { [group.envelope]: Object.fromEntries(written) };
}
