/** A kind of event, as the portal's lists of filters name it. */
export interface AuditAction {
	id: number;
	name: string;
	/** What a portal in English calls it; see `language.ts`. */
	text: string;
	/** Numbers of the service's enumerations. */
	actionType: number;
	/** None, one or two; the service leaves out the kind None. */
	entryTypes: number[];
}

/**
 * Actions by product and module, in the service's order, with the numbers that events carry, and names
 * in English. Three modules are named Settings; the backups are in the second one.
 */
export const PRODUCTS = [
	{
		id: 2,
		name: 'Documents',
		modules: [
			module(1, 'Files', 'Files', [
				action(5000, 'FileCreated', 'File created', 1, 1),
				action(5007, 'FileDeleted', 'File deleted', 3, 1),
				action(5008, 'FileMoved', 'File moved', 15, 1, 2),
			]),
			module(2, 'Folders', 'Folders', [action(5010, 'FolderCreated', 'Folder created', 1, 2)]),
			module(27, 'Rooms', 'Rooms', [
				action(5070, 'RoomCreated', 'Room created', 1, 25),
				action(5076, 'TagCreated', 'Tag created', 1, 26),
			]),
			module(3, 'DocumentsSettings', 'Documents settings', [
				action(5028, 'ThirdPartyCreated', 'Third-party account created', 1, 2),
				action(5029, 'ThirdPartyUpdated', 'Third-party account updated', 2, 2),
				action(5030, 'ThirdPartyDeleted', 'Third-party account deleted', 3, 2),
			]),
		],
	},
	{
		id: 3,
		name: 'Login',
		modules: [
			module(0, 'None', '', [
				action(1000, 'LoginSuccess', 'Sign-in', 0),
				action(1005, 'LoginFail', 'Sign-in failed', 0),
				action(1006, 'Logout', 'Sign-out', 19),
			]),
		],
	},
	{
		id: 8,
		name: 'Contacts',
		modules: [
			module(
				30,
				'Contacts',
				'Contacts',
				[
					action(4000, 'UserCreated', 'User created', 1, 23),
					action(4026, 'GroupCreated', 'Group created', 1, 24),
				],
				[16, 'Users'],
			),
		],
	},
	{
		id: 7,
		name: 'Settings',
		modules: [
			module(
				29,
				'Settings',
				'Settings',
				[
					action(6000, 'LanguageSettingsUpdated', 'Language changed', 2),
					action(6001, 'TimeZoneSettingsUpdated', 'Time zone changed', 2),
				],
				[25, 'General'],
			),
			module(
				29,
				'Settings',
				'Settings',
				[
					action(5041, 'BackupStarted', 'Backup started', 2),
					action(5125, 'BackupCompleted', 'Backup completed', 2),
					action(5126, 'BackupFailed', 'Backup failed', 2),
					action(5127, 'ScheduledBackupStarted', 'Scheduled backup started', 2),
					action(5128, 'ScheduledBackupCompleted', 'Scheduled backup completed', 2),
					action(5129, 'ScheduledBackupFailed', 'Scheduled backup failed', 2),
					action(5130, 'ScheduledBackupDeleted', 'Scheduled backup deleted', 3),
					action(5131, 'BackupCancelled', 'Backup cancelled', 2),
					action(5132, 'RestoreStarted', 'Restore started', 2),
				],
				[26, 'Products'],
			),
			module(
				29,
				'Settings',
				'Settings',
				[
					action(9901, 'CreateClient', 'Application created', 1),
					action(9902, 'UpdateClient', 'Application updated', 2),
				],
				[28, 'OAuth'],
			),
		],
	},
];

export const ACTION_TYPES =
	'None Create Update Delete Link Unlink Attach Detach Send Import Export UpdateAccess Download Upload Copy Move Reassigns Follow Unfollow Logout'.split(
		' ',
	);

/** The numbers of these two have gaps. */
export const ENTRY_TYPES: Readonly<Record<number, string>> = {
	0: 'None',
	1: 'File',
	2: 'Folder',
	23: 'User',
	24: 'Group',
	25: 'Room',
	26: 'Tag',
	27: 'Agent',
};

export const MODULES: Readonly<Record<number, string>> = {
	0: 'None',
	1: 'Files',
	2: 'Folders',
	3: 'DocumentsSettings',
	27: 'Rooms',
	29: 'Settings',
	30: 'Contacts',
	31: 'Agents',
};

/** The names of modules before 3.5. */
export const OLD_MODULES = PRODUCTS.flatMap(({ modules }) => modules.map(({ oldName }) => oldName));

/** Whether a portal of a version writes and lists an action. */
export function isKnownAction(name: string, version: number): boolean {
	if (/^(BackupCancelled|ScheduledBackupDeleted|RestoreStarted)$/.test(name)) return version >= 3.7;
	const isSince36 = name.startsWith('ScheduledBackup') || /^Backup(Completed|Failed)$/.test(name);
	return !isSince36 || version >= 3.6;
}

/** Every action with the numbers of its product and module. */
export const ACTIONS = PRODUCTS.flatMap((product) =>
	product.modules.flatMap((module) =>
		module.actions.map((one) => ({
			...one,
			product: product.id,
			module: module.id,
			oldModule: module.oldId,
			place: module.text,
		})),
	),
);

/** @param old what portals before 3.5 call it: other numbers and names of the same modules */
function module(
	id: number,
	name: string,
	text: string,
	actions: AuditAction[],
	[oldId, oldName]: [number, string] = [id, name],
) {
	return { id, name, text, actions, oldId, oldName };
}

function action(
	id: number,
	name: string,
	text: string,
	actionType: number,
	...entryTypes: number[]
): AuditAction {
	return { id, name, text, actionType, entryTypes };
}

/** Events about the portal as a whole. */
export const NAMES_TENANT = ['BackupCancelled', 'ScheduledBackupDeleted', 'RestoreStarted'];
