import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	PreSendAction,
} from 'n8n-workflow';

import { fieldTime } from '../../../shared/dates';
import { isRecord } from '../../../shared/http/failure';
import { request } from '../../../shared/http/request';
import { requestPages } from '../../../shared/http/requestPages';
import { refuse } from '../../../shared/refuse';
import { shownFor } from '../../../shared/shownFor';
import { acronis, acronisPages, acronisPipeline } from '../../acronis';
import { chosenNode, sendNode } from '../../chosenNode';
import { emailsIn } from '../../emails';
import { localeOptions } from '../../locales';
import { locatorOf } from '../../locators';
import { checkRights, rightFields, rightsIn, SHARED } from './member';

function emailOf(context: IExecuteSingleFunctions): string {
	const emails = emailsIn(context, 'Email', context.getNodeParameter('email'));
	if (emails.length !== 1) {
		refuse(context, 'Email', 'is not one address', 'Add one member for each item.');
	}
	return String(emails[0]);
}

/** The new member as the fields say, checked. */
function memberOf(context: IExecuteSingleFunctions): IDataObject {
	const values = context.getNodeParameter('options', {}) as IDataObject; // a collection
	const { locale, message, folderExpires } = values;
	const member: IDataObject = { email: emailOf(context), ...rightsIn(values) };
	if (locale !== undefined) member.locale = locale;
	if (message) member.message = message;
	if (folderExpires) member.expiration_date = dateOf(context, folderExpires);
	return member;
}

const sendMember: PreSendAction = async function (options) {
	return { ...options, body: { member: memberOf(this) } };
};

function dateOf(context: IExecuteSingleFunctions, value: unknown): string {
	const time = fieldTime(value, context.getTimezone());
	if (time === undefined) {
		refuse(context, 'Folder Expires On', 'is no date', 'Set it to a date, for example 2026-12-31.');
	}
	// The day as the workflow's time zone has it, in the form year-month-day.
	return new Intl.DateTimeFormat('en-CA', { timeZone: context.getTimezone() }).format(time);
}

/** Changes the rights of somebody who is a member already, if that is wanted. */
async function updatedMember(
	this: IExecuteSingleFunctions,
): Promise<INodeExecutionData[] | undefined> {
	if (this.getNodeParameter('ifMember', 'fail') !== 'update') return undefined;
	const wanted = memberOf(this);
	const email = String(wanted.email).toLowerCase();
	const path = '/sync_and_share_nodes/{node_uuid}/members';
	const pathValues = { node_uuid: await chosenNode(this, SHARED) };
	const pages = acronisPages({ id: 'id' });
	for await (const { rows } of requestPages(this, acronis, { path, pathValues }, pages)) {
		const member = rows.find((row) => isRecord(row) && String(row.email).toLowerCase() === email);
		if (!isRecord(member)) continue;
		const id = String(member.id);
		const rights = rightsIn(wanted);
		checkRights(this, id, rights);
		if (Object.keys(rights).length === 0) return [{ json: { ...member, existed: true } }];
		const { result } = await request(this, acronis, {
			method: 'PUT',
			path: `${path}/{member_id}`,
			pathValues: { ...pathValues, member_id: id },
			body: { member: rights },
		});
		return [{ json: { ...(isRecord(result) ? result : member), existed: true } }];
	}
	return undefined;
}

export const operation: INodePropertyOptions = {
	name: 'Add',
	value: 'add',
	action: 'Add member',
	description: 'Share a folder with a person, who gets an email about it',
	routing: {
		request: { method: 'POST', url: '/sync_and_share_nodes/{node_uuid}/members' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({
				instead: updatedMember,
				prepare: [sendMember, sendNode(SHARED)],
			}),
		},
	},
};

export const fields: INodeProperties[] = shownFor('member', 'add', [
	locatorOf(SHARED),
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. ann@example.com',
		description: 'Whom to share the folder with. An address without an account becomes a guest.',
	},
	{
		displayName: 'If Already a Member',
		name: 'ifMember',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: 'Leave it to Acronis, which refuses' },
			{ name: 'Update', value: 'update', description: 'Set the rights that are given below' },
		],
		default: 'fail',
		description: 'What to do when the folder is shared with this person already',
	},
	{
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
	},
]);
