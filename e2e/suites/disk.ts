import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox';
import { setStage } from '../stage';
import type { Suite } from '../suite';
import { missingQueueServices, startQueueServices } from '../triggers/queueServices';
import { startWorkers } from '../triggers/workers';
import { diskIsFree } from '../workflows/checks/nightly';
import { PROMPT_CLEANING, Runner } from '../workflows/runner';

/** In queue mode too, the archive of a night that worked does not stay on the disk. */
export const suite: Suite = {
	deadline: 15 * 60_000,
	async run({ lifetime, report, check }) {
		const missing = await missingQueueServices();
		if (missing.length > 0) {
			report(`NOT CHECKED: the disk in queue mode, because this machine has no`);
			report(`             ${missing.join(' and no ')} (apt-get install postgresql redis-server)`);
			return;
		}
		// Where the files of all processes lie, as on a volume that they share.
		const shared = await mkdtemp(join(tmpdir(), 'n8n-files-'));
		await lifetime.onEnd(() => rm(shared, { recursive: true, force: true }));
		const environment = {
			...(await startQueueServices(lifetime)),
			...PROMPT_CLEANING,
			N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
			N8N_BINARY_DATA_STORAGE_PATH: shared,
		};
		const stage = await setStage(lifetime, { report, environment });
		await startWorkers(lifetime, stage, environment, 1);
		const testPortal = await startSandbox({ seed: 2 });
		await lifetime.onEnd(() => testPortal.close());
		const runner = await Runner.create(stage, testPortal, { report, lifetime });
		await check('queue mode: the archive of a good night is gone afterwards', () =>
			diskIsFree(runner, [stage.parts.folder, shared]),
		);
	},
};
