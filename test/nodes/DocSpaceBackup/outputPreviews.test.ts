import { firstRows } from '../../support/operationTable';
import { schemaOf, shippedPreview } from '../../support/outputPreview';
import { at, OPERATIONS } from './operations';
import { operationAt } from './support';

/** What the editor shows of an operation's items before it was run is what it gives. */

beforeEach(() => {
	const { backup, restore } = at.sandbox.docSpace.settings;
	backup.durationMilliseconds = 0;
	restore.durationMilliseconds = 0;
	at.sandbox.docSpace.appendAuditEvents([{ target: 'plan.docx' }]);
	at.sandbox.docSpace.appendLoginEvents([{}]);
});

it.each(firstRows(OPERATIONS))(
	'%s %s',
	async (resource, operation, _id, _repeat, _failures, fields) => {
		const { waitForCompletion, ...rest } = await fields();
		// It waits, as it does unless told otherwise.
		const waiting = waitForCompletion === false ? { waiting: { intervalSeconds: 0.02 } } : {};
		const { items, error } = await operationAt(at, resource, operation)({ ...rest, ...waiting });
		expect(error).toBeUndefined();
		// A list that is always empty has nothing to show.
		if (items.length === 0) return expect(operation).toBe('getManyCommonFolders');
		const made = schemaOf(items.map(({ json }) => json));
		expect(made).toEqual(shippedPreview('docSpaceBackup', resource, operation, made));
	},
);
