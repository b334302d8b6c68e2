import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { rejectParameter } from '../../shared/parameters/rejectParameter';
import { locatedOf } from '../../shared/parameters/parameter';

/**
 * Reads the field `accountId`: the number of a third-party account, or the ID of its folder, which
 * ends with it.
 *
 * @throws NodeOperationError when it is neither.
 */
export function accountId(context: IExecuteSingleFunctions): number {
	const text = locatedOf(context, 'accountId').value;
	const number = /^(?:[a-z]+-)?(\d{1,9})$/.exec(text)?.[1];
	if (number === undefined) {
		rejectParameter(
			context,
			'Account ID',
			'is not the ID of a third-party account',
			'Pick it from the list, or set it to the providerId that the operations on third-party accounts return, for example 12.',
		);
	}
	return Number(number);
}

/**
 * Reads the field `thirdPartyFolderId`.
 *
 * @throws NodeOperationError when it is not the ID of a folder on a third-party account.
 */
export function thirdPartyFolderId(context: IExecuteSingleFunctions): string {
	const id = locatedOf(context, 'thirdPartyFolderId').value;
	if (id === '' || /^\d+$/.test(id)) {
		rejectParameter(
			context,
			'Third-Party Folder ID',
			'is not the ID of a folder on a third-party account',
			'Pick it from the list. Such an ID begins with the kind of account, for example sbox-12.',
		);
	}
	return id;
}
