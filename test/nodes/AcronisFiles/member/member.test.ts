import type { IDataObject } from 'n8n-workflow';

import { computed } from '../../../support/runs';
import { searchList } from '../../../support/engine';
import { useSandbox } from '../../../support/sandbox';
import { chosen, only, operationAt, place } from '../support';

const at = useSandbox();
const run = (operation: string) => operationAt(at, 'member', operation);
const USER = 'user@files.example';
const GUEST = 'guest@elsewhere.example';
let folder: ReturnType<typeof chosen>;

beforeEach(async () => {
	const [shared] = await place(at, '/Shared/');
	folder = chosen(shared?.uuid);
});

const add = async (email: string, rest = {}) => await run('add')({ folder, email, ...rest });
const members = async () =>
	(await run('getAll')({ folder, returnAll: true })).items.map(({ json }) => json);

it('adds a user and a guest, with what they may do', async () => {
	const rights = { can_invite: true, read_only: true };
	expect(only(await add(USER, { options: rights }))).toMatchObject({
		email: USER,
		permission_for: 'permission',
		...rights,
		can_view_members: false,
	});
	expect(only(await add(GUEST))).toMatchObject({ permission_for: 'guest' });
	expect((await members()).map(({ permission_for: kind }) => kind)).toEqual([
		'owner',
		'permission',
		'guest',
	]);
});

it('sends the email options, and the day in the zone of the workflow', async () => {
	const options = { locale: 'de', message: 'Hallo', folderExpires: '2026-12-31T23:30:00Z' };
	const { error } = await run('add')(
		{ folder, email: USER, options },
		{ timezone: 'Europe/Berlin' },
	);
	expect(error).toBeUndefined();
	const json = only(await operationAt(at, 'folder', 'get')({ folder, simplify: false }));
	expect(json.expiration_date).toBe('2027-01-01T00:00:00Z');
});

it.each([
	['', 'Email is not a single address'],
	['ann', 'Email contains "ann", which is not an email address'],
	['a@b.example, c@d.example', 'Email is not a single address'],
])('refuses the address %j', async (email, message) => {
	const { error } = await add(computed(email));
	expect(error?.message).toBe(message);
	expect(at.requests('createMember')).toEqual([]);
});

it.each([
	['soon', 'is not a valid date: "soon"'],
	['={{ 7 }}', 'is not a valid date: 7'],
	['={{ "12" }}', 'is not a valid date: "12"'],
	['x 5', 'is not a valid date: "x 5"'],
	['05/12/2026', 'is not a valid date: "05/12/2026"'],
	['2024-02-31', 'is not a valid date: "2024-02-31"'],
	['2026-6-1', 'is not a valid date: "2026-6-1"'],
	['2001-12-01', 'is in the past: 2001-12-01'],
])('refuses the end %s', async (folderExpires, problem) => {
	for (const ifMember of ['fail', 'update']) {
		const before = at.requests().length;
		const { error } = await add(USER, { ifMember, options: { folderExpires } });
		expect(error?.message).toBe(`Folder Expires On ${problem}`);
		expect(at.requests()).toHaveLength(before);
	}
});

it('adds nobody twice when the answer was lost', async () => {
	at.sandbox.faults.add({ operationId: 'createMember', cut: true, afterWork: true });
	const { error } = await add(USER);
	expect(error?.description).toContain('Check in Acronis before you run it again');
	expect(at.requests('createMember')).toHaveLength(1);
});

describe('somebody who is a member already', () => {
	it('is refused by the service', async () => {
		await add(USER);
		const { error } = await add(USER);
		expect(error?.message).toBe('Acronis refused the member');
	});

	it('is updated when that is wanted', async () => {
		const { id } = only(await add(USER));
		const options = { can_invite: true };
		const json = only(await add(USER.toUpperCase(), { ifMember: 'update', options }));
		expect(json).toMatchObject({ id, can_invite: true, existed: true });
		expect(at.requests('createMember')).toHaveLength(1);
	});

	it('is put out as it is when there is nothing to change', async () => {
		const { id } = only(await add(USER));
		expect(only(await add(USER, { ifMember: 'update' }))).toMatchObject({ id, existed: true });
		expect(at.requests('updateMember')).toEqual([]);
	});

	it('is added when it is nobody yet', async () => {
		expect(only(await add(USER, { ifMember: 'update' })).existed).toBeUndefined();
		expect(await members()).toHaveLength(2);
	});

	it('as a guest gets no right that guests cannot have', async () => {
		await add(GUEST);
		const { error } = await add(GUEST, { ifMember: 'update', options: { can_invite: true } });
		expect(error?.message).toBe('Can Invite cannot be turned on for a guest');
		expect(at.requests('updateMember')).toEqual([]);
	});
});

it('reads and updates one member, whose ID has a comma in it', async () => {
	const { id } = only(await add(USER));
	expect(id).toContain(',');
	const fields = { folder, member: chosen(id) };
	const changed = only(await run('update')({ ...fields, rights: { read_only: true } }));
	expect(changed).toMatchObject({ id, read_only: true });
	expect(only(await run('get')(fields))).toEqual(changed);
});

it.each([
	[{ can_invite: true }, 'Can Invite cannot be turned on for a guest'],
	[{ can_view_members: true }, 'Can See Members cannot be turned on for a guest'],
	[{}, 'Rights has no changes'],
])('refuses to update a guest to %j before anything is sent', async (rights, message) => {
	const { id } = only(await add(GUEST));
	const before = at.requests().length;
	const { error } = await run('update')({ folder, member: chosen(id), rights });
	expect(error?.message).toBe(message);
	expect(at.requests()).toHaveLength(before);
});

it('removes a member, also when the answer was lost', async () => {
	const { id } = only(await add(USER));
	await add(GUEST);
	at.sandbox.faults.add({ operationId: 'deleteMember', status: 502, afterWork: true });
	const json = only(await run('remove')({ folder, member: chosen(id) }));
	expect(json).toEqual({ removed: true, id, folder_uuid: folder.value });
	expect(await members()).toHaveLength(2);
});

it('does not say that a member was removed who is still there', async () => {
	const { id } = only(await add(USER));
	at.sandbox.faults.add({ operationId: 'deleteMember', status: 502, times: 'always' });
	const { error } = await run('remove')({ folder, member: chosen(id) });
	expect(error?.message).toContain('status 502');
});

it('removes all members only when that is confirmed', async () => {
	await add(USER);
	const refused = await run('removeAll')({ folder });
	expect(refused.error?.message).toContain('is not turned on');
	expect(at.requests('deleteAllMembers')).toEqual([]);
	const json = only(await run('removeAll')({ folder, confirm: true }));
	expect(json).toEqual({ removedAll: true, folder_uuid: folder.value });
	expect(await members()).toHaveLength(1);
});

it('lists members for the locator, of a folder by path too', async () => {
	const { id } = only(await add(USER));
	const search = async (parameters: IDataObject, filter?: string) =>
		await searchList(
			{ node: 'acronisFiles', credential: at.acronis(), parameters: parameters as never },
			'searchMembers',
			filter,
		);
	const fields = { resource: 'member', operation: 'get', folder: chosen('/Shared', 'path') };
	expect((await search(fields)).results).toHaveLength(2);
	expect((await search(fields, 'USER@')).results).toEqual([{ name: `user (${USER})`, value: id }]);
});
