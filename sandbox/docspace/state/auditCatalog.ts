/** A kind of event, as the portal's lists of filters name it. */
export interface AuditAction {
	id: number;
	name: string;
	/** In the language of the key's owner: German here, so that nobody relies on English words. */
	text: string;
	/** Numbers of the service's enumerations. */
	actionType: number;
	entryType: number;
}

/** Actions by product and module, with the numbers that events carry, and names in the same language. */
export const PRODUCTS = [
	{
		id: 2,
		name: 'Documents',
		modules: [
			{
				id: 1,
				name: 'Files',
				text: 'Dateien',
				actions: [
					action(5000, 'FileCreated', 'Datei erstellt', 1, 1),
					action(5007, 'FileDeleted', 'Datei gelöscht', 3, 1),
				],
			},
			{
				id: 27,
				name: 'Rooms',
				text: 'Räume',
				actions: [action(5070, 'RoomCreated', 'Raum erstellt', 1, 25)],
			},
			{
				id: 3,
				name: 'DocumentsSettings',
				text: 'Dokumenteinstellungen',
				actions: [
					action(5028, 'ThirdPartyCreated', 'Drittanbieterkonto erstellt', 1, 2),
					action(5029, 'ThirdPartyUpdated', 'Drittanbieterkonto geändert', 2, 2),
					action(5030, 'ThirdPartyDeleted', 'Drittanbieterkonto gelöscht', 3, 2),
				],
			},
		],
	},
	{
		id: 7,
		name: 'Settings',
		modules: [
			{
				id: 29,
				name: 'Settings',
				text: 'Einstellungen',
				actions: [
					action(5041, 'BackupStarted', 'Sicherung gestartet', 2, 0),
					action(5125, 'BackupCompleted', 'Sicherung abgeschlossen', 2, 0),
					action(5126, 'BackupFailed', 'Sicherung fehlgeschlagen', 2, 0),
					action(5128, 'ScheduledBackupCompleted', 'Geplante Sicherung abgeschlossen', 2, 0),
					action(5129, 'ScheduledBackupFailed', 'Geplante Sicherung fehlgeschlagen', 2, 0),
					action(5131, 'BackupCancelled', 'Sicherung abgebrochen', 2, 0),
					action(5132, 'RestoreStarted', 'Wiederherstellung gestartet', 2, 0),
				],
			},
		],
	},
	{
		id: 3,
		name: 'Login',
		modules: [
			{
				id: 0,
				name: 'None',
				text: '',
				actions: [
					action(1000, 'LoginSuccess', 'Anmeldung', 0, 0),
					action(1005, 'LoginFail', 'Anmeldung fehlgeschlagen', 0, 0),
					action(1006, 'Logout', 'Abmeldung', 19, 0),
				],
			},
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

/** Every action with the numbers of its product and module. */
export const ACTIONS = PRODUCTS.flatMap((product) =>
	product.modules.flatMap((module) =>
		module.actions.map((one) => ({
			...one,
			product: product.id,
			module: module.id,
			place: module.text,
		})),
	),
);

function action(
	id: number,
	name: string,
	text: string,
	actionType: number,
	entryType: number,
): AuditAction {
	return { id, name, text, actionType, entryType };
}
