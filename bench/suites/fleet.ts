import type { BenchSuite, Measurement } from '../suite';
import { runFleet } from '../triggers/fleet';

const FLEETS = [1_000, 10_000];
const HOURS = 4;

/**
 * One trigger that follows many tenants of a service which takes 1,500 requests a minute: some of them
 * slow, some down for an hour.
 */
export const suite: BenchSuite = {
	deadline: 15 * 60_000,
	async run({ signal }, report): Promise<Measurement> {
		const table = [];
		for (const tenants of FLEETS) {
			report(`Following ${tenants} tenants for ${HOURS} hours of their time …`);
			const figures = await runFleet(tenants, HOURS, signal);
			report(JSON.stringify(shown(figures)));
			table.push({ ...figures });
		}
		const last = table.at(-1);
		if (!last) throw new Error('There is no fleet');
		return { table, figures: shown(last) };
	},
};

function shown(figures: Awaited<ReturnType<typeof runFleet>>) {
	const { tenants, lost, repeated, worstDelaySeconds, requestsPerHour } = figures;
	const { cpuMsPerTenantPoll, stateBytesPerTenant } = figures;
	return {
		tenants,
		lost,
		repeated,
		worstDelaySeconds,
		requestsPerHour,
		cpuMsPerTenantPoll,
		stateBytesPerTenant,
	};
}
