import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { projectFolder } from '../../tools/packages/project';
import { singlePackages } from '../../tools/packages/singlePackages';
import { pageOf, textOf } from '../../tools/pages/make';

test.each([...singlePackages])('the page of $service has every operation and field', (single) => {
	const made = textOf(single, (path) => {
		const source = join(projectFolder, path.replace(/^dist\//, '').replace(/\.js$/, ''));
		const [NodeClass] = Object.values(
			// Which files there are is data, so that a node that is added is looked at too.
			jest.requireActual<Record<string, new () => INodeType>>(source),
		);
		if (!NodeClass) throw new Error(`${source} exports no class`);
		return NodeClass;
	});
	// `npm run packages` writes it.
	expect(readFileSync(join(projectFolder, pageOf(single)), 'utf8')).toBe(made);
});
