import type { RequestContext } from '../../shared/http/service';
import { refuse } from '../../shared/parameters/refuse';

/** No documented limit; file systems that the service syncs to end here. In UTF-8 bytes. */
const LONGEST_NAME = 255;

/**
 * Refuses a name that cannot be one: the service would say no more than "invalid".
 *
 * @param field The field's display name.
 * @returns The name without white space around it.
 * @throws NodeOperationError when it is empty, too long, a path, or stands for another folder.
 */
export function checkName(context: RequestContext, field: string, value: unknown): string {
	const name = String(value ?? '').trim();
	if (name === '') refuse(context, field, 'is empty', `Set ${field} to a name.`);
	if (name === '.' || name === '..' || /[/\\]/.test(name) || hasControlCharacter(name)) {
		refuse(context, field, 'is not a name', 'A name has no / and no \\ in it, and is not . or ..');
	}
	if (Buffer.byteLength(name) > LONGEST_NAME) {
		refuse(context, field, `is longer than ${LONGEST_NAME} bytes`, 'Choose a shorter name.');
	}
	return name;
}

function hasControlCharacter(name: string): boolean {
	return [...name].some((character) => character < ' ');
}
