import { startSandbox } from '../../sandbox';
import { offerOf } from '../../sandbox/offer';
import { type Lifetime, withDeadline } from '../process/lifetime';
import { installN8n } from '../n8n/install';
import { chooseLines } from '../n8n/lines';
import { equipN8n, setStage } from '../stage';
import type { Suite, SuiteContext } from '../suite';
import { UserError } from '../process/userError';
import { VERSION_CHECKS } from '../versions/checks';
import { givenN8n } from '../versions/given';
import type { Subject } from '../versions/subject';
import { versionTable } from '../versions/table';

/** For the checks of one n8n, without its install. */
const LINE_DEADLINE = 25 * 60_000;

/**
 * Everything that can differ from one n8n to the next, in every version that people run: those with a
 * lock file, or the one that runs at an address.
 */
export const suite: Suite = {
	deadline: 4 * 60 * 60_000,
	onlyWhenNamed: 'it installs several versions of n8n, 2.7 GB each',
	installs: true,
	async run(context) {
		const { lifetime, report, options, conclude } = context;
		const checks = chosenChecks(options.checks);
		const results: Record<string, Record<string, boolean>> = {};
		const look = async (subject: Subject, within: Lifetime) => {
			const version = await subject.client.version();
			results[version] = await checkEach(subject, version, checks, context, within);
		};

		const given = givenN8n(process.env);
		if (given) {
			await withDeadline(lifetime, LINE_DEADLINE, async (within) => {
				const sandbox = await startSandbox();
				await within.onEnd(() => sandbox.close());
				const started = await equipN8n(given.url, offerOf(sandbox), given.owner);
				await look({ ...started, sandbox }, within);
			});
		} else {
			for (const line of await chooseLines(options.lines)) {
				await installN8n(report, lifetime.signal, line);
				await withDeadline(lifetime, LINE_DEADLINE, async (within) => {
					const stage = await setStage(within, { report, line });
					await look({ ...stage, local: { n8n: stage.n8n, packed: stage.parts.packed } }, within);
				});
			}
		}
		for (const row of versionTable(results)) conclude(row);
		return { versions: results };
	},
};

/** Runs the checks on one n8n, and says of each whether it passed. */
async function checkEach(
	subject: Subject,
	version: string,
	checks: typeof VERSION_CHECKS,
	{ check, report }: SuiteContext,
	lifetime: Lifetime,
): Promise<Record<string, boolean>> {
	const passed: Record<string, boolean> = {};
	for (const [name, work] of checks) {
		const result = await check(`n8n ${version}: ${name}`, async () => {
			await work(subject, { lifetime, report });
			return true;
		});
		passed[name] = result === true;
	}
	const kept = await check(`n8n ${version}: the contracts are kept`, async () => {
		const violations = subject.sandbox.violations();
		if (violations.length > 0) throw new Error(JSON.stringify(violations));
		return true;
	});
	return { ...passed, contracts: kept === true };
}

/**
 * The checks that are named, or all.
 *
 * @throws UserError naming what there is
 */
function chosenChecks(named: readonly string[]): typeof VERSION_CHECKS {
	const names = VERSION_CHECKS.map(([name]) => name);
	const unknown = named.find((name) => !names.includes(name));
	if (unknown !== undefined) {
		throw new UserError(`There is no check ${unknown}, only ${names.join('; ')}`);
	}
	return VERSION_CHECKS.filter(([name]) => named.length === 0 || named.includes(name));
}
