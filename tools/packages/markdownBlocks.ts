/** A part of a Markdown text that stays or goes as a whole. */
export interface Block {
	kind: 'heading' | 'row' | 'item' | 'fence' | 'paragraph' | 'blank';
	text: string;
}

/** Cuts a Markdown text into headings, table rows, list items, code blocks and paragraphs. */
export function blocksOf(markdown: string): Block[] {
	const blocks: Block[] = [];
	let inFence = false;
	for (const line of markdown.split('\n')) {
		const last = blocks.at(-1);
		const fence = line.trimStart().startsWith('```');
		if (inFence && last) {
			last.text += `\n${line}`;
			if (fence) inFence = false;
			continue;
		}
		inFence = fence;
		const kind = fence ? 'fence' : kindOf(line);
		const continues = kind === 'paragraph' && (last?.kind === 'paragraph' || last?.kind === 'item');
		if (continues && last) last.text += `\n${line}`;
		else blocks.push({ kind, text: line });
	}
	return blocks;
}

/** The number of hash signs of a heading; 0 for everything else. */
export function levelOf({ kind, text }: Block): number {
	return kind === 'heading' ? text.indexOf(' ') : 0;
}

/** The anchor that GitHub and npm give a heading. */
export function anchorOf({ text }: Block): string {
	return text
		.replace(/^#+ /, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replaceAll(' ', '-');
}

function kindOf(line: string): Block['kind'] {
	if (line.trim() === '') return 'blank';
	if (/^#{1,6} /.test(line)) return 'heading';
	if (line.startsWith('|')) return 'row';
	return /^\s*(?:[-*]|\d+\.) /.test(line) ? 'item' : 'paragraph';
}
