import type { INodeProperties, PreSendAction } from 'n8n-workflow';

import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { membersOf, textOf } from '../../../shared/parameters/parameter';
import { docSpace } from '../../service/docSpace';

/** For drills: the portal that a backup came from must not be the one that it is restored into. */
export const neverInPortalField: INodeProperties = {
	displayName: 'Never in This Portal',
	name: 'neverInPortal',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://portal.example.com',
	description:
		'The address of a portal that must not be overwritten. Nothing is sent if the credential belongs to it.',
};

/**
 * A `prepare` function: refuses the portal of the option.
 *
 * @throws NodeOperationError when the credential belongs to it, or when it is not an address: a guard
 * that guards nothing is not one.
 */
export const checkPortal: PreSendAction = async function (options) {
	const { displayName, name } = neverInPortalField;
	if (!(name in membersOf(this, 'options'))) return options;
	const address = textOf(this, `options.${name}`);
	if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
		rejectParameter(
			this,
			displayName,
			'is not an address',
			'Set it to an address that begins with https://.',
		);
	}
	if (new URL(address).host === new URL(await docSpace.origin(this)).host) {
		rejectParameter(
			this,
			displayName,
			'is the portal of the credential',
			'Nothing was sent. Choose the credential of another portal, for example a test portal.',
		);
	}
	return options;
};
