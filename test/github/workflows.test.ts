import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { n8nLines } from '../../e2e/n8n/lines';
import { projectFolder } from '../support/packedPackage';

interface Job {
	strategy?: { matrix: { line: string[] } };
	needs?: string;
	environment?: string;
	permissions?: Record<string, string>;
	steps: Array<{ uses?: string; run?: string }>;
}

interface Workflow {
	permissions?: Record<string, string>;
	jobs: Record<string, Job>;
}

const folder = join(projectFolder, '.github', 'workflows');
const workflows = readdirSync(folder).map((name) => ({
	name,
	workflow: parse(readFileSync(join(folder, name), 'utf8')) as Workflow, // as GitHub reads it
}));

/** What GitHub's machines may do with this project. */

describe.each(workflows)('$name', ({ workflow }) => {
	const jobs = Object.values(workflow.jobs);

	test('uses actions of a commit, which nobody can change', () => {
		const actions = jobs.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
		expect(actions.length).toBeGreaterThan(0);
		expect(actions.filter((uses) => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
	});

	test('has rights only that it names', () => {
		expect(workflow.permissions).toBeDefined();
		const rights = [workflow, ...jobs].flatMap(({ permissions = {} }) =>
			Object.entries(permissions).filter(([, right]) => right !== 'read' && right !== 'none'),
		);
		expect(rights.filter(([name]) => name !== 'id-token')).toEqual([]);
	});

	test('may publish only where no code of the project or of a dependency runs', () => {
		expect(workflow.permissions).not.toHaveProperty('id-token');
		const publishing = jobs.filter(({ permissions }) => permissions?.['id-token'] === 'write');
		for (const { environment, needs, steps } of publishing) {
			expect(environment).toBe('npm');
			expect(needs).toBe('pack');
			const actions = steps.flatMap(({ uses }) => uses?.split('@')[0] ?? []);
			expect(actions.sort()).toEqual(['actions/download-artifact', 'actions/setup-node']);
			const commands = steps.map(({ run = '' }) => run).join('\n');
			expect(commands).not.toMatch(/npm (ci|install|test|run|exec|start)|npx|node /);
			expect(commands).toContain(
				'npm publish "./$tarball" --provenance --access public --ignore-scripts',
			);
		}
	});
});

test('the weekly run has every line of n8n that has a lock file, and the latest', async () => {
	const weekly = workflows.find(({ name }) => name === 'versions.yml');
	const lines = await n8nLines();
	expect(weekly?.workflow.jobs.checks?.strategy?.matrix.line).toEqual([
		...lines.map(({ version }) => version),
		'latest',
	]);
});

test('one workflow publishes', () => {
	const publishing = workflows.filter(({ workflow }) =>
		Object.values(workflow.jobs).some(({ permissions }) => permissions?.['id-token'] === 'write'),
	);
	expect(publishing.map(({ name }) => name)).toEqual(['publish.yml']);
});
