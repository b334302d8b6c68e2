import { spawn } from 'node:child_process';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

import { SeededRandom } from '../../sandbox/random';
import { projectFolder } from '../packages/project';
import { type Mutant, mutantsOf, withTraces } from './mutants';

/**
 * How many small faults in the shared rooms their tests catch. A sample of tokens is exchanged, one
 * at a time, in a copy of the project; the test files that come by the token are run until one fails.
 *
 * `npm run mutants -- --count 100 --seed 1 --only nodes/shared/http`; `--only` and `--tests` take files too.
 */

const { values } = parseArgs({
	options: {
		count: { type: 'string', default: '100' },
		seed: { type: 'string', default: '1' },
		skip: { type: 'string', default: '0' },
		only: { type: 'string', default: 'nodes/shared' },
		tests: { type: 'string', default: 'test/shared,test/attack,test/nodes/everyField' },
	},
});

/** A run that takes longer than this hangs, which counts as caught. */
const HANGS_AFTER_MS = 180_000;

const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
const hits = join(copy, 'hits');

/** Writes down which tokens each test file came by. */
const TRACES = `afterAll(() => require('fs').writeFileSync(
	require('path').join(${JSON.stringify(hits)}, process.pid + '-' + Date.now() + '.json'),
	JSON.stringify({ file: expect.getState().testPath, ids: [...(globalThis.__hits ?? [])] }),
));`;

/** Runs test files in the order in which they are named. */
const IN_ORDER = `const { default: Sequencer } = require('@jest/test-sequencer');
module.exports = class extends Sequencer {
	sort(tests) {
		const place = ({ path }) => process.argv.indexOf(path);
		return [...tests].sort((one, other) => place(one) - place(other));
	}
};`;

interface Outcome {
	isCaught: boolean;
	/** How long each test file took, in ms, by its path. */
	durations: Map<string, number>;
	/** What the test files say that failed. */
	failed: string[];
}

interface Report {
	testResults: {
		name: string;
		startTime: number;
		endTime: number;
		status: string;
		message: string;
	}[];
}

/** Runs test files in the copy until one fails. */
async function runTests(files: string[], timeout: number, ...options: string[]): Promise<Outcome> {
	const report = join(copy, 'report.json');
	rmSync(report, { force: true });
	const args = [
		'--silent',
		'--json',
		'--outputFile',
		report,
		...options,
		'--runTestsByPath',
		...files.map((file) => join(copy, file)),
	];
	const isCaught = await new Promise<boolean>((resolve) => {
		const jest = join(projectFolder, 'node_modules/.bin/jest');
		// A group of its own: a worker in an endless loop would outlive jest itself.
		const run = spawn(jest, args, { cwd: copy, stdio: 'ignore', detached: true });
		const end = () => process.kill(-Number(run.pid), 'SIGKILL');
		const timer = timeout > 0 ? setTimeout(end, timeout) : undefined;
		run.on('exit', (code) => {
			clearTimeout(timer);
			resolve(code !== 0);
		});
	});
	const durations = new Map<string, number>();
	const failed: string[] = [];
	try {
		const { testResults }: Report = JSON.parse(readFileSync(report, 'utf8'));
		for (const { name, startTime, endTime, status, message } of testResults) {
			durations.set(relative(copy, name), endTime - startTime);
			if (status === 'failed') failed.push(message);
		}
	} catch {
		// A run that hung has no report.
	}
	return { isCaught, durations, failed };
}

/** The files below a folder whose names end like this, or the one file that is named. */
function filesBelow(folder: string, ending: string): string[] {
	if (folder.endsWith(ending)) return [folder];
	return readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => join(folder, name))
		.sort();
}

function sample(): Mutant[] {
	const files = filesBelow(values.only, '.ts');
	const all = files.flatMap(mutantsOf);
	const random = new SeededRandom(Number(values.seed), 'mutants');
	const chosen: Mutant[] = [];
	while (chosen.length < Number(values.count) && all.length > 0)
		chosen.push(...all.splice(random.bytes(4).readUInt32BE() % all.length, 1));
	process.stdout.write(
		`${chosen.length} of ${chosen.length + all.length} mutants of ${files.length} files\n`,
	);
	return chosen;
}

function makeCopy(): void {
	for (const path of [
		'nodes',
		'credentials',
		'sandbox',
		'test',
		'tools',
		'workflows',
		'package.json',
	])
		cpSync(join(projectFolder, path), join(copy, path), { recursive: true });
	symlinkSync(join(projectFolder, 'node_modules'), join(copy, 'node_modules'));
	writeFileSync(join(copy, 'traces.js'), TRACES);
	writeFileSync(join(copy, 'inOrder.js'), IN_ORDER);
	const config = readFileSync(join(projectFolder, 'jest.config.js'), 'utf8');
	writeFileSync(
		join(copy, 'jest.config.js'),
		`${config}\nmodule.exports.setupFilesAfterEnv.push('<rootDir>/traces.js');\nmodule.exports.testSequencer = '<rootDir>/inOrder.js';\nmodule.exports.maxWorkers = 1;\n`,
	);
	mkdirSync(hits);
}

/** The test files that come by each mutant, and how long each takes. */
async function trace(mutants: readonly Mutant[]) {
	for (const file of new Set(mutants.map((mutant) => mutant.file))) {
		const places = mutants.flatMap((mutant, id) =>
			mutant.file === file ? [{ id, around: mutant.around }] : [],
		);
		const path = join(projectFolder, file);
		writeFileSync(join(copy, file), withTraces(readFileSync(path, 'utf8'), places));
	}
	const tests = values.tests.split(',').flatMap((folder) => filesBelow(folder, '.test.ts'));
	const { isCaught, durations, failed } = await runTests(tests, 0);
	if (isCaught) throw new Error(`The tests fail without a mutant:\n${failed.join('\n')}`);
	const visitors = mutants.map((): string[] => []);
	for (const name of readdirSync(hits)) {
		const { file, ids }: { file: string; ids: number[] } = JSON.parse(
			readFileSync(join(hits, name), 'utf8'),
		);
		for (const id of ids) visitors[id]?.push(relative(copy, file));
	}
	for (const { file } of mutants) cpSync(join(projectFolder, file), join(copy, file));
	return { visitors, durations };
}

async function run(): Promise<void> {
	const mutants = sample();
	makeCopy();
	const { visitors, durations } = await trace(mutants);
	const survivors: Mutant[] = [];
	for (const [index, mutant] of mutants.entries()) {
		if (index < Number(values.skip)) continue;
		const { file, start, end, text, instead, line } = mutant;
		const original = readFileSync(join(projectFolder, file), 'utf8');
		writeFileSync(join(copy, file), original.slice(0, start) + instead + original.slice(end));
		const files = (visitors[index] ?? []).sort(
			(one, other) => (durations.get(one) ?? 0) - (durations.get(other) ?? 0),
		);
		let isCaught = false;
		// One after the other, the quickest first.
		if (files.length > 0) isCaught = (await runTests(files, HANGS_AFTER_MS, '--bail')).isCaught;
		writeFileSync(join(copy, file), original);
		if (!isCaught) survivors.push(mutant);
		process.stdout.write(
			`${index + 1} ${isCaught ? 'caught' : 'SURVIVES'} ${file}:${line} ${text.trim()} -> ${instead || 'nothing'} (${files.length} test files)\n`,
		);
	}
	const caught = mutants.length - survivors.length;
	process.stdout.write(
		`\n${caught} of ${mutants.length} caught: ${((100 * caught) / mutants.length).toFixed(1)} %\n`,
	);
}

run()
	.finally(() => rmSync(copy, { recursive: true, force: true }))
	.catch((error: unknown) => {
		process.stderr.write(`${String(error)}\n`);
		process.exitCode = 1;
	});
