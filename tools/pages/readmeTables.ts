import type { INodeTypeDescription } from 'n8n-workflow';

import { operationNames } from './operationsPage';

/**
 * The README with the table of each node's operations, which is the first one below the heading with
 * the node's name.
 *
 * @throws an Error when the README has no such heading or table
 */
export function withOperationTables(
	readme: string,
	nodes: readonly INodeTypeDescription[],
): string {
	return nodes.reduce((text, node) => {
		const rows = operationNames(node);
		if (rows.length === 0) return text;
		const [before, after] = text.split(`\n### ${node.displayName}\n`, 2);
		const table = /(?:^\|.*\n)+/m;
		if (before === undefined || after === undefined || !table.test(after.split('\n#')[0] ?? '')) {
			throw new Error(`README.md has no table below ${node.displayName}`);
		}
		const made = alignedTable(['Resource', 'Operations'], rows);
		return `${before}\n### ${node.displayName}\n${after.replace(table, made)}`;
	}, readme);
}

/** A Markdown table as prettier leaves it. */
function alignedTable(heading: [string, string], rows: [string, string][]): string {
	const lines = [heading, ...rows];
	const widths = [0, 1].map((column) =>
		Math.max(...lines.map((line) => line[column]?.length ?? 0)),
	);
	const line = (cells: string[], filler: string) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(' | ')} |\n`;
	return [line(heading, ' '), line(['', ''], '-'), ...rows.map((row) => line(row, ' '))].join('');
}
