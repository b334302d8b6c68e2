import type { PreSendAction } from 'n8n-workflow';

import type { RequestContext } from '../../shared/context';
import { isUuid } from '../../shared/parameters/identifiers';
import { rejectParameter } from '../../shared/parameters/rejectParameter';
import { locatedOf } from '../../shared/parameters/parameter';

/** A field that holds an ID, typed or picked from a list. */
export interface IdField {
	displayName: string;
	name: string;
	/** The placeholder of the path that it fills. */
	placeholder: string;
	/** Says what is wrong with a value, if anything; by default it has to be a UUID. */
	problem?(id: string): string | undefined;
}

const invalidUuid = (id: string) => (isUuid(id) ? undefined : 'is not a UUID');

/**
 * The ID that a field holds.
 *
 * @throws NodeOperationError that names the field when it cannot be an ID.
 */
export function chosenId(
	context: RequestContext,
	{ displayName, name, problem = invalidUuid }: IdField,
): string {
	const id = locatedOf(context, name).value;
	const wrong = id === '' ? 'is empty' : problem(id);
	if (wrong)
		rejectParameter(context, displayName, wrong, 'Pick it from the list, or set it to an ID.');
	return id;
}

/** Puts the ID into the path of the request. */
export function sendId(field: IdField): PreSendAction {
	return async function (options) {
		const qs = { ...options.qs, [`{${field.placeholder}}`]: chosenId(this, field) };
		return { ...options, qs };
	};
}

/** How a UUID looks in a placeholder. */
export const UUID_EXAMPLE = 'e.g. 2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';

/** How an ID locator for a UUID is typed. */
export const BY_UUID = { displayName: 'By UUID', placeholder: UUID_EXAMPLE };
