import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { isUuid } from '../../shared/parameters/identifiers';
import { rejectParameter } from '../../shared/parameters/rejectParameter';
import { textOf } from '../../shared/parameters/parameter';

/**
 * Reads the field `backupId`, in small letters as the portal writes it.
 *
 * @throws NodeOperationError when it is not the ID of a backup.
 */
export function backupId(context: IExecuteSingleFunctions): string {
	const id = textOf(context, 'backupId');
	if (!isUuid(id)) {
		rejectParameter(
			context,
			'Backup ID',
			'is not the ID of a backup',
			'Set it to the taskId from Backup: Start, or to the ID from Backup: Get Many.',
		);
	}
	return id.toLowerCase();
}
