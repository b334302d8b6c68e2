/**
 * Draws a table of lines: a row for each version, a column for each check.
 *
 * @param results what passed, by version and check
 */
export function versionTable(results: Record<string, Record<string, boolean>>): string[] {
	const [first = {}] = Object.values(results);
	const columns = Object.keys(first);
	const rows = Object.entries(results).map(([version, passed]) => [
		version,
		...columns.map((column) => (passed[column] ? 'yes' : 'NO')),
	]);
	const cells = [['n8n', ...columns], ...rows];
	const widths = cells[0]?.map((_, index) =>
		Math.max(...cells.map((row) => row[index]?.length ?? 0)),
	);
	return cells.map((row) =>
		row
			.map((cell, index) => cell.padEnd(widths?.[index] ?? 0))
			.join('  ')
			.trimEnd(),
	);
}
