const { existsSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');

module.exports = async () => {
	const folder = process.env.TEST_RUN_FOLDER;
	const file = join(folder, 'attacks');
	const counts = new Map();
	for (const line of existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []) {
		const [kind, times] = line === '' ? ['', 0] : JSON.parse(line);
		counts.set(kind, (counts.get(kind) ?? 0) + times);
	}
	const shown = [...counts]
		.filter(([, times]) => times > 0)
		.map(([kind, times]) => `${times.toLocaleString('en')} ${kind}`);
	if (shown.length > 0) process.stdout.write(`\nAttacks of this run: ${shown.sort().join(', ')}\n`);
	rmSync(folder, { recursive: true, force: true });
};
