import type { Lifetime } from './process/lifetime';
import type { SuiteOptions } from './process/options';

/** What a suite of checks works with. */
export interface SuiteContext {
	/** Ends whatever the suite starts. */
	lifetime: Lifetime;
	/** Writes a line about the progress. */
	report: (line: string) => void;
	/** What of a suite is wanted, for one that can be run in part. */
	options: SuiteOptions;
	/** Writes a line after the results of all checks. */
	conclude: (line: string) => void;
	/**
	 * Runs one check and counts it; one that throws has failed, and the suite goes on.
	 *
	 * @returns what the check gives, or undefined when it has failed
	 */
	check<Result>(name: string, work: () => Promise<Result>): Promise<Result | undefined>;
}

/** A file of `e2e/suites` exports one of these as `suite`. */
export interface Suite {
	/** Milliseconds for all of it, without the first install of n8n. */
	deadline: number;
	/** Why it runs only when it is named; a run of all suites says that it left this one out. */
	onlyWhenNamed?: string;
	/** It installs what it needs, which need not be the pinned n8n. */
	installs?: true;
	/** @returns an object with figures, if any; of a suite that is run alone it is the last line, as JSON */
	run(context: SuiteContext): Promise<unknown>;
}
