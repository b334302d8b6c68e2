import { askPortal, signIn, useSandbox } from './support';

const used = useSandbox();

it('keeps bodies of JSON, up to a length, and no form with a password', async () => {
	const { sandbox } = used;
	await signIn(sandbox);
	await askPortal(sandbox, 'backup/startbackup', { storageType: 4 });
	await askPortal(sandbox, 'files/thirdparty', { customerTitle: 'x'.repeat(10_000) });
	const bodies = sandbox.requests().map(({ body }) => body);
	expect(bodies).toEqual([undefined, '{"storageType":4}', expect.stringMatching(/^.{4096}$/)]);
});

it('keeps the body of a request that a fault answers', async () => {
	const { sandbox } = used;
	sandbox.faults.add({ operationId: 'startBackup', status: 403 });
	await askPortal(sandbox, 'backup/startbackup', { storageType: 4 });
	expect(sandbox.requests()[0]).toMatchObject({ status: 403, body: '{"storageType":4}' });
});

it('keeps the bodies of the newest thousand requests', async () => {
	const { sandbox } = used;
	sandbox.faults.add({ operationId: 'startBackup', status: 403, times: 'always' });
	for (let n = 0; n < 1_001; n++)
		await askPortal(sandbox, 'backup/startbackup', { storageType: 4 });
	const isKept = sandbox.requests().map(({ body }) => body !== undefined);
	expect([isKept[0], isKept.slice(1).every(Boolean)]).toEqual([false, true]);
});
