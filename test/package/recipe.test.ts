import { execFile } from 'node:child_process';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { projectFolder } from '../../tools/packages/project';

/** The steps of CONTRIBUTING, followed to the letter in a copy of the project. */

/** Each code block of the recipe: the file that its first line names, and the rest. */
function steps(): { file: string; text: string }[] {
	const contributing = readFileSync(join(projectFolder, 'CONTRIBUTING.md'), 'utf8');
	const recipe = contributing.split('## Adding an operation')[1]?.split('\n## ')[0] ?? '';
	return [...recipe.matchAll(/^ {3}```\w+\n {3}(?:\/\/|#) (\S+)\n([^]*?)^ {3}```$/gm)].map(
		([, file = '', text = '']) => ({ file, text: text.replace(/^ {3}/gm, '') }),
	);
}

/** Those that take every row of the table. */
const TESTS = [
	'test/nodes/DocSpaceBackup/everyFault.test.ts',
	'test/attack/anyAnswerToDocSpaceBackup.test.ts',
];

let copy: string;

beforeAll(async () => {
	copy = await mkdtemp(join(tmpdir(), 'recipe-'));
	const folders = ['nodes', 'credentials', 'sandbox', 'test', 'tools'];
	const files = ['jest.config.js', 'package.json', 'tsconfig.json', 'tsconfig.development.json'];
	for (const path of [...folders, ...files])
		cpSync(join(projectFolder, path), join(copy, path), { recursive: true });
	symlinkSync(join(projectFolder, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => {
	rmSync(copy, { recursive: true });
});

/** What a tool of the project says about the copy. */
async function said(tool: string, ...options: string[]): Promise<string> {
	const run = promisify(execFile)(process.execPath, [require.resolve(tool), ...options], {
		cwd: copy,
	});
	// A tool that finds something ends with an error, which has what it said.
	const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error);
	return stdout + stderr;
}

/** Puts a text before the last place where a file has another one. */
function insertBefore(file: string, place: string, text: string): void {
	const before = readFileSync(join(copy, file), 'utf8');
	const at = before.lastIndexOf(place);
	expect(at).toBeGreaterThan(0);
	writeFileSync(join(copy, file), before.slice(0, at) + text + before.slice(at));
}

test('the recipe for an operation works as it is written, with four edits', async () => {
	const [operation, resource, contract, row, ...more] = steps();
	if (!operation || !resource || !contract || !row) throw new Error('The recipe has lost a step');
	expect(more).toEqual([]);
	const value = /value: '(\w+)'/.exec(operation.text)?.[1] ?? '';
	writeFileSync(join(copy, operation.file), operation.text, { flag: 'wx' });
	writeFileSync(join(copy, resource.file), resource.text);
	insertBefore(contract.file, '\ncomponents:', `\n${contract.text.trimEnd().replace(/^/gm, '  ')}`);
	insertBefore(row.file, '\n];\n', `\n${row.text.trimEnd()}`);

	const project = {
		extends: './tsconfig.development.json',
		include: [operation.file, resource.file, row.file],
	};
	writeFileSync(join(copy, 'tsconfig.recipe.json'), JSON.stringify(project));
	const named = `${value}|is about every operation`;
	const [types, tests] = await Promise.all([
		said('typescript/bin/tsc', '-p', 'tsconfig.recipe.json'),
		said('jest/bin/jest', '-i', '--json', '--silent', '-t', named, ...TESTS),
	]);
	expect(types).toBe('');
	expect(tests).toMatch(/"numFailedTests":0,/);
	expect(Number(/"numPassedTests":(\d+)/.exec(tests)?.[1])).toBeGreaterThan(5);
}, 180_000);
