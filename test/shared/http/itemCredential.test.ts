import { setTimeout } from 'node:timers/promises';

import { CredentialsHelper } from '../../support/credentials';
import { runNode } from '../../support/engine';
import { emptyItems, runsAt } from '../../support/runs';
import { useSandbox } from '../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

describe('a credential', () => {
	/** How often a run reads it. */
	async function readings(items: number): Promise<number> {
		const reading = jest.spyOn(CredentialsHelper.prototype, 'getDecrypted');
		const { error } = await runNode(runs.getProgress({}, { input: emptyItems(items) }));
		expect(error).toBeUndefined();
		const { length } = reading.mock.calls;
		reading.mockRestore();
		return length;
	}

	it('is read once for each item, besides once by the engine', async () => {
		// Until the portal's limits are known, it is read for them too.
		await readings(1);
		expect((await readings(30)) - (await readings(10))).toBe(20 + 20);
	});

	it('is read for each item by itself: it may hold an expression', async () => {
		const keys = at.sandbox.docSpace.credentials;
		const credential = at.docSpace({
			apiKey: `={{ $json.second ? '${keys.adminApiKey}' : '${keys.adminCookie}' }}`,
			method: "={{ $json.second ? 'bearer' : 'cookie' }}",
		});
		const input = [{ json: {} }, { json: { second: true } }, { json: {} }];
		const { error } = await runNode(runs.getProgress({}, { credential, input }));
		expect(error).toBeUndefined();
		const kinds = at.requests('getBackupProgress').map(({ authentication }) => authentication);
		expect(kinds.sort()).toEqual(['bearer', 'cookie', 'cookie']);
	});

	it('that was changed meanwhile is read anew when the service refuses the old one', async () => {
		const credential = at.docSpace();
		const fault = { operationId: 'getBackupProgress', status: 401, delayMilliseconds: 100 };
		at.sandbox.faults.add(fault);
		const run = runNode(runs.getProgress({}, { credential }));
		while (at.requests('getBackupProgress').length === 0) await setTimeout(5);
		const { adminApiKey } = at.sandbox.docSpace.credentials;
		credential.data = { ...credential.data, method: 'bearer', apiKey: adminApiKey };
		expect((await run).error).toBeUndefined();
		const kinds = at.requests('getBackupProgress').map(({ authentication }) => authentication);
		expect(kinds).toEqual(['cookie', 'bearer']);
	});

	it('that is refused and still the same is not sent again', async () => {
		at.sandbox.faults.add({ operationId: 'getBackupProgress', status: 401, times: 'always' });
		expect((await runNode(runs.getProgress())).error).toBeDefined();
		expect(at.requests('getBackupProgress')).toHaveLength(1);
	});
});
