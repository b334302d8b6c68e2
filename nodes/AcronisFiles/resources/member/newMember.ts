import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { fieldTime } from '../../../shared/parameters/dates';
import { refuse } from '../../../shared/parameters/refuse';
import { emailsIn } from '../../fields/emails';
import { localeOptions } from '../../fields/locales';
import { rightFields, rightsIn } from './member';

/** Whom a folder is shared with. */
export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. ann@example.com',
	description: 'Whom to share the folder with. An address without an account becomes a guest.',
};

/** What a new member may do, and what the email about it says. */
export const memberOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		rightFields.canInvite,
		rightFields.canViewMembers,
		{
			displayName: 'Folder Expires On',
			name: 'folderExpires',
			type: 'dateTime',
			default: '',
			description: 'The day on which sharing ends: for all members of the folder, not only this',
		},
		{
			displayName: 'Language',
			name: 'locale',
			type: 'options',
			options: localeOptions,
			default: 'en',
			description: 'The language of the email',
		},
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. The reports of June',
			description: 'What the email says',
		},
		rightFields.readOnly,
	],
};

function emailOf(context: IExecuteSingleFunctions): string {
	const emails = emailsIn(context, 'Email', context.getNodeParameter('email'));
	if (emails.length !== 1) {
		refuse(context, 'Email', 'is not one address', 'Add one member for each item.');
	}
	return String(emails[0]);
}

/**
 * The new member as the fields say.
 *
 * @throws NodeOperationError when the email is not one address, or the day no date.
 */
export function newMember(context: IExecuteSingleFunctions): IDataObject {
	const values = context.getNodeParameter('options', {}) as IDataObject; // a collection
	const { locale, message, folderExpires } = values;
	const member: IDataObject = { email: emailOf(context), ...rightsIn(values) };
	if (locale !== undefined) member.locale = locale;
	if (message) member.message = message;
	if (folderExpires) member.expiration_date = dateOf(context, folderExpires);
	return member;
}

function dateOf(context: IExecuteSingleFunctions, value: unknown): string {
	const time = fieldTime(value, context.getTimezone());
	if (time === undefined) {
		refuse(context, 'Folder Expires On', 'is no date', 'Set it to a date, for example 2026-12-31.');
	}
	// The day as the workflow's time zone has it, in the form year-month-day.
	return new Intl.DateTimeFormat('en-CA', { timeZone: context.getTimezone() }).format(time);
}
