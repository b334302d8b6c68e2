import { readdir } from 'node:fs/promises';
import { UserError } from './userError';
import { Interrupted, type Lifetime, withLifetime } from './lifetime';

/** Writes a line about the progress where it does not mix with a command's result. */
export function report(line: string): void {
	process.stderr.write(`${line}\n`);
}

/**
 * Runs a command's work and ends the process: with the code that the work gives, with 1 when it
 * fails, or with the signal's code. What the work has started is ended first.
 */
export async function runCommandLine(
	work: (lifetime: Lifetime) => Promise<number>,
): Promise<never> {
	try {
		process.exit(await withLifetime(work));
	} catch (error) {
		if (error instanceof Interrupted) process.exit(error.exitCode);
		report(describeError(error));
		process.exit(1);
	}
}

/** A sentence for what is in the user's hands, and where it came from for the rest. */
export function describeError(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error instanceof UserError ? error.message : (error.stack ?? error.message);
}

/**
 * The suites that a command line names, or all of the folder.
 *
 * @param first the suite that comes before the others when none is named
 * @throws UserError naming the suites there are, for one that is not
 */
export async function chooseSuites(
	folder: string,
	named: string[],
	first: string,
): Promise<string[]> {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
	const all = files.map((file) => file.slice(0, -'.ts'.length));
	const unknown = named.find((name) => !all.includes(name));
	if (unknown !== undefined) {
		throw new UserError(`There is no suite ${unknown}, only ${all.join(', ')}`);
	}
	if (named.length > 0) return named;
	return [first, ...all.filter((name) => name !== first)];
}
