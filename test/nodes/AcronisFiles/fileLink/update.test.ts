import { useSandbox } from '../../../support/sandbox';
import { chosen, only, operationAt, place } from '../support';

const at = useSandbox();
const update = operationAt(at, 'fileLink', 'update');
let file: ReturnType<typeof chosen>;
let linkId: string;

beforeEach(async () => {
	file = chosen((await place(at, '/a.txt'))[0]?.uuid);
	const link = only(await operationAt(at, 'fileLink', 'create')({ file, options: { ttl: 7 } }));
	linkId = String(link.id);
});

const links = () => at.sandbox.acronis.state().nodes[0]?.links;

it('changes what was added only', async () => {
	const changes = { access_restriction: 'shared', single_use: true };
	const json = only(await update({ file, linkId, changes }));
	expect(json).toEqual({ updated: true, id: 1, node_uuid: file.value, ...changes });
	expect(links()).toMatchObject([{ accessRestriction: 'shared', singleUse: true, ttl: 7 }]);
});

it('takes the end away', async () => {
	const json = only(await update({ file, linkId, changes: { neverExpires: true } }));
	expect(json).toMatchObject({ ttl: null });
	expect(links()).toMatchObject([{ ttl: undefined }]);
});

it('is repeated when the answer was lost', async () => {
	at.sandbox.faults.add({ operationId: 'updateFileLink', cut: true, afterWork: true });
	only(await update({ file, linkId, changes: { ttl: 3 } }));
	expect(links()).toMatchObject([{ ttl: 3 }]);
});

it('says what the security settings may forbid', async () => {
	const securityChanges = { node_share_link_allow_public_links: false };
	await operationAt(at, 'settings', 'update')({ group: 'security', securityChanges });
	const { error } = await update({ file, linkId, changes: { access_restriction: 'public' } });
	expect(error?.description).toContain('whether the security settings allow this access');
});

it.each([
	[{}, '1', 'Changes has no changes'],
	[{ neverExpires: false }, '1', 'Changes has no changes'],
	[{ ttl: 0 }, '1', 'Days Until It Expires is not a whole number from 1: 0'],
	[{ ttl: 1, neverExpires: true }, '1', 'Never Expires contradicts Days Until It Expires'],
	[{ ttl: 1 }, 'one', 'Link ID is not a number'],
	[{ ttl: 1 }, '../1', 'Link ID is not a number'],
])('refuses %j of the link %s before anything is sent', async (changes, id, message) => {
	const before = at.requests().length;
	const { error } = await update({ file, linkId: id, changes });
	expect(error?.message).toBe(message);
	expect(at.requests()).toHaveLength(before);
});

it('says that there may be no such link', async () => {
	const { error } = await update({ file, linkId: '99', changes: { ttl: 1 } });
	expect(error?.message).toBe('The item does not exist, or the user may not do this');
});
