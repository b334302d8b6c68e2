import type { INodeProperties, PreSendAction } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { perItemStore } from '../../../shared/context';
import type { PostReceive } from '../../../shared/http/items/results';
import { textOf } from '../../../shared/parameters/parameter';
import { portalVersion } from '../../service/portalVersion';

/** What made the archive: a portal may refuse one of another version. */
export const archiveVersionField: INodeProperties = {
	displayName: 'Archive Version',
	name: 'archiveVersion',
	type: 'string',
	default: '',
	placeholder: 'e.g. 3.7.2',
	description:
		'The portalVersion that Backup: Download returned with the archive. If the portal runs another version, the output or the error says so.',
};

const differences = perItemStore<string>();

/** A `prepare` function: compares the version of the option with the portal's, before it is locked. */
export const compareVersions: PreSendAction = async function (options) {
	const made = textOf(this, `options.${archiveVersionField.name}`);
	const present = made === '' ? made : await portalVersion(this);
	if (present !== undefined && present !== made) {
		const difference = `The archive was made by DocSpace ${made}, but the portal runs ${present}.`;
		differences.set(this, `${difference} The portal may refuse an archive of another version.`);
	}
	return options;
};

/** The same `postReceive` function, whose items or error mention another version. */
export function withVersionWarning(action: PostReceive): PostReceive {
	return async function (items) {
		const warning = differences.get(this);
		if (warning === undefined) return await action.call(this, items);
		const done = await action.call(this, items).catch((error: unknown) => {
			throw withWarning(error, warning);
		});
		return done.map((item) => ({ ...item, json: { ...item.json, warning } }));
	};
}

function withWarning(error: unknown, warning: string): unknown {
	if (error instanceof NodeOperationError) {
		error.description = `${warning} ${error.description ?? ''}`.trim();
	}
	return error;
}
