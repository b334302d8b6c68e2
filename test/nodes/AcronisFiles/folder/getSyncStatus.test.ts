import { useSandbox } from '../../../support/sandbox';
import { chosen, only, operationAt, place } from '../support';

const at = useSandbox();
const status = async (uuid: unknown) =>
	only(await operationAt(at, 'folder', 'getSyncStatus')({ folder: chosen(uuid) }));

it('tells whether a folder is synced, before and after', async () => {
	const uuid = (await place(at, '/A/june/'))[0]?.uuid;
	const folder = { folder: chosen(uuid) };
	const off = { syncing: false, synced: 'not_synced', uuid, name: 'june' };
	expect(await status(uuid)).toEqual(off);
	only(await operationAt(at, 'folder', 'startSync')(folder));
	expect(await status(uuid)).toEqual({ ...off, syncing: true, synced: 'sync_2_way' });
	only(await operationAt(at, 'folder', 'stopSync')(folder));
	expect(await status(uuid)).toEqual(off);
});

it('is asked of the topmost folder too', async () => {
	expect(await status('0')).toMatchObject({ syncing: false, uuid: '0' });
});

it('takes a way of syncing that it does not know for one', async () => {
	const body = { uuid: '0', name: 'Sync & Share', synced: 'sync_1_way' };
	at.sandbox.faults.add({ status: 200, body, operationId: 'getNode' });
	expect(await status('0')).toMatchObject({ syncing: true, synced: 'sync_1_way' });
});
