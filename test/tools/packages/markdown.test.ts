import { halfOf } from '../../../tools/packages/markdown';
import { readManifest } from '../../../tools/packages/project';
import { singlePackages } from '../../../tools/packages/singlePackages';

const manifest = readManifest();
const repository = manifest.homepage;

/** The half of the DocSpace package. */
function docSpaceHalf(markdown: string, path = 'README.md'): string {
	const single = singlePackages.find(({ service }) => service === 'docspace');
	if (!single) throw new Error('There is no package for DocSpace');
	return halfOf(markdown, { path, single, manifest });
}

describe("a single package's half of a Markdown file", () => {
	test.each([
		[
			'paragraphs',
			'One\nof DocSpace.\n\nTwo\nof Acronis.\n\nThree.',
			'One\nof DocSpace.\n\nThree.\n',
		],
		['list items', '- a\n- Acronis\n  and more\n- b', '- a\n- b\n'],
		['table rows', '| a |\n| - |\n| b |\n| Acronis |', '| a |\n| - |\n| b |\n'],
		['tables without rows', 'x\n\n| a |\n| - |\n| Acronis |\n\ny', 'x\n\ny\n'],
		['tables of another service', 'x\n\n| Acronis |\n| --- |\n| b |\n\ny', 'x\n\ny\n'],
		['code blocks', 'x\n\n```sh\n# Acronis\n\nls\n```\n\ny', 'x\n\ny\n'],
		[
			'sections',
			'# a\n\nx\n\n## Acronis\n\ny\n\n### z\n\nz\n\n## b\n\nx',
			'# a\n\nx\n\n## b\n\nx\n',
		],
		[
			'sections without content',
			'# a\n\nx\n\n## b\n\nAcronis.\n\n## c\n\nx',
			'# a\n\nx\n\n## c\n\nx\n',
		],
	])('leaves out %s', (_, markdown, half) => {
		expect(docSpaceHalf(markdown)).toBe(half);
	});

	test.each([
		['a row', '| a |\n| - |\n| b |\n| c <!-- acronis --> |', '| a |\n| - |\n| b |\n'],
		['an item', '- a <!-- docspace -->\n- b <!-- both -->', '- a\n'],
		['a paragraph', 'a\n\n<!-- acronis -->\n\nb\n\nc', 'a\n\nc\n'],
		['a section', 'a\n\n<!-- both -->\n\n## b\n\nb\n\n## c\n\nc', 'a\n\n## c\n\nc\n'],
		['its own section', 'a\n\n<!-- docspace -->\n\n## b\n\nb', 'a\n\n## b\n\nb\n'],
	])('takes marks into account: %s', (_, markdown, half) => {
		expect(docSpaceHalf(markdown)).toBe(half);
	});

	test('has words of its own', () => {
		const markdown =
			'Acronis and DocSpace.\n\n<!-- docspace: DocSpace. -->\n\n<!-- acronis: A. -->';
		expect(docSpaceHalf(markdown)).toBe('DocSpace.\n');
	});

	test('names its package, and the repository by its address', () => {
		expect(docSpaceHalf(`Install \`${manifest.name}\` from ${repository}.`)).toBe(
			`Install \`n8n-nodes-docspace-backup\` from ${repository}.\n`,
		);
	});

	test('links to what it has, and else to the repository', () => {
		const half = docSpaceHalf(
			'## A b, c\n\n[a](#a-b-c) [b](#gone) [c](docs/c.md#d) ![d](docs/d.png) [e](https://e.example)',
		);
		expect(half).toContain(
			`[a](#a-b-c) [b](${repository}/blob/main/README.md#gone) [c](${repository}/blob/main/docs/c.md#d) ![d](${repository}/raw/main/docs/d.png) [e](https://e.example)`,
		);
		expect(docSpaceHalf('[a](../README.md#b)', 'docs/a.md')).toBe(
			`[a](${repository}/blob/main/README.md#b)\n`,
		);
	});
});
