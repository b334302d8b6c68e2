import { rounded } from '../statistics';
import { LogReader, LongLog } from './longLog';

const BEGIN = 1_900_000_000;
const DAY = 86_400;

/** Publishes a trigger at the beginning of a log, whose rows all come after that. */
async function published(log: LongLog, reader: LogReader): Promise<void> {
	const { now } = log;
	log.now = BEGIN - 1;
	await reader.poll();
	log.now = now;
}

/** Requests of a poll that finds nothing new, and the state's size in a log with a row a minute. */
export async function measureQuiet(): Promise<{ idleRequests: number; stateBytes: number }> {
	const log = new LongLog(BEGIN, 60, 60);
	const reader = new LogReader(log);
	await published(log, reader);
	await reader.poll();
	const before = log.requests;
	if ((await reader.poll()).length > 0) throw new Error('The log is not quiet');
	return { idleRequests: log.requests - before, stateBytes: reader.stateBytes };
}

/**
 * The state's size when it knows as much as it may: as many rows as the overlap may hold, each in a
 * second of its own, all of them emitted by one poll that a restart would have to repeat.
 */
export async function measureCap(): Promise<number> {
	const log = new LongLog(BEGIN, 5_000, 17);
	const most = { overlapSeconds: DAY, maximumEvents: 5_000, afterRestart: 'repeat' } as const;
	const reader = new LogReader(log, most);
	await published(log, reader);
	const { length } = await reader.poll();
	if (length < 4_990) throw new Error(`The poll emitted only ${length} events`);
	return reader.stateBytes;
}

/** What the work costs that an outage of three months leaves behind. */
export interface BacklogCost {
	events: number;
	requests: number;
	rssGrowthMiB: number;
	seconds: number;
}

/**
 * Works off a backlog of so many events.
 *
 * @throws an Error when an event is lost, repeated or out of order
 */
export async function measureBacklog(events: number): Promise<BacklogCost> {
	const log = new LongLog(BEGIN, events, (90 * DAY) / events);
	const reader = new LogReader(log);
	await published(log, reader);
	const before = process.memoryUsage().rss;
	const requests = log.requests;
	const started = performance.now();
	let peak = before;
	let next = 0;
	for (let idle = 0; next < events;) {
		const ids = await reader.poll();
		for (const id of ids) {
			if (id !== `row-${next}`) throw new Error(`After ${next} events came ${id}`);
			next += 1;
		}
		idle = ids.length > 0 ? 0 : idle + 1;
		if (idle > 10) throw new Error(`Nothing more came after ${next} events`);
		peak = Math.max(peak, process.memoryUsage().rss);
	}
	return {
		events: next,
		requests: log.requests - requests,
		rssGrowthMiB: rounded((peak - before) / 2 ** 20, 1),
		seconds: rounded((performance.now() - started) / 1000, 1),
	};
}
