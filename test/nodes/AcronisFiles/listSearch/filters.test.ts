import { searchList } from '../../../support/engine';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();

const share = { uuid: '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f', name: 'Sales' };
const search = async (node: 'acronisFiles' | 'acronisFilesTrigger', method: string, filter = '') =>
	(await searchList({ node, parameters: {}, credential: at.acronis() }, method, filter)).results;

it.each(['acronisFiles', 'acronisFilesTrigger'] as const)(
	'%s offers what the audit log names, each once',
	async (node) => {
		const { user } = at.sandbox.acronis.users;
		const { uuid, name, email } = user;
		at.sandbox.acronis.setDevices(0);
		at.sandbox.acronis.appendAuditRows({ count: 3, user: { uuid, name, email }, share });
		expect(await search(node, 'searchShares')).toEqual([{ name: share.name, value: share.uuid }]);
		expect(await search(node, 'searchShares', 'marketing')).toEqual([]);
		const users = await search(node, 'searchUsers', email);
		expect(users).toEqual([{ name: `${name} (${email})`, value: uuid }]);
	},
);

it('looks through three hundred entries', async () => {
	const { admin } = at.sandbox.acronis.users;
	const user = { uuid: admin.uuid, name: admin.name, email: admin.email };
	at.sandbox.acronis.appendAuditRows({ count: 1, share: { ...share, name: 'too old' }, user });
	at.sandbox.acronis.appendAuditRows({ count: 300, user });
	expect(await search('acronisFiles', 'searchShares')).toEqual([]);
});
