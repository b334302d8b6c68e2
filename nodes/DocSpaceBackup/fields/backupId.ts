import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { fieldTime } from '../../shared/parameters/dates';
import { isUuid } from '../../shared/parameters/identifiers';
import { refuse } from '../../shared/parameters/refuse';
import { textField } from '../../shared/parameters/textField';

/**
 * Reads the field `backupId`.
 *
 * @throws NodeOperationError when it is no ID of a backup.
 */
export function backupId(context: IExecuteSingleFunctions): string {
	const id = textField(context, 'backupId');
	if (!isUuid(id)) {
		refuse(
			context,
			'Backup ID',
			'is not the ID of a backup',
			'Set it to the taskId that Backup: Start gives, or to the ID that Backup: Get Many gives.',
		);
	}
	return id;
}

/**
 * Reads the field `accountId`: the number of a third-party account, or the ID of its folder, which
 * ends with it.
 *
 * @throws NodeOperationError when it is neither.
 */
export function accountId(context: IExecuteSingleFunctions): number {
	const text = textField(context, 'accountId');
	const number = /^(?:[a-z]+-)?(\d{1,9})$/.exec(text)?.[1];
	if (number === undefined) {
		refuse(
			context,
			'Account ID',
			'is not the ID of a third-party account',
			'Set it to the providerId that the operations on third-party accounts give, for example 12.',
		);
	}
	return Number(number);
}

/** A period in ISO 8601 UTC; a side that is open is undefined. */
export interface Period {
	from?: string;
	to?: string;
}

/**
 * Reads the fields `from` and `to` of a collection. A time without a zone is one of the workflow's
 * zone; the service refuses such times.
 *
 * @param collection The collection's name.
 * @throws NodeOperationError when one of them is no date, or they are the wrong way round.
 */
export function period(context: IExecuteSingleFunctions, collection: string): Period {
	const time = (name: string, field: string) => {
		const value = context.getNodeParameter(`${collection}.${name}`, '');
		if (value === '' || value === null || value === undefined) return undefined;
		const milliseconds = fieldTime(value, context.getTimezone());
		if (milliseconds === undefined) {
			refuse(context, field, 'is not a date', 'Choose it in the calendar of the field.');
		}
		return milliseconds;
	};
	const from = time('from', 'From');
	const to = time('to', 'To');
	if (from !== undefined && to !== undefined && from > to) {
		refuse(context, 'From', 'is after To', 'Swap the two, or change one of them.');
	}
	const iso = (milliseconds?: number) =>
		milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
	return { from: iso(from), to: iso(to) };
}

/**
 * Reads the field `thirdPartyFolderId`.
 *
 * @throws NodeOperationError when it is no ID of a folder on a third-party account.
 */
export function thirdPartyFolderId(context: IExecuteSingleFunctions): string {
	const id = textField(context, 'thirdPartyFolderId');
	if (id === '' || /^\d+$/.test(id)) {
		refuse(
			context,
			'Third-Party Folder ID',
			'is not the ID of a folder on a third-party account',
			'Such an ID begins with the kind of account, for example sbox-12.',
		);
	}
	return id;
}
