import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { runPolls } from '../../nodes/shared/polling/poll';
import { ProcessMemory } from '../../nodes/shared/polling/processMemory';
import type { LogWindow, PollSource, SourcePage } from '../../nodes/shared/polling/source';
import { rounded } from '../statistics';
import { pollCaller, TRIGGER } from './pollCaller';

const BEGIN = 1_900_000_000;
const MINUTE = 60_000;
const REQUESTS_PER_MINUTE = 1_500;
/** Requests that a poll has under way at once: so much faster than one after the other goes the time. */
const AT_ONCE = 16;
const LATENCY = 100;
const SLOW_LATENCY = 5_000;
/** On average, for each tenant. */
const MINUTES_BETWEEN_EVENTS = 30;

/** What following a fleet of tenants came to. */
export interface FleetFigures {
	tenants: number;
	events: number;
	lost: number;
	repeated: number;
	/** The longest time from an event to the workflow, the outage of its own tenant left out. */
	worstDelaySeconds: number;
	requestsPerHour: number;
	cpuMsPerTenantPoll: number;
	stateBytesPerTenant: number;
	refusals: number;
	toldOutages: number;
	rssGrowthMiB: number;
}

interface Event {
	id: string;
	at: number;
}

/** The tenants' one service, in a time of its own, with a limit of requests for all of them. */
class Service {
	/** In ms. */
	now = 0;
	requests = 0;
	refusals = 0;
	private recent: number[] = [];
	private oldest = 0;

	/** One request of a tenant. @throws NodeApiError beyond the limit */
	take(latency: number): void {
		this.requests += 1;
		this.now += latency / AT_ONCE;
		while ((this.recent[this.oldest] ?? Infinity) <= this.now - MINUTE) this.oldest += 1;
		if (this.recent.length - this.oldest >= REQUESTS_PER_MINUTE) {
			this.refusals += 1;
			throw refusal('429');
		}
		this.recent.push(this.now);
		if (this.oldest > 100_000) {
			this.recent = this.recent.slice(this.oldest);
			this.oldest = 0;
		}
	}
}

class TenantLog implements PollSource<IDataObject> {
	readonly events: Event[] = [];

	constructor(
		private readonly service: Service,
		private readonly latency: number,
		/** In ms of the service's time. */
		readonly outage?: { from: number; before: number },
	) {}

	async serverNow(): Promise<number> {
		this.ask();
		return this.second;
	}

	async *pages({ from, before = Infinity }: LogWindow): AsyncGenerator<SourcePage<IDataObject>> {
		this.ask();
		// As a real request does: the others go on meanwhile.
		await Promise.resolve();
		const rows = this.events
			.map(({ id, at }) => ({ id, second: BEGIN + Math.floor(at / 1000), data: { id } }))
			.filter(({ second }) => second <= this.second && second >= from && second < before);
		yield { rows, serverNow: this.second, total: rows.length };
	}

	isDown(at: number): boolean {
		return this.outage !== undefined && at >= this.outage.from && at < this.outage.before;
	}

	private get second(): number {
		return BEGIN + Math.floor(this.service.now / 1000);
	}

	private ask(): void {
		this.service.take(this.latency);
		if (this.isDown(this.service.now)) throw refusal('503');
	}
}

function refusal(httpCode: string): NodeApiError {
	return new NodeApiError(TRIGGER, {}, { message: `status ${httpCode}`, httpCode });
}

/** The same numbers in each run. */
function randoms(): () => number {
	let state = 7;
	return () => {
		state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
		return state / 2 ** 31;
	};
}

/**
 * Lets one trigger follow so many tenants for some hours of their time, a poll a minute: of a hundred
 * tenants two are slow and one is down for an hour.
 */
export async function runFleet(
	tenants: number,
	hours: number,
	signal: AbortSignal,
): Promise<FleetFigures> {
	const service = new Service();
	const random = randoms();
	const end = hours * 60 * MINUTE;
	const logs = new Map<string, TenantLog>();
	for (let index = 0; index < tenants; index += 1) {
		const from = end * 0.2 + random() * end * 0.3;
		const outage = index % 100 === 7 ? { from, before: from + 60 * MINUTE } : undefined;
		const id = `2057c38b-4dba-4fb3-bc83-${String(index).padStart(12, '0')}`;
		logs.set(id, new TenantLog(service, index % 50 === 3 ? SLOW_LATENCY : LATENCY, outage));
	}
	const memory = new ProcessMemory(
		() => service.now,
		() => BEGIN * 1000 + service.now,
	);
	let staticData: IDataObject = {};
	const request = async () => ({
		logs: [...logs].map(([id, source]) => ({ id, source })),
		scope: ['bench'],
		overlapSeconds: 600,
		maximumEvents: 1_000,
		afterRestart: 'continue' as const,
		lookbackSeconds: 0,
		sampleSize: 5,
		capacity: Math.max(50, Math.floor(50_000 / tenants)),
	});

	const emitted = new Map<string, number>();
	let events = 0;
	let worstDelay = 0;
	let toldOutages = 0;
	let cpu = 0;
	const before = process.memoryUsage().rss;
	let peak = before;
	const poll = async () => {
		signal.throwIfAborted();
		staticData = JSON.parse(JSON.stringify(staticData));
		const begin = process.cpuUsage();
		const results = await runPolls(pollCaller(staticData, 70_000), request, memory).catch(
			(error: unknown) => {
				if (error instanceof NodeApiError) return null;
				throw error;
			},
		);
		const used = process.cpuUsage(begin);
		cpu += (used.user + used.system) / 1000;
		peak = Math.max(peak, process.memoryUsage().rss);
		for (const result of results ?? []) {
			const log = logs.get(result.log ?? '');
			if (result.availability?.isBack === false) toldOutages += 1;
			for (const { id } of result.events) {
				emitted.set(id, (emitted.get(id) ?? 0) + 1);
				const at = Number(id.split(' ')[1]);
				const { from, before: until } = log?.outage ?? { from: 0, before: 0 };
				const down = Math.max(0, Math.min(service.now, until) - Math.max(at, from));
				worstDelay = Math.max(worstDelay, service.now - at - down);
			}
		}
	};

	await poll();
	for (let minute = Math.ceil(service.now / MINUTE) + 1; minute * MINUTE < end; minute += 1) {
		for (const [id, log] of logs) {
			if (random() >= 1 / MINUTES_BETWEEN_EVENTS) continue;
			const at = Math.floor(service.now);
			log.events.push({ id: `${id} ${at}`, at });
			events += 1;
		}
		if (service.now > minute * MINUTE) continue;
		service.now = minute * MINUTE;
		await poll();
	}
	const { requests, now } = service;
	const hoursPassed = now / (60 * MINUTE);
	const stateBytes = Buffer.byteLength(JSON.stringify(staticData));
	for (let minute = 0; emitted.size < events && minute < 120; minute += 1) {
		service.now += MINUTE;
		await poll();
	}
	const counts = [...emitted.values()];
	return {
		tenants,
		events,
		lost: events - emitted.size,
		repeated: counts.reduce((sum, count) => sum + count - 1, 0),
		worstDelaySeconds: rounded(worstDelay / 1000, 0),
		requestsPerHour: rounded(requests / hoursPassed, 0),
		cpuMsPerTenantPoll: rounded(cpu / service.requests, 3),
		stateBytesPerTenant: rounded(stateBytes / tenants, 0),
		refusals: service.refusals,
		toldOutages,
		rssGrowthMiB: rounded((peak - before) / 2 ** 20, 1),
	};
}
