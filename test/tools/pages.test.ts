import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { projectFolder } from '../../tools/packages/project';
import { pages } from '../../tools/pages/make';

test('the pages of operations and the tables of the README are what `npm run packages` writes', () => {
	const made = pages((path) => {
		const source = join(projectFolder, path.replace(/^dist\//, '').replace(/\.js$/, ''));
		const [NodeClass] = Object.values(
			// Which files there are is data, so that a node that is added is looked at too.
			jest.requireActual<Record<string, new () => INodeType>>(source),
		);
		if (!NodeClass) throw new Error(`${source} exports no class`);
		return NodeClass;
	});
	expect(made.length).toBeGreaterThan(2);
	const stale = made.filter(
		({ path, text }) => readFileSync(join(projectFolder, path), 'utf8') !== text,
	);
	expect(stale.map(({ path }) => path)).toEqual([]);
});
