import type { IExecuteSingleFunctions, INodeProperties, IPollFunctions } from 'n8n-workflow';

import { idLocator } from '../../shared/description/idLocator';
import { isUuid } from '../../shared/parameters/identifiers';
import { rejectParameter } from '../../shared/parameters/rejectParameter';
import { locatedOf } from '../../shared/parameters/parameter';

/** The person that events are about. */
export const userIdFilter: INodeProperties = idLocator(
	{
		displayName: 'User ID',
		name: 'userId',
		required: false,
		description: 'Only events by this person',
	},
	'searchPeople',
	{ displayName: 'By ID', placeholder: 'e.g. 9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d' },
);

export const fromFilter: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'dateTime',
	default: '',
	description: 'Only events from this time on',
};

export const toFilter: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'dateTime',
	default: '',
	description: 'Only events up to this time',
};

/** The collection of filters of the audit trail, with names that the portal gives. */
export const auditEventFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Action Name or ID',
			name: 'action',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getAuditActions' },
			default: '',
			description:
				'The portal has these names in English only. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Action Type Name or ID',
			name: 'actionType',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getAuditActionTypes' },
			default: '',
			description:
				'The portal has these names in English only. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Entry Type Name or ID',
			name: 'entryType',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getAuditEntryTypes' },
			default: '',
			description:
				'Only events about this kind of thing. The portal has these names in English only. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		fromFilter,
		{
			displayName: 'Module Name or ID',
			name: 'moduleType',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getAuditModules' },
			default: '',
			description:
				'Only events in this part of the portal. The portal has these names in English only. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Target',
			name: 'target',
			type: 'string',
			default: '',
			description:
				'Only events about this target. Needs Action, with which it is the whole text, or Entry Type, with which it can be part of the text.',
		},
		toFilter,
		userIdFilter,
	],
};

/**
 * Reads the filter `userId` of the collection `filters`.
 *
 * @throws NodeOperationError when it is not a GUID.
 */
export function userId(context: IExecuteSingleFunctions | IPollFunctions): string | undefined {
	const id = locatedOf(context, 'filters.userId').value;
	if (id === '') return undefined;
	if (!isUuid(id)) {
		rejectParameter(
			context,
			'User ID',
			'is not the ID of a person',
			'Pick the person from the list, or set it to the userId of an event.',
		);
	}
	return id;
}
