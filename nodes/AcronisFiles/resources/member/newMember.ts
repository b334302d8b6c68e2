import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { emailsIn } from '../../fields/emails';
import { localeOptions } from '../../fields/locales';
import { rightFields, rightsIn } from './member';
import { choiceOf, membersOf, textOf, timeOf } from '../../../shared/parameters/parameter';

/** Whom a folder is shared with. */
export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. ann@example.com',
	description:
		'Email address of the person to share the folder with. Somebody without an account becomes a guest.',
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
			description:
				'The day on which sharing ends for all members of the folder, not only for this one',
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
	const emails = emailsIn(context, 'Email', textOf(context, 'email'));
	if (emails.length !== 1) {
		rejectParameter(context, 'Email', 'is not a single address', 'Use one item for each member.');
	}
	return String(emails[0]);
}

/**
 * The new member as the fields say.
 *
 * @throws NodeOperationError when the email is not one address, or the day in the past.
 */
export function newMember(context: IExecuteSingleFunctions): IDataObject {
	const rights = rightsIn(membersOf(context, 'options'));
	const member: IDataObject = { email: emailOf(context), ...rights };
	const locale = choiceOf(context, 'options.locale');
	const message = textOf(context, 'options.message');
	const expires = timeOf(context, 'options.folderExpires');
	if (locale !== undefined) member.locale = locale;
	if (message !== '') member.message = message;
	if (expires !== undefined) member.expiration_date = expiryDay(context, expires);
	return member;
}

/** The day as the workflow's time zone has it, in the form year-month-day. */
function expiryDay(context: IExecuteSingleFunctions, time: number): string {
	const days = new Intl.DateTimeFormat('en-CA', { timeZone: context.getTimezone() });
	const day = days.format(time);
	if (day < days.format(Date.now())) {
		rejectParameter(
			context,
			'Folder Expires On',
			`is in the past: ${day}`,
			'Sharing would end for all members. Set it to today or later.',
		);
	}
	return day;
}
