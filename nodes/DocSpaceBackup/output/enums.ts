import type { IDataObject } from 'n8n-workflow';

/*
 * Names of the numbers that answers carry, as the vendor's document writes them; where that is no word
 * for people, what the node's fields call it stands beside it.
 */

export const STORAGE_TYPES: Enumeration = {
	0: ['Documents', 'Room or Folder'],
	1: ['ThridpartyDocuments', 'Connected Third-Party Account'],
	2: ['CustomCloud', 'Custom Cloud'],
	3: ['Local', 'Directory on the Server'],
	4: ['DataStore', 'Temporary Storage'],
	5: ['ThirdPartyConsumer', 'Cloud Storage'],
};

export const PERIODS: Enumeration = {
	0: ['EveryDay', 'Every Day'],
	1: ['EveryWeek', 'Every Week'],
	2: ['EveryMonth', 'Every Month'],
};

/** The service's engine begins the week on Sunday. */
export const WEEKDAYS: Enumeration = {
	1: 'Sunday',
	2: 'Monday',
	3: 'Tuesday',
	4: 'Wednesday',
	5: 'Thursday',
	6: 'Friday',
	7: 'Saturday',
};

export const TASK_STATES: Enumeration = {
	0: 'Created',
	1: 'Running',
	2: 'Completed',
	3: 'Canceled',
	4: ['Failted', 'Failed'],
};

export const TASK_KINDS: Enumeration = { 0: 'Backup', 1: 'Restore', 2: 'Transfer' };

export const FOLDER_TYPES: Enumeration = {
	0: 'Default',
	1: 'Common',
	2: 'Bunch',
	3: 'Trash',
	5: 'User',
	6: 'Share',
	8: 'Projects',
	10: 'Favorites',
	11: 'Recent',
	12: 'Templates',
	13: 'Privacy',
	14: 'VirtualRooms',
	15: 'FillingFormsRoom',
	16: 'EditingRoom',
	19: 'CustomRoom',
	20: 'Archive',
	21: 'ThirdpartyBackup',
	22: 'PublicRoom',
	25: 'ReadyFormFolder',
	26: 'InProcessFormFolder',
	27: 'FormFillingFolderDone',
	28: 'FormFillingFolderInProgress',
	29: 'VirtualDataRoom',
	30: 'RoomTemplates',
	31: 'AiRoom',
	32: 'Knowledge',
	33: 'ResultStorage',
	34: 'AiAgents',
	35: 'DefaultTemplates',
};

export const ROOM_TYPES: Enumeration = {
	1: ['FillingFormsRoom', 'Form Filling'],
	2: ['EditingRoom', 'Collaboration'],
	5: ['CustomRoom', 'Custom'],
	6: ['PublicRoom', 'Public'],
	8: ['VirtualDataRoom', 'Virtual Data Room'],
	9: ['AiRoom', 'AI'],
};

export const ACCESS_RIGHTS: Enumeration = {
	0: 'None',
	1: 'ReadWrite',
	2: 'Read',
	3: 'Restrict',
	4: 'Varies',
	5: 'Review',
	6: 'Comment',
	7: 'FillForms',
	8: 'CustomFilter',
	9: 'RoomManager',
	10: 'Editing',
	11: 'ContentCreator',
};

export const FILE_ENTRY_TYPES: Enumeration = { 1: 'Folder', 2: 'File' };

export const AUDIT_ACTION_TYPES: Enumeration = {
	0: 'None',
	1: 'Create',
	2: 'Update',
	3: 'Delete',
	4: 'Link',
	5: 'Unlink',
	6: 'Attach',
	7: 'Detach',
	8: 'Send',
	9: 'Import',
	10: 'Export',
	11: 'UpdateAccess',
	12: 'Download',
	13: 'Upload',
	14: 'Copy',
	15: 'Move',
	16: 'Reassigns',
	17: 'Follow',
	18: 'Unfollow',
	19: 'Logout',
};

export const PRODUCTS: Enumeration = { 2: 'Documents', 3: 'Login', 7: 'Settings', 8: 'Contacts' };

export const AUDIT_MODULES: Enumeration = {
	0: 'None',
	1: 'Files',
	2: 'Folders',
	3: 'DocumentsSettings',
	27: 'Rooms',
	29: 'Settings',
	30: 'Contacts',
	31: 'Agents',
};

/** Portals before 3.5 give the member `module` instead of `location`, with numbers of its own. */
export const AUDIT_MODULES_BEFORE_3_5: Enumeration = {
	0: 'None',
	1: 'Files',
	2: 'Folders',
	3: 'DocumentsSettings',
	16: 'Users',
	17: 'Groups',
	25: 'General',
	26: 'Products',
	27: 'Rooms',
	28: 'OAuth',
};

export const ENTRY_TYPES: Enumeration = {
	0: 'None',
	1: 'File',
	2: 'Folder',
	23: 'User',
	24: 'Group',
	25: 'Room',
	26: 'Tag',
	27: 'Agent',
};

/** The names of one enumeration by its numbers, each with what people call it where that differs. */
export type Enumeration = Readonly<Record<number, string | readonly [name: string, shown: string]>>;

/** What people call a number; null for one that a later version brings. */
export function shownName(enumeration: Enumeration, number: number | undefined): string | null {
	const names = enumeration[number ?? NaN] ?? null;
	return typeof names === 'string' ? names : (names?.[1] ?? null);
}

/**
 * The number of an enumeration's value, which answers carry as a number or, in the vendor's document,
 * as its name.
 *
 * @returns undefined for a name that is unknown, and for no value.
 */
export function enumNumber(value: unknown, enumeration: Enumeration): number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string' || value === '') return undefined;
	if (/^\d+$/.test(value)) return Number(value);
	const name = value.toLowerCase();
	const known = Object.entries(enumeration).find(([, names]) =>
		[names].flat().some((one) => one.toLowerCase() === name),
	);
	return known && Number(known[0]);
}

/**
 * Puts a name beside each number: `roomType: 6` gets a `roomTypeName: 'Public'`. A list of
 * numbers gets a list of names; a number that a later version brings gets null.
 *
 * @param json What the service answered.
 * @param enumerations The enumerations by the members that hold their numbers.
 */
export function withEnumNames(
	json: IDataObject,
	enumerations: Readonly<Record<string, Enumeration>>,
): IDataObject {
	const named: IDataObject = {};
	for (const [member, value] of Object.entries(json)) {
		named[member] = value;
		const enumeration = enumerations[member];
		if (!enumeration) continue;
		const nameOf = (one: unknown) => shownName(enumeration, enumNumber(one, enumeration));
		named[`${member}Name`] = Array.isArray(value) ? value.map(nameOf) : nameOf(value);
	}
	return named;
}
