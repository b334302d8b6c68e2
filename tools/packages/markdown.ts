import { posix } from 'node:path';

import { anchorOf, type Block, blocksOf, levelOf } from './markdownBlocks';
import type { Manifest } from './project';
import { type SinglePackage, singlePackages } from './singlePackages';

/**
 * The half of a Markdown file that a single package has. Out of it stay the table rows, list items,
 * paragraphs and code blocks that name another service, and the sections whose heading does.
 *
 * Comments in the file say what cannot be seen in the words. A block with `<!-- docspace -->` in it,
 * or below a line of it, is for the package of that service only; `<!-- both -->` is for none but the
 * package with both. Above a heading it counts for the section. `<!-- docspace: text -->` puts
 * the text into the package of that service.
 *
 * Links lead to the repository, as the package has no other files.
 *
 * @param path the file's, from the top of the repository
 */
export function halfOf(
	markdown: string,
	{ path, single, manifest }: { path: string; single: SinglePackage; manifest: Manifest },
): string {
	const text = renamed(withOwnWords(markdown, single), manifest, single);
	const blocks = withoutEmptySections(
		withoutEmptyTables(ownBlocks(blocksOf(text), (part) => isForeign(part, single, manifest))),
	);
	const half = blocks.map((block) => block.text.replaceAll(/ ?<!-- .*? -->/gs, '')).join('\n');
	return `${withFullLinks(half, { path, manifest, blocks })
		.replace(/\n{3,}/g, '\n\n')
		.trim()}\n`;
}

/** A text of the package with both services, with a single package's name in place of its own. */
export function renamed(text: string, { name }: Manifest, single: SinglePackage): string {
	// Addresses of the repository, which has the same name, stay.
	return text.replaceAll(new RegExp(`(?<![\\w/-])${name}(?![\\w-])`, 'g'), single.name);
}

/** A text without the addresses of the project, which have the names of both services in them. */
export function withoutAddresses(text: string, { homepage, author }: Manifest): string {
	const owner = new URL(homepage).pathname.split('/')[1] ?? '';
	return text
		.replaceAll(homepage, '')
		.replaceAll(author.email, '')
		.replaceAll(author.name, '')
		.replaceAll(`github.com/${owner}/`, '');
}

/** Whether a text is marked as another package's, or names another service. */
function isForeign(text: string, single: SinglePackage, manifest: Manifest): boolean {
	const mark = /<!-- (docspace|acronis|both) -->/.exec(text)?.[1];
	if (mark !== undefined && mark !== single.service) return true;
	const words = withoutAddresses(text, manifest);
	return singlePackages.some((other) => other !== single && other.words.test(words));
}

function withOwnWords(markdown: string, { service }: SinglePackage): string {
	return markdown.replaceAll(
		/<!-- (docspace|acronis): (.*?) -->/gs,
		(_, owner: string, text: string) => (owner === service ? text : ''),
	);
}

function ownBlocks(blocks: Block[], isOthers: (text: string) => boolean): Block[] {
	let foreign = 0;
	let mark = '';
	return blocks.filter((block) => {
		if (block.kind === 'blank') return foreign === 0;
		const text = `${mark}${block.text}`;
		mark = isMark(block) ? block.text : '';
		if (mark !== '') return false;
		const level = levelOf(block);
		if (level > 0 && (foreign === 0 || level <= foreign)) foreign = isOthers(text) ? level : 0;
		return foreign === 0 && !isOthers(text);
	});
}

function isMark({ text }: Block): boolean {
	return /^<!-- (docspace|acronis|both) -->$/.test(text.trim());
}

/** Drops what is left of a table that has lost its heading or all of its rows. */
function withoutEmptyTables(blocks: Block[]): Block[] {
	const isRule = (block?: Block) => /^\|[\s:|-]+\|$/.test(block?.text.trim() ?? '');
	return blocks.filter((block, index) => {
		if (block.kind !== 'row') return true;
		const before = blocks.slice(0, index).reverse();
		const rows = [...before, undefined].findIndex((other) => other?.kind !== 'row');
		const start = index - rows;
		return isRule(blocks[start + 1]) && blocks[start + 2]?.kind === 'row';
	});
}

function withoutEmptySections(blocks: Block[]): Block[] {
	return blocks.filter((block, index) => {
		const level = levelOf(block);
		if (level === 0) return true;
		const next = blocks.slice(index + 1).find(({ kind }) => kind !== 'blank');
		return next !== undefined && (next.kind !== 'heading' || levelOf(next) > level);
	});
}

function withFullLinks(
	markdown: string,
	{ path, manifest, blocks }: { path: string; manifest: Manifest; blocks: Block[] },
): string {
	const anchors = new Set(blocks.filter(({ kind }) => kind === 'heading').map(anchorOf));
	return markdown.replaceAll(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (link, mark, text, target) => {
		if (/^[a-z]+:/.test(target) || anchors.has(target.slice(1))) return link;
		const file = target.startsWith('#')
			? `${path}${target}`
			: posix.join(posix.dirname(path), target);
		const view = mark ? 'raw' : 'blob';
		return `${mark}[${text}](${manifest.homepage}/${view}/main/${file})`;
	});
}
