import type { BenchSuite, Measurement } from '../suite';
import { measureBacklog, measureCap, measureQuiet } from '../triggers/costs';
import { runServers } from '../triggers/servers';

const SERVERS = 50_000;
const BACKLOG = 1_000_000;

/**
 * What the triggers' polling loses, repeats and costs on hostile model servers, beside a reader that
 * keeps nothing but a time.
 */
export const suite: BenchSuite = {
	deadline: 40 * 60_000,
	async run({ signal }, report): Promise<Measurement> {
		// Memory first, while nothing else has grown.
		report(`Working off a backlog of ${BACKLOG} events …`);
		const backlog = await measureBacklog(BACKLOG);
		const quiet = await measureQuiet();
		const stateBytesAtCap = await measureCap();
		report(`Polling ${SERVERS} servers …`);
		const { naive, ...ours } = await runServers(SERVERS, signal, report);
		const { events, lost, repeated, killGap } = ours;
		const gap = (choice: string, inGap: number, redelivered: number) => ({
			reader: `killed in the gap, "${choice}"`,
			lost: inGap,
			redelivered,
		});
		return {
			table: [
				{ reader: 'this package', events, lost, repeated, redelivered: 0 },
				{ reader: 'one timestamp', events, ...naive, redelivered: 0 },
				gap('continue', killGap.continueLost, 0),
				gap('repeat', killGap.repeatLost, killGap.redelivered),
				{ reader: 'backlog', ...backlog },
			],
			figures: {
				...ours,
				naive,
				idleRequests: quiet.idleRequests,
				stateBytesAtCap,
				stateBytesQuiet: quiet.stateBytes,
				backlog,
			},
		};
	},
};
