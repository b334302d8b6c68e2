import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { withoutOwnSecrets } from '../../service/withoutOwnSecrets';

/**
 * What is to be known of a backup that is done.
 *
 * @param task What the portal shows of it, with its own words about steps that failed.
 * @param doubt What speaks against it besides; empty where nothing does.
 * @returns null where there is nothing to say.
 */
export async function warningOf(
	context: IExecuteSingleFunctions,
	task: IDataObject | undefined,
	doubt: string,
): Promise<string | null> {
	const said = task?.error || task?.warning;
	const clean = typeof said === 'string' ? await withoutOwnSecrets(context, said) : '';
	return [clean, doubt].filter((words) => words !== '').join(' ') || null;
}
