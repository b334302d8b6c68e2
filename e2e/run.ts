import { join } from 'node:path';
import { chooseSuites, report, runCommandLine } from './process/command';
import { type Lifetime, withDeadline } from './process/lifetime';
import { installN8n } from './n8n/install';
import { readSuiteOptions } from './process/options';
import type { Suite, SuiteContext } from './suite';

/** How one check went. */
interface Outcome {
	name: string;
	seconds: number;
	error?: unknown;
}

const folder = join(__dirname, 'suites');

void runCommandLine(async (lifetime) => {
	const { suites: named, ...options } = readSuiteOptions(process.argv.slice(2));
	const names = await chooseSuites(folder, named, 'chain');
	const last: string[] = [];
	const context = { report, options, conclude: (line: string) => void last.push(line) };
	const outcomes: Outcome[] = [];
	const leftOut: string[] = [];
	let figures: unknown;
	for (const name of names) {
		const { onlyWhenNamed, installs } = (await loadSuite(name)).suite;
		if (named.length === 0 && onlyWhenNamed !== undefined) {
			leftOut.push(`NOT RUN ${name}: ${onlyWhenNamed}. npm run e2e -- ${name}`);
		} else {
			if (!installs) await installN8n(report, lifetime.signal);
			const result = await runSuite(lifetime, name, context);
			outcomes.push(...result.outcomes);
			figures = result.figures;
		}
	}
	const ok = summarize(outcomes, leftOut);
	for (const line of last) console.log(line);
	if (names.length === 1 && typeof figures === 'object') {
		console.log(JSON.stringify({ ok, ...figures }));
	}
	return ok ? 0 : 1;
});

async function loadSuite(name: string): Promise<{ suite: Suite }> {
	return await import(join(folder, `${name}.ts`));
}

/** Runs the suite with a lifetime of its own, so that nothing of it is left for the next one. */
async function runSuite(
	parent: Lifetime,
	name: string,
	context: Omit<SuiteContext, 'lifetime' | 'check'>,
): Promise<{ outcomes: Outcome[]; figures?: unknown }> {
	const { suite } = await loadSuite(name);
	const outcomes: Outcome[] = [];
	const check = async <Result>(title: string, work: () => Promise<Result>) => {
		const started = Date.now();
		const outcome: Outcome = { name: `${name}: ${title}`, seconds: 0 };
		try {
			return await work();
		} catch (error) {
			outcome.error = error;
			return undefined;
		} finally {
			outcome.seconds = (Date.now() - started) / 1000;
			outcomes.push(outcome);
			report(describe(outcome));
		}
	};
	let figures: unknown;
	try {
		figures = await withDeadline(parent, suite.deadline, (lifetime) =>
			suite.run({ ...context, lifetime, check }),
		);
	} catch (error) {
		parent.signal.throwIfAborted();
		outcomes.push({ name: `${name}: runs to its end`, seconds: 0, error });
	}
	return { outcomes, figures };
}

/** Prints how every check went, and says whether all is well. */
function summarize(outcomes: Outcome[], leftOut: string[]): boolean {
	const failed = outcomes.filter(({ error }) => error !== undefined);
	console.log([...outcomes.map(describe), ...leftOut].join('\n'));
	for (const { name, error } of failed) console.log(`\n${name}\n`, error);
	console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
	return failed.length === 0 && outcomes.length > 0;
}

function describe({ name, seconds, error }: Outcome): string {
	return `${error === undefined ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`;
}
