import type { INodeProperties, PreSendAction } from 'n8n-workflow';

import { rejectParameter } from '../parameters/rejectParameter';
import { switchOf } from '../parameters/parameter';

/**
 * What an operation asks for before it destroys something: a notice in plain words with the field below
 * it, and the check that goes with them.
 *
 * @param displayName What the person confirms; n8n cuts it off after about 32 characters.
 * @param consequence What happens, for the notice and the error.
 */
export function confirmation(
	displayName: string,
	consequence: string,
): { fields: INodeProperties[]; check: PreSendAction } {
	return {
		fields: [
			{ displayName: consequence, name: 'confirmNotice', type: 'notice', default: '' },
			{
				displayName,
				name: 'confirm',
				type: 'boolean',
				default: false,
				noDataExpression: true,
				description:
					'Whether to go ahead. While this is off, nothing is sent. This cannot be undone.',
			},
		],
		async check(options) {
			if (!switchOf(this, 'confirm')) {
				rejectParameter(
					this,
					displayName,
					'is not turned on',
					`${consequence} Turn the field on if that is what you want.`,
				);
			}
			return options;
		},
	};
}
