import {
	anything,
	content,
	many,
	one,
	oneOrNothing,
	value,
	yes,
	yesOrNo,
} from '../../shared/http/items/answer';
import { isLink } from './portalLink';
import { isRecord } from '../../shared/util/isRecord';

/** An address that is finished, or from later versions on a task that makes it. */
const isReport = (result: unknown) =>
	isLink(result) || (isRecord(result) && 'isCompleted' in result);

const hasNames = (row: unknown) =>
	isRecord(row) && !Array.isArray(row) && Object.keys(row).length > 0;

/** A kind of storage is a list: its key, and the portal's application at the provider. */
const isCapability = (row: unknown) =>
	Array.isArray(row) && typeof row[0] === 'string' && row[0] !== '';

const hasList = (name: string) => (row: unknown) => isRecord(row) && Array.isArray(row[name]);

/** What a folder holds, as one object with a list for each kind. */
const contentsOf = (kind: 'files' | 'folders') => {
	const { what, rows } = many(`the list of ${kind}`, ['id']);
	return { what, rows: (result: unknown) => (isRecord(result) ? rows(result[kind]) : undefined) };
};

const filterNames = one('the names of the filters', hasList('actions'));
const filterActions = many('the actions with their modules', hasList('modules'));

/**
 * What the portal answers with in its envelope, in one place for all requests. Where there is
 * nothing, the envelope is empty; whether that is an answer depends on what was asked.
 */
export const ANSWER = {
	yes,
	yesOrNo,
	content,
	task: one('the task', ['taskId']),
	progress: oneOrNothing('the progress', ['progress']),
	history: many('the backup history', ['id']),
	count: value('the number of backups', (result) => typeof result === 'number'),
	serviceState: one(
		'the state of the paid backup service',
		(row) => isRecord(row) && typeof row.enabled === 'boolean',
	),
	schedule: oneOrNothing('the schedule', ['storageType']),
	folder: one('the folder of the account', ['id']),
	folderOrNothing: oneOrNothing('the folder of the account', ['id']),
	folders: many('the list of folders', ['id']),
	contentFiles: contentsOf('files'),
	contentFolders: contentsOf('folders'),
	people: many('the list of people', ['id']),
	room: one('the room', ['id']),
	/** The ID of the account's folder, which is no more, for example `sbox-12`. */
	deletedFolder: value(
		'a confirmation',
		(result) => typeof result === 'string' && /^[a-z]+-\d+$/.test(result),
	),
	accounts: many('the list of accounts', ['provider_id']),
	providers: many('the list of providers', ['name']),
	capabilities: many('the list of capabilities', isCapability),
	storages: many('the list of storages', ['id']),
	regions: many('the list of regions', hasNames),
	events: many('the list of events', ['id']),
	/** For readers that have words of their own about a row that cannot be used. */
	anyHistory: many('the backup history', () => true),
	anyEvents: many('the list of events', () => true),
	report: value('the report', isReport),
	reportTask: oneOrNothing('the state of the report', (task) => isRecord(task)),
	filterNames,
	filterActions,
	/** Both have an operation in common. */
	filters: {
		what: 'the filters',
		rows: (result: unknown) => filterNames.rows(result) ?? filterActions.rows(result),
	},
	retention: one('the retention', ['auditTrailLifeTime', 'loginHistoryLifeTime']),
	/** For readers that get on without. */
	anyRetention: anything,
	anyVersion: anything,
} as const;
