import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

const counts = new Map<string, number>();

/**
 * Counts attacks. What all files have counted is printed when all tests are done.
 *
 * @param kind What attacked, in the plural.
 */
export function attacked(kind: string, times = 1): void {
	counts.set(kind, (counts.get(kind) ?? 0) + times);
}

afterAll(() => {
	const { TEST_RUN_FOLDER = '' } = process.env;
	const lines = [...counts].map((entry) => `${JSON.stringify(entry)}\n`);
	appendFileSync(join(TEST_RUN_FOLDER, 'attacks'), lines.join(''));
});
