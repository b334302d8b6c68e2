import { randomBytes } from 'crypto';

import { AgedMap } from '../util/agedMap';
import { LogSession, type LogMemory } from './reading/logSession';
import type { Clocks } from './reading/serverClock';
import type { PollState } from './state';

/**
 * How long n8n may take to store what a poll returned, in ms.
 *
 * n8n never says whether it kept a poll's result. Within this time a state from before an emission
 * is taken for a copy that was made before the result was stored: n8n's durable scheduler starts
 * late ticks together, each with a copy of the same state. After this time such a state shows that
 * n8n has thrown the result away, and its events are emitted again.
 */
const SETTLING_MILLISECONDS = 30_000;

interface Batch {
	/** When this process emitted it, in ms. */
	emittedAt?: number;
	/** When this process emitted the batch that followed it, in ms. */
	supersededAt?: number;
}

/** The state that a first poll without events began with. */
interface Seed {
	state: PollState;
	at: number;
	/** When a poll first came with a state of the same scope, in ms: n8n has stored one. */
	storedAt?: number;
}

interface TriggerMemory {
	batches: Map<string, Batch>;
	running?: { until: number };
	seed?: Seed;
	/** When a poll last came to its end, in ms. */
	readAt?: number;
	/** Whether the last poll has failed without n8n noticing. */
	wasQuiet?: boolean;
	logs: Map<string, LogMemory>;
}

/** What the polls of this process know of each other; a restart of n8n begins with an empty one. */
export class ProcessMemory {
	/**
	 * Begins the name of every batch of this process. What a batch's name says is never forgotten:
	 * one that the memory does not know any more is still no other process's.
	 */
	private readonly name = randomBytes(4).toString('hex');

	private readonly triggers: AgedMap<TriggerMemory>;

	private readonly contexts = new WeakSet<object>();

	/**
	 * @param now A clock in ms that never jumps.
	 * @param date n8n's date in ms, which somebody may set.
	 */
	constructor(
		readonly now: () => number = () => performance.now(),
		readonly date: () => number = () => Date.now(),
	) {
		this.triggers = new AgedMap(undefined, now);
	}

	/** How many triggers are remembered. */
	get size(): number {
		return this.triggers.size;
	}

	/** @returns A name for an emission or a first state that no other one has. */
	newBatch(): string {
		return `${this.name}${randomBytes(6).toString('hex')}`;
	}

	/** Whether an object has not been shown before: n8n's engine polls with one context for long. */
	isNew(context: object): boolean {
		if (this.contexts.has(context)) return false;
		this.contexts.add(context);
		return true;
	}

	/** Whether the trigger's last poll has failed without n8n noticing. */
	wasQuiet(trigger: string): boolean {
		return this.triggers.get(trigger)?.wasQuiet ?? false;
	}

	/** Keeps whether the trigger's last poll has failed without n8n noticing. */
	noteQuiet(trigger: string, wasQuiet: boolean): void {
		this.use(trigger).wasQuiet = wasQuiet;
	}

	/**
	 * Begins a poll, unless another one of the same trigger is running.
	 *
	 * @param trigger What identifies a trigger.
	 * @param milliseconds After this time the poll counts as hung: the next one takes its place, so
	 * that a request without an answer cannot stop a trigger for good.
	 * @param takesOver Whether it takes the place of a running one, which then emits nothing.
	 */
	begin(trigger: string, milliseconds: number, takesOver = false): PollSession | undefined {
		const memory = this.use(trigger);
		if (memory.running && memory.running.until > this.now() && !takesOver) return undefined;
		return new PollSession(memory, this, this.name, milliseconds);
	}

	private use(trigger: string): TriggerMemory {
		const known = this.triggers.get(trigger);
		if (known) return known;
		const memory: TriggerMemory = { batches: new Map(), logs: new Map() };
		this.triggers.set(trigger, memory);
		return memory;
	}
}

/** One poll's view of the memory. */
export class PollSession {
	private readonly run: { until: number };

	constructor(
		private readonly memory: TriggerMemory,
		private readonly process: Clocks & Pick<ProcessMemory, 'newBatch'>,
		private readonly processName: string,
		milliseconds: number,
	) {
		this.run = { until: process.now() + milliseconds };
		memory.running = this.run;
	}

	newBatch(): string {
		return this.process.newBatch();
	}

	/** The process's clock, in ms. */
	now(): number {
		return this.process.now();
	}

	/** One log's share of the memory. */
	log(id: string): LogSession {
		const log = this.memory.logs.get(id) ?? { clock: {}, failures: 0, refusals: 0 };
		this.memory.logs.set(id, log);
		return new LogSession(log, this, this.process);
	}

	/** Forgets the logs that a trigger follows no more. */
	keepLogs(ids: ReadonlySet<string>): void {
		for (const id of this.memory.logs.keys()) if (!ids.has(id)) this.memory.logs.delete(id);
	}

	/** Whether no other poll has taken this one's place. */
	isCurrent(): boolean {
		return this.memory.running === this.run;
	}

	end(): void {
		if (this.isCurrent()) this.memory.running = undefined;
	}

	/** Keeps that the logs have been read. */
	noteReading(): void {
		this.memory.readAt = this.process.now();
	}

	/** Whether the logs have been read less than so many seconds ago. */
	hasReadWithin(seconds: number): boolean {
		const { readAt } = this.memory;
		return readAt !== undefined && this.process.now() - readAt < seconds * 1000;
	}

	/** Whether a state with this batch may be a copy from before an emission still being stored. */
	isSettling(batch: string): boolean {
		return this.isRecent(this.memory.batches.get(batch)?.supersededAt);
	}

	/** Whether this process made the emission: the state has not come through a restart since. */
	hasEmitted(batch: string): boolean {
		return batch.startsWith(this.processName);
	}

	/** Whether n8n has had its time to store an emission of this process. */
	hasSettled(batch: string): boolean {
		return this.hasEmitted(batch) && !this.isRecent(this.memory.batches.get(batch)?.emittedAt);
	}

	/**
	 * Keeps that `batch` was emitted.
	 *
	 * @param base The batch of the state that it was emitted from.
	 * @param state The state of the emission.
	 * @param hadNoState Whether n8n came without a state: such a one is then older than the emission.
	 */
	noteEmission(base: string, state: PollState, hadNoState: boolean): void {
		const now = this.process.now();
		this.note(base, { supersededAt: now });
		if (hadNoState) this.note('', { supersededAt: now });
		this.note(state.batch, { emittedAt: now });
		this.noteStored(state);
	}

	/** Keeps the logs' states that a first poll without events began with. */
	noteSeed(state: PollState): void {
		this.memory.seed = { state, at: this.process.now() };
	}

	/** Keeps that n8n has a state of the seed's logs, or is about to store one. */
	noteStored({ logs }: Pick<PollState, 'logs'>): void {
		const { seed } = this.memory;
		if (!seed || [...seed.state.logs.keys()].some((id) => !logs.has(id))) return;
		seed.storedAt ??= this.process.now();
	}

	/**
	 * What a first poll of this process began with, where n8n has not stored it: a later beginning
	 * would leave out what happened between the two. n8n's durable engine stores nothing of a
	 * publication's poll that finds nothing.
	 */
	unstoredSeed(scope: string): PollState | undefined {
		const { seed } = this.memory;
		if (seed?.state.scope !== scope) return undefined;
		const isStored = seed.storedAt !== undefined && !this.isRecent(seed.storedAt);
		return isStored ? undefined : seed.state;
	}

	private note(batch: string, facts: Batch): void {
		const { batches } = this.memory;
		batches.set(batch, { ...batches.get(batch), ...facts });
		for (const [name, { emittedAt, supersededAt }] of batches) {
			if (!this.isRecent(emittedAt) && !this.isRecent(supersededAt)) batches.delete(name);
		}
	}

	private isRecent(at: number | undefined): boolean {
		return at !== undefined && this.process.now() - at < SETTLING_MILLISECONDS;
	}
}
