import { runChain } from '../chain/chain';
import { checkCredentialTests } from '../credentials/credentialTests';
import { setStage } from '../stage';
import type { Suite } from '../suite';

/**
 * The first five example workflows; the same as `npm start -- --once`. And what comes before any of them:
 * credentials that n8n tests.
 */
export const suite: Suite = {
	deadline: 20 * 60_000,
	async run({ lifetime, report, check }) {
		const stage = await setStage(lifetime, { report });
		const result = await check('the first five workflows do what they are for', () =>
			runChain(stage, { report, signal: lifetime.signal }),
		);
		report(JSON.stringify(result));
		await check("n8n's test of every credential, right and wrong ones", () =>
			checkCredentialTests(lifetime, stage.client),
		);
	},
};
