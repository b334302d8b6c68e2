import type { Lifetime } from '../e2e/process/lifetime';

/** What a bench suite has measured. */
export interface Measurement {
	/** One row a figure, for people. */
	table: Array<Record<string, string | number>>;
	/** The suite's last line, for programs. */
	figures: object;
}

/** A file of `bench/suites` exports one of these as `suite`. */
export interface BenchSuite {
	/** Milliseconds for all of it, without the first install of n8n. */
	deadline: number;
	run(lifetime: Lifetime, report: (line: string) => void): Promise<Measurement>;
}
