import { fileContent, fileItem } from '../../../support/binaryData';
import { searchList } from '../../../support/engine';
import { useSandbox } from '../../../support/sandbox';
import { chosen, only, operationAt } from '../support';

const at = useSandbox();
let file: ReturnType<typeof chosen>;

beforeEach(async () => {
	for (const content of ['one', 'two', 'three']) {
		const input = [await fileItem(Buffer.from(content), 'a.txt')];
		file = chosen(only(await operationAt(at, 'file', 'upload')({}, { input })).uuid);
	}
});

const list = operationAt(at, 'revision', 'getAll');
const restore = operationAt(at, 'revision', 'restore');

it('lists what a file has been, limited where wanted', async () => {
	const { items } = await list({ file, returnAll: true });
	expect(items.map(({ json }) => [json.revision, json.is_latest])).toEqual([
		[1, false],
		[2, false],
		[3, true],
	]);
	expect((await list({ file, limit: 2 })).items).toHaveLength(2);
});

it('makes an earlier content the newest one', async () => {
	const json = only(await restore({ file, revision: chosen(1) }));
	expect(json).toEqual({ restored: true, uuid: file.value, revision: 1 });
	const { items } = await operationAt(at, 'file', 'download')({ file });
	expect(await fileContent(items[0])).toEqual(Buffer.from('one'));
	expect(at.sandbox.acronis.files()).toMatchObject([{ revisions: 4 }]);
});

it('restores once when the answer was lost, and fails', async () => {
	at.sandbox.faults.add({ operationId: 'restoreRevision', cut: true, afterWork: true });
	expect((await restore({ file, revision: chosen(1) })).error).toBeDefined();
	expect(at.sandbox.acronis.files()).toMatchObject([{ revisions: 4 }]);
});

it.each(['0', '-1', '1.5', 'one', '../1'])('refuses the revision %j', async (revision) => {
	const before = at.requests().length;
	const { error } = await restore({ file, revision: chosen(revision) });
	expect(error?.message).toBe('Revision is not a whole number from 1');
	expect(at.requests()).toHaveLength(before);
});

it('says that there is no such revision, and that a purged one cannot be restored', async () => {
	const absent = await restore({ file, revision: chosen(9) });
	expect(absent.error?.message).toBe('Acronis has no such item');
	const purgingPoliciesChanges = { only_keep_n_revisions_enabled: true, only_keep_n_revisions: 1 };
	await operationAt(at, 'settings', 'update')({ group: 'purgingPolicies', purgingPoliciesChanges });
	at.sandbox.acronis.purge();
	const purged = await restore({ file, revision: chosen(1) });
	expect(purged.error?.message).toBe('Acronis refused the values of this operation');
	const fields = { resource: 'revision', operation: 'restore', file };
	const found = await searchList(
		{ node: 'acronisFiles', credential: at.acronis(), parameters: fields },
		'searchRevisions',
	);
	expect(found.results.map(({ value }) => value)).toEqual(['3']);
});
