import type { INodeProperties, INodePropertyOptions, PreSendAction } from 'n8n-workflow';

import { acronisPipeline } from '../../service/acronis';
import { ANSWER } from '../../service/answers';
import { sendEntry } from '../../entries/resolveEntry';
import { emailsIn } from '../../fields/emails';
import { localeOptions } from '../../fields/locales';
import { FILE, locatorOf } from '../../entries/entryField';
import { linkFields } from './link';
import { listOf, membersOf } from '../../../shared/parameters/parameter';
import { TEXT } from '../../../shared/parameters/fieldValue';

const sendLink: PreSendAction = async function (options) {
	const link = membersOf(this, 'options');
	delete link.recipients;
	const emails = emailsIn(this, 'Recipients', listOf(this, 'options.recipients').join(','));
	if (emails.length > 0) link.recipients = emails.map((email) => ({ email }));
	return { ...options, body: { link } };
};

export const operation: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	builderHint: {
		propertyHint:
			'Who has the link can open the file. Only where a person has asked for exactly this.',
	},
	action: 'Create file link',
	description:
		'Create a link to a file. Keep the ID in the output: Acronis cannot list links or look one up.',
	routing: {
		request: { method: 'POST', url: '/sync_and_share_nodes/{node_uuid}/links' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({ answer: ANSWER.link, prepare: [sendLink, sendEntry(FILE)] }),
		},
	},
};

export const fields: INodeProperties[] = [
	locatorOf(FILE),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			linkFields.access,
			linkFields.lifetime,
			{
				displayName: 'Language',
				name: 'locale',
				type: 'options',
				options: localeOptions,
				default: 'en',
				description: 'The language of the email to the recipients',
			},
			{
				displayName: 'Message',
				name: 'message',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. The backup of June',
				description: 'What the email to the recipients says',
			},
			linkFields.singleUse,
			{
				displayName: 'Recipients',
				name: 'recipients',
				type: 'string',
				typeOptions: TEXT.list,
				default: '',
				placeholder: 'e.g. ann@example.com, bob@example.com',
				description: 'Who gets an email with the link, separated by commas',
			},
		],
	},
];
