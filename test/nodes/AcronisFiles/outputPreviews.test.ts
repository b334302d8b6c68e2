import { fileItem } from '../../support/binaryData';
import { firstRows } from '../../support/operationTable';
import { schemaOf, shippedPreview } from '../../support/outputPreview';
import { at, OPERATIONS } from './operations';
import { operationAt } from './support';

/** What the editor shows of an operation's items before it was run is what it gives. */

/** Settings have another form for each group of them. */
const ROWS = firstRows(OPERATIONS).filter(([resource]) => resource !== 'settings');

it.each(ROWS)('%s %s', async (resource, operation, _id, _repeat, _failures, fields) => {
	const input = [await fileItem(Buffer.from('x'), 'a.txt')];
	const { items, error } = await operationAt(at, resource, operation)(await fields(), { input });
	expect(error).toBeUndefined();
	const made = schemaOf(items.map(({ json }) => json));
	expect(made).toEqual(shippedPreview('acronisFiles', resource, operation, made));
});
