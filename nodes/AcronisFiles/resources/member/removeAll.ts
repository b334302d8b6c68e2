import type { INodeProperties, INodePropertyOptions, PreSendAction } from 'n8n-workflow';

import { refuse } from '../../../shared/parameters/refuse';
import { acronisPipeline } from '../../service/acronis';
import { sendNode } from '../../entries/chosenEntry';
import { locatorOf } from '../../entries/entryField';
import { answerAbout } from '../../entries/entryRequests';
import { SHARED } from './member';

const CONFIRMATION = 'I Understand That Nobody Else Keeps Access';

const checkConfirmation: PreSendAction = async function (options) {
	if (this.getNodeParameter('confirm', false) !== true) {
		refuse(
			this,
			CONFIRMATION,
			'is not turned on',
			'All members and guests lose the folder. Turn the field on if that is what you want.',
		);
	}
	return options;
};

export const operation: INodePropertyOptions = {
	name: 'Remove All',
	value: 'removeAll',
	action: 'Remove all members',
	description: 'No longer share a folder with anybody',
	routing: {
		request: { method: 'DELETE', url: '/sync_and_share_nodes/{node_uuid}/members' },
		send: { paginate: true },
		operations: {
			pagination: acronisPipeline({ prepare: [checkConfirmation, sendNode(SHARED)] }),
		},
		output: {
			postReceive: [answerAbout(SHARED, (uuid) => ({ removedAll: true, folder_uuid: uuid }))],
		},
	},
};

export const fields: INodeProperties[] = [
	locatorOf(SHARED),
	{
		displayName: CONFIRMATION,
		name: 'confirm',
		type: 'boolean',
		default: false,
		required: true,
		description: 'Whether to go ahead. Nothing is sent while this is off.',
	},
];
