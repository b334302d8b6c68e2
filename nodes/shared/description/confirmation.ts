import type { INodeProperties, PreSendAction } from 'n8n-workflow';

import { refuse } from '../parameters/refuse';
import { switchOf } from '../parameters/parameter';

/**
 * The field that an operation asks for before it destroys something, and the check that goes with it.
 *
 * @param displayName What the person confirms.
 * @param consequence What happens, for the error.
 */
export function confirmation(
	displayName: string,
	consequence: string,
): { field: INodeProperties; check: PreSendAction } {
	return {
		field: {
			displayName,
			name: 'confirm',
			type: 'boolean',
			default: false,
			noDataExpression: true,
			description: 'Whether to go ahead. Nothing is sent while this is off. It cannot be undone.',
		},
		async check(options) {
			if (!switchOf(this, 'confirm')) {
				refuse(
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
