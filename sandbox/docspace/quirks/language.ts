/** The language of a portal's owner, in which the portal shows its texts. */
export type Language = 'english' | 'german';

/** Puts one of the portal's texts into the language of its owner. */
export type Say = (text: string) => string;

/**
 * How a portal of a language speaks. Tests run against a German one, so that nobody relies on English
 * words.
 */
export function sayIn(language: Language): Say {
	return (text) => (language === 'german' ? (GERMAN[text] ?? text) : text);
}

const GERMAN: Readonly<Record<string, string>> = {
	Files: 'Dateien',
	'File created': 'Datei erstellt',
	'File deleted': 'Datei gelöscht',
	'File moved': 'Datei verschoben',
	Folders: 'Ordner',
	'Folder created': 'Ordner erstellt',
	Rooms: 'Räume',
	'Room created': 'Raum erstellt',
	'Tag created': 'Schlagwort erstellt',
	'Documents settings': 'Dokumenteinstellungen',
	'Third-party account created': 'Drittanbieterkonto erstellt',
	'Third-party account updated': 'Drittanbieterkonto geändert',
	'Third-party account deleted': 'Drittanbieterkonto gelöscht',
	'Sign-in': 'Anmeldung',
	'Sign-in failed': 'Anmeldung fehlgeschlagen',
	'Sign-out': 'Abmeldung',
	Contacts: 'Kontakte',
	'User created': 'Benutzer erstellt',
	'Group created': 'Gruppe erstellt',
	Settings: 'Einstellungen',
	'Language changed': 'Sprache geändert',
	'Time zone changed': 'Zeitzone geändert',
	'Backup started': 'Sicherung gestartet',
	'Backup completed': 'Sicherung abgeschlossen',
	'Backup failed': 'Sicherung fehlgeschlagen',
	'Scheduled backup started': 'Geplante Sicherung gestartet',
	'Scheduled backup completed': 'Geplante Sicherung abgeschlossen',
	'Scheduled backup failed': 'Geplante Sicherung fehlgeschlagen',
	'Scheduled backup deleted': 'Geplante Sicherung gelöscht',
	'Backup cancelled': 'Sicherung abgebrochen',
	'Restore started': 'Wiederherstellung gestartet',
	'Application created': 'Anwendung erstellt',
	'Application updated': 'Anwendung geändert',
	'The provider is connected already': 'Der Anbieter ist bereits verbunden',
	'The storage refused the sign-in': 'Anmeldung am Speicher abgelehnt',
	'Unknown provider': 'Ungültiger Anbieter',
	'The backup is too large.': 'Die Sicherung ist zu groß.',
};
