import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Lifetime } from '../../e2e/process/lifetime';
import { runCommand } from '../../e2e/process/processes';
import { rounded } from '../statistics';
import type { BenchSuite } from '../suite';

const root = join(__dirname, '..', '..');
const commandDeadline = 30 * 60_000;
const commands = { test: ['test'], startOnce: ['start', '--', '--once'] };

/** How long the two commands take on a fresh clone (with what they install) and when run again. */
export const suite: BenchSuite = {
	deadline: 4 * commandDeadline,
	async run(lifetime, report) {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-docspace-acronis-clone-'));
		await lifetime.onEnd(() => rm(folder, { recursive: true, force: true }));
		await copyCheckout(join(folder, 'clone'), lifetime);
		const time = async (command: string[]) => {
			report(`npm ${command.join(' ')} …`);
			const started = Date.now();
			await runCommand({
				command: 'npm',
				arguments: command,
				folder: join(folder, 'clone'),
				environment: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') },
				deadline: commandDeadline,
				signal: lifetime.signal,
			});
			return rounded((Date.now() - started) / 1000, 1);
		};
		const measured = async (command: string[]) => ({
			coldSeconds: await time(command),
			warmSeconds: await time(command),
		});
		const figures = {
			test: await measured(commands.test),
			startOnce: await measured(commands.startOnce),
		};
		return {
			table: [
				{ command: 'npm test', ...figures.test },
				{ command: 'npm start -- --once', ...figures.startOnce },
			],
			figures: { commands: figures },
		};
	},
};

/** Copies what a clone of the present state would hold. */
async function copyCheckout(target: string, { signal }: Lifetime): Promise<void> {
	const files = await runCommand({
		command: 'git',
		arguments: ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
		folder: root,
		deadline: 30_000,
		signal,
	});
	for (const file of files.split('\0').filter(Boolean)) {
		await mkdir(dirname(join(target, file)), { recursive: true });
		await cp(join(root, file), join(target, file));
	}
}
