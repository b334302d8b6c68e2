import type { IDataObject } from 'n8n-workflow';

import {
	AUDIT_EVENT_MEMBERS,
	EVENT_FORM,
	LOGIN_EVENT_MEMBERS,
} from '../DocSpaceBackup/audit/eventForm';
import { STORAGE_TYPES } from '../DocSpaceBackup/output/enums';
import { formatItem } from '../DocSpaceBackup/output/formatItems';
import { itemsOf } from '../shared/http/items/items';
import type { EventForm, Subject } from '../shared/polling/output';
import { bareName } from '../shared/util/bareName';
import { rowId } from '../shared/util/rowId';
import { backupActionOf } from './sources/backupActions';

/** Events of the audit trail, in the form in which the node Get Many gives them. */
export const auditForm: EventForm = eventForm('auditEvent', AUDIT_EVENT_MEMBERS);

export const loginForm: EventForm = eventForm('loginEvent', LOGIN_EVENT_MEMBERS);

/** The audit trail's events about the end of a backup, with what the action's number says. */
export const backupForm: EventForm = {
	...auditForm,
	present(event, simplify) {
		const action = backupActionOf(event);
		return {
			...auditForm.present(event, simplify),
			kind: 'backupFinished',
			outcome: action?.outcome ?? null,
			scheduled: action?.scheduled ?? null,
			...archiveOf(event),
			...(event.warning !== undefined && { warning: event.warning }),
		};
	},
};

/** What leads to the archive, as the source has found it; the name leads to no other folder. */
function archiveOf({ backupId, fileName, link }: IDataObject): IDataObject {
	const name = rowId(fileName);
	return {
		backupId: backupId ?? null,
		fileName: name === undefined ? null : bareName(name),
		link: link ?? null,
	};
}

/** Records of the history. It has only backups with an archive, and not who or what started them. */
export const historyForm: EventForm = {
	present(record, simplify) {
		const form = {
			dates: ['createdOn', 'expiresOn'],
			enumerations: { storageType: STORAGE_TYPES },
		};
		const { id, fileName, createdOn, expiresOn, storageTypeName, link, ...rest } = formatItem(
			record,
			form,
		);
		const added = { kind: 'backupFinished', outcome: 'completed', scheduled: null };
		const archive = archiveOf({ backupId: id, fileName, link });
		const kept = { createdOn, expiresOn, storageTypeName, ...(simplify ? {} : rest) };
		return { ...kept, ...added, ...archive };
	},
	subject: () => undefined,
};

function eventForm(kind: string, members: readonly string[]): EventForm {
	return {
		present(event, simplify) {
			const json = formatItem(event, EVENT_FORM);
			const shown = simplify
				? Object.fromEntries(members.map((member) => [member, json[member] ?? null]))
				: json;
			return { ...shown, kind };
		},
		subject: subjectOf,
	};
}

/**
 * An event can have several targets, such as a file and its room: together they are one subject. Its
 * context is the title of the room in which it happened, else the name of a section or a module, in
 * the language of the key's owner (observed in the server's source).
 */
function subjectOf(event: IDataObject, groupBy: string): Subject | undefined {
	const { actionId, context, user, userId } = event;
	switch (groupBy) {
		case 'action':
			return { id: String(actionId), json: { actionId } };
		case 'context':
			return context ? { id: String(context), json: { context } } : undefined;
		case 'user':
			return userId ? { id: String(userId), json: { userId, user } } : undefined;
		default: {
			const targets = itemsOf(event.target).map(String);
			return targets.length > 0 ? { id: JSON.stringify(targets), json: { targets } } : undefined;
		}
	}
}
