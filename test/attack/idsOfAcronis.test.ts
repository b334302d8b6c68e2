import { attacked } from './attacks';
import { HOSTILE_IDS } from './hostileIds';
import { fileItem } from '../support/binaryData';
import { nodeClass } from '../support/nodeTypes';
import { at, OPERATIONS } from '../nodes/AcronisFiles/operations';
import { chosen, operationAt, place } from '../nodes/AcronisFiles/support';

/** The fields that choose something by its ID. */
const LOCATORS = nodeClass('acronisFiles')
	.description.properties.filter(({ type }) => type === 'resourceLocator')
	.map(({ name }) => name);

/** Lists that take no ID, so that a hostile one does not keep them from being read. */
const WITHOUT_ID = /^\/fc\/api\/v1\/(audit_log|devices|settings\/audit_log)$/;

it.each(OPERATIONS)('never leaves its place in the path: %s %s', async (...row) => {
	const [resource, operation, , , , fields] = row;
	const parameters = await fields();
	const start = at.requests().length;
	at.sandbox.faults.add({ status: 403, path: '/fc/*', times: 'always' });
	for (const value of HOSTILE_IDS) {
		attacked('IDs that are paths');
		const hostile = `={{ ${JSON.stringify(value)} }}`;
		const id = { __rl: true, mode: 'list', value: hostile };
		const changed = Object.fromEntries(LOCATORS.map((name) => [name, id]));
		await operationAt(
			at,
			resource,
			operation,
		)(
			{ ...parameters, ...changed, linkId: hostile },
			{ input: [await fileItem(Buffer.from('x'), 'a.txt')] },
		);
	}
	const paths = at.requests().flatMap(({ path }, index) => (index < start ? [] : [path]));
	const strangers = paths
		.filter((path) => path.startsWith('/fc/') && !WITHOUT_ID.test(path))
		.filter((path) => !path.startsWith('/fc/api/v1/settings/') || resource !== 'settings')
		// Into the topmost folder, which the operation names when nothing else is chosen.
		.filter((path) => operation !== 'create' || path !== '/fc/api/v1/sync_and_share_nodes');
	expect(strangers).toEqual([]);
});

it('of a member is one segment of the path', async () => {
	const [folder] = await place(at, '/Shared/');
	at.sandbox.faults.add({ status: 403, path: '/fc/*/members/*', times: 'always' });
	for (const operation of ['get', 'remove', 'update']) {
		await operationAt(
			at,
			'member',
			operation,
		)({
			folder: chosen(folder?.uuid),
			member: chosen('guest-1,../..?x=#y'),
			rights: { read_only: true },
		});
	}
	const paths = at.requests().flatMap(({ path }) => (path.includes('/members') ? [path] : []));
	const wanted = `/fc/api/v1/sync_and_share_nodes/${String(folder?.uuid)}/members/guest-1%2C..%2F..%3Fx%3D%23y`;
	expect(paths).toEqual([wanted, wanted, wanted]);
});
