import { firstRows } from '../../support/operationTable';
import { schemaOf, shippedPreview } from '../../support/outputPreview';
import { at, OPERATIONS } from './operations';
import { operationAt, webDavAccount } from './support';

/** What the editor shows of an operation's items before it was run is what it gives. */

beforeEach(() => {
	const { backup, restore } = at.sandbox.docSpace.settings;
	backup.durationMilliseconds = 0;
	restore.durationMilliseconds = 0;
	at.sandbox.docSpace.appendAuditEvents([{ target: 'plan.docx' }]);
	at.sandbox.docSpace.appendLoginEvents([{}]);
});

const backUp = async () => await operationAt(at, 'backup', 'start')({});
const restore = async () => {
	const [made] = (await backUp()).items;
	const backupId = String(made?.json.taskId);
	await operationAt(at, 'restore', 'start')({ backupId, confirm: true, waitForCompletion: false });
};
const schedule = async () =>
	await operationAt(at, 'backupSchedule', 'createOrUpdate')({ storageType: 4 });
const connect = async () =>
	await operationAt(at, 'thirdPartyBackupAccount', 'createOrUpdate')(webDavAccount());

/** What is there before an operation that would else say that there is nothing. */
const THERE: Record<string, () => Promise<unknown>> = {
	'backup getProgress': backUp,
	'backup getResult': backUp,
	'backupSchedule createOrUpdate': schedule,
	'backupSchedule get': schedule,
	'restore getProgress': restore,
	'thirdPartyBackupAccount get': connect,
};

it.each(firstRows(OPERATIONS))(
	'%s %s',
	async (resource, operation, _id, _repeat, _failures, fields) => {
		await THERE[`${resource} ${operation}`]?.();
		const { waitForCompletion, ...rest } = await fields();
		// It waits, as it does unless told otherwise.
		const waiting = waitForCompletion === false ? { waiting: { intervalSeconds: 0.02 } } : {};
		const { items, error } = await operationAt(at, resource, operation)({ ...rest, ...waiting });
		expect(error).toBeUndefined();
		// A list that is always empty has nothing to show.
		if (items.length === 0) return expect(operation).toBe('getManyCommonFolders');
		const made = schemaOf(items.map(({ json }) => json));
		// A backup, a folder and an account each have one name for their ID, and it is not this.
		if (/^(?:backup|thirdParty)/.test(resource)) expect(made.properties).not.toHaveProperty('id');
		expect(made).toEqual(shippedPreview('docSpaceBackup', resource, operation, made));
	},
);
