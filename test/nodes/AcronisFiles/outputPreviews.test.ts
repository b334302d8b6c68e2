import { fileItem } from '../../support/binaryData';
import { firstRows } from '../../support/operationTable';
import { schemaOf, shippedPreview } from '../../support/outputPreview';
import { at, OPERATIONS } from './operations';
import { operationAt } from './support';

/** What the editor shows of an operation's items before it was run is what it gives. */

/** Settings have another form for each group of them. */
const ROWS = firstRows(OPERATIONS).filter(([resource]) => resource !== 'settings');

/** What most entries of the audit log have, and not all. */
const about = (name: string) => ({ uuid: '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d', name });

beforeEach(() => {
	const user = { ...about('Ann'), email: 'ann@files.example' };
	at.sandbox.acronis.appendAuditRows([{ node: about('june.pdf'), share: about('A'), user }]);
});

it.each(ROWS)('%s %s', async (resource, operation, _id, _repeat, _failures, fields) => {
	const input = [await fileItem(Buffer.from('x'), 'a.txt')];
	const { items, error } = await operationAt(at, resource, operation)(await fields(), { input });
	expect(error).toBeUndefined();
	const made = schemaOf(items.map(({ json }) => json));
	expect(made).toEqual(shippedPreview('acronisFiles', resource, operation, made));
});
