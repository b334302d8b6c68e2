/** A kind of event, as the portal's lists of filters name it. */
export interface AuditAction {
	id: number;
	name: string;
	/** In the language of the key's owner: German here, so that nobody relies on English words. */
	text: string;
	/** Numbers of the service's enumerations. */
	actionType: number;
	/** None, one or two; the service leaves out the kind None. */
	entryTypes: number[];
}

/**
 * Actions by product and module, in the service's order, with the numbers that events carry, and names
 * in the same language. Three modules are named Settings; the backups are in the second one.
 */
export const PRODUCTS = [
	{
		id: 2,
		name: 'Documents',
		modules: [
			module(1, 'Files', 'Dateien', [
				action(5000, 'FileCreated', 'Datei erstellt', 1, 1),
				action(5007, 'FileDeleted', 'Datei gelöscht', 3, 1),
				action(5008, 'FileMoved', 'Datei verschoben', 15, 1, 2),
			]),
			module(2, 'Folders', 'Ordner', [action(5010, 'FolderCreated', 'Ordner erstellt', 1, 2)]),
			module(27, 'Rooms', 'Räume', [
				action(5070, 'RoomCreated', 'Raum erstellt', 1, 25),
				action(5076, 'TagCreated', 'Schlagwort erstellt', 1, 26),
			]),
			module(3, 'DocumentsSettings', 'Dokumenteinstellungen', [
				action(5028, 'ThirdPartyCreated', 'Drittanbieterkonto erstellt', 1, 2),
				action(5029, 'ThirdPartyUpdated', 'Drittanbieterkonto geändert', 2, 2),
				action(5030, 'ThirdPartyDeleted', 'Drittanbieterkonto gelöscht', 3, 2),
			]),
		],
	},
	{
		id: 3,
		name: 'Login',
		modules: [
			module(0, 'None', '', [
				action(1000, 'LoginSuccess', 'Anmeldung', 0),
				action(1005, 'LoginFail', 'Anmeldung fehlgeschlagen', 0),
				action(1006, 'Logout', 'Abmeldung', 19),
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
				'Kontakte',
				[
					action(4000, 'UserCreated', 'Benutzer erstellt', 1, 23),
					action(4026, 'GroupCreated', 'Gruppe erstellt', 1, 24),
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
				'Einstellungen',
				[
					action(6000, 'LanguageSettingsUpdated', 'Sprache geändert', 2),
					action(6001, 'TimeZoneSettingsUpdated', 'Zeitzone geändert', 2),
				],
				[25, 'General'],
			),
			module(
				29,
				'Settings',
				'Einstellungen',
				[
					action(5041, 'BackupStarted', 'Sicherung gestartet', 2),
					action(5125, 'BackupCompleted', 'Sicherung abgeschlossen', 2),
					action(5126, 'BackupFailed', 'Sicherung fehlgeschlagen', 2),
					action(5127, 'ScheduledBackupStarted', 'Geplante Sicherung gestartet', 2),
					action(5128, 'ScheduledBackupCompleted', 'Geplante Sicherung abgeschlossen', 2),
					action(5129, 'ScheduledBackupFailed', 'Geplante Sicherung fehlgeschlagen', 2),
					action(5130, 'ScheduledBackupDeleted', 'Geplante Sicherung gelöscht', 3),
					action(5131, 'BackupCancelled', 'Sicherung abgebrochen', 2),
					action(5132, 'RestoreStarted', 'Wiederherstellung gestartet', 2),
				],
				[26, 'Products'],
			),
			module(
				29,
				'Settings',
				'Einstellungen',
				[
					action(9901, 'CreateClient', 'Anwendung erstellt', 1),
					action(9902, 'UpdateClient', 'Anwendung geändert', 2),
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
