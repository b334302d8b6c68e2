import { searchList } from '../../../support/engine';
import { useSandbox } from '../../../support/sandbox';
import { chosen, only, operationAt } from '../support';

const at = useSandbox();
const run = (operation: string) => operationAt(at, 'device', operation);
const NOBODY = '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d';

async function first() {
	const { items } = await run('getAll')({ limit: 1 });
	return items[0]?.json ?? {};
}

it('lists all devices of several pages', async () => {
	at.sandbox.acronis.setDevices(130);
	const { items } = await run('getAll')({ returnAll: true });
	expect(new Set(items.map(({ json }) => json.uuid)).size).toBe(130);
	expect(at.requests('listDevices')).toHaveLength(2);
	expect(items[0]?.json).not.toHaveProperty('actions');
});

it('reads one device, as a summary or wholly', async () => {
	const { uuid, name } = await first();
	expect(only(await run('get')({ device: chosen(uuid) }))).toMatchObject({ uuid, name });
	const whole = only(await run('get')({ device: chosen(uuid), simplify: false }));
	expect(whole.actions).toEqual({ remove: true });
});

it.each(['Lent to ann', ''])('sets the notes to %j', async (notes) => {
	const { uuid } = await first();
	const json = only(await run('update')({ device: chosen(uuid), notes }));
	expect(json).toEqual({ updated: true, uuid, notes });
	expect(only(await run('get')({ device: chosen(uuid) })).notes).toBe(notes);
});

it.each(['={{ null }}', '={{ $json.absent }}'])('leaves the notes alone for %s', async (notes) => {
	const { uuid } = await first();
	await run('update')({ device: chosen(uuid), notes: 'Lent to ann' });
	const { error } = await run('update')({ device: chosen(uuid), notes });
	expect(error?.message).toBe('Notes has no value');
	expect(only(await run('get')({ device: chosen(uuid) })).notes).toBe('Lent to ann');
});

it('deletes a device, also when the answer was lost', async () => {
	const { uuid } = await first();
	at.sandbox.faults.add({ operationId: 'deleteDevice', status: 502, afterWork: true });
	expect(only(await run('delete')({ device: chosen(uuid) }))).toEqual({ deleted: true, uuid });
	expect((await run('getAll')()).items).toHaveLength(2);
});

it.each(['get', 'update', 'delete'])(
	'says in %s that there is no such device',
	async (operation) => {
		const { error } = await run(operation)({ device: chosen(NOBODY) });
		expect(error?.message).toBe('Acronis has no such item');
	},
);

it.each([
	['device', 'get', 'Device'],
	['user', 'get', 'User'],
])('refuses an ID that is no UUID (%s)', async (resource, operation, name) => {
	const { error } = await operationAt(at, resource, operation)({ [resource]: chosen('12') });
	expect(error?.message).toBe(`${name} is not a UUID`);
	expect(at.requests()).toEqual([]);
});

it('reads a user with what is used of the quota', async () => {
	const { uuid, name } = at.sandbox.acronis.users.user;
	const json = only(await operationAt(at, 'user', 'get')({ user: chosen(uuid) }));
	expect(json).toMatchObject({ uuid, name, sync_and_share_content: { used_space: 0 } });
});

describe('the lists to pick from', () => {
	const search = async (method: string, filter?: string, options = {}) =>
		(
			await searchList(
				{
					node: 'acronisFiles',
					parameters: { resource: 'device', operation: 'get', options },
					credential: at.acronis(),
				},
				method,
				filter,
			)
		).results;

	it('have devices with their users', async () => {
		const { uuid, name, user_name: user } = await first();
		expect(await search('searchDevices')).toHaveLength(3);
		expect(await search('searchDevices', 'device 1')).toEqual([
			{ name: `${String(name)} (${String(user)})`, value: uuid },
		]);
	});

	it('have users of devices and of the audit log, each once', async () => {
		const { admin, user } = at.sandbox.acronis.users;
		at.sandbox.acronis.setDevices(1);
		const { uuid, name, email } = user;
		at.sandbox.acronis.appendAuditRows({ count: 3, user: { uuid, name, email } });
		expect(await search('searchUsers')).toEqual([
			{ name: admin.name, value: admin.uuid },
			{ name: `${name} (${email})`, value: uuid },
		]);
	});

	it('are those of the tenant that is chosen', async () => {
		const { child: tenantId } = at.sandbox.acronis.tenantIds;
		expect(await search('searchDevices', '', { tenantId })).toEqual([]);
	});
});
