import { setTimeout } from 'node:timers/promises';

import { runNode } from '../../../support/engine';
import { tlsGateway } from '../../../support/gateway';
import { emptyItems, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';
import { together } from '../../../support/together';

const at = useSandbox();
const runs = runsAt(at);

it('a credential that leads to another portal now does not wait for the old one', async () => {
	const credential = at.docSpace();
	const pause = { status: 429, headers: { 'retry-after': '50' } };
	at.sandbox.faults.add({ operationId: 'getBackupProgress', ...pause });
	const cancellation = new AbortController();
	const begun = runNode(runs.getProgress({}, { credential, signal: cancellation.signal }));
	while (at.requests('getBackupProgress')[0]?.status === undefined) await setTimeout(10);
	// The answer is there by then, and the pause has begun.
	await setTimeout(200);
	const gateway = await tlsGateway(at.sandbox.docSpace.url);
	try {
		credential.data = {
			...credential.data,
			portalUrl: gateway.url,
			allowUnauthorizedCerts: true,
		};
		const began = performance.now();
		const { error } = await runNode(runs.getProgress({}, { credential }));
		expect(error).toBeUndefined();
		expect(gateway.paths).toHaveLength(1);
		expect(performance.now() - began).toBeLessThan(20_000);
	} finally {
		cancellation.abort();
		await begun;
		await gateway.close();
	}
});

it('a data center that had to be found first is asked as much at once as any other', async () => {
	const directoryUrl = at.sandbox.acronis.url;
	const credential = at.acronis({ findDataCenter: true, directoryUrl });
	await runNode(runs.auditLog({}, { credential }));
	// More than what a server is asked of which nothing is known.
	together(at.sandbox, 'listAuditLog', 17, 80);
	at.sandbox.faults.add({ operationId: 'listAuditLog', delayMilliseconds: 20, times: 'always' });
	const input = emptyItems(150);
	const { error } = await runNode(runs.auditLog({}, { input, credential }));
	expect(error).toBeUndefined();
	// None has waited for more than can come, and was sent again.
	expect(at.requests('listAuditLog')).toHaveLength(151);
});
