import type { IDataObject } from 'n8n-workflow';

import { presentEntry } from '../AcronisFiles/auditLog/entry';
import type { EventForm, Subject } from '../shared/polling/output';
import { isRecord } from '../shared/util/isRecord';

/** Entries as they leave the trigger. */
export const entryForm: EventForm = {
	present: presentEntry,
	subject: subjectOf,
	lossMembers: { severityName: 'error' },
	log: { member: 'tenantId', unavailable: 'tenantUnavailable', name: 'tenant' },
};

/** Whether or not the service spells the thing out, its UUID may stand beside it. */
function subjectOf(entry: IDataObject, groupBy: string): Subject | undefined {
	const thing = isRecord(entry[groupBy]) ? entry[groupBy] : {};
	const uuid = thing.uuid ?? entry[`${groupBy}_uuid`];
	return typeof uuid === 'string' ? { id: uuid, json: { ...thing, uuid } } : undefined;
}
