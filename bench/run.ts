import { join } from 'node:path';
import { chooseSuites, report, runCommandLine } from '../e2e/process/command';
import { withDeadline } from '../e2e/process/lifetime';
import { installN8n } from '../e2e/n8n/install';
import type { BenchSuite } from './suite';

const folder = join(__dirname, 'suites');

void runCommandLine(async (lifetime) => {
	const names = await chooseSuites(folder, process.argv.slice(2), 'items');
	await installN8n(report, lifetime.signal);
	for (const name of names) {
		const { suite }: { suite: BenchSuite } = await import(join(folder, `${name}.ts`));
		const { table, figures } = await withDeadline(lifetime, suite.deadline, (within) =>
			suite.run(within, report),
		);
		console.table(table);
		console.log(JSON.stringify(figures));
	}
	return 0;
});
