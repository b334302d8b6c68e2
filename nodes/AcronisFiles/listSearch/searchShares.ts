import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { listItems, listSearch, named } from '../../shared/parameters/locatorList';
import { logged, unseen } from './logged';

/** Shared folders for a locator, as the audit log names them. */
export const searchShares = listSearch((context, filter) => named(shares(context), filter));

async function* shares(context: ILoadOptionsFunctions) {
	const only = unseen();
	for await (const { uuid, name } of logged(context, 'share')) {
		yield* only(listItems(uuid, name, []));
	}
}
