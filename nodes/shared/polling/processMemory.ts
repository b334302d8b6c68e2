import { keepNewest } from '../util/boundedMap';
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

/** More triggers than one n8n polls; the longest unused ones are forgotten first. */
const MAXIMUM_TRIGGERS = 2_000;

/** More emissions than one trigger makes within the settling time. */
const MAXIMUM_BATCHES = 100;

interface Batch {
	/** When this process emitted it, in ms; absent for the batch of a state that it found. */
	emittedAt?: number;
	/** When this process emitted the batch that followed it, in ms. */
	supersededAt?: number;
}

interface TriggerMemory {
	batches: Map<string, Batch>;
	running?: { until: number };
	seed?: { state: PollState; at: number };
}

/** What the polls of this process know of each other; a restart of n8n begins with an empty one. */
export class ProcessMemory {
	private readonly triggers = new Map<string, TriggerMemory>();

	/** @param now A clock in ms that never goes back. */
	constructor(readonly now: () => number = () => performance.now()) {}

	/**
	 * Begins a poll, unless another one of the same trigger is running.
	 *
	 * @param trigger What tells triggers, and scopes of one trigger, apart.
	 * @param milliseconds After this time the poll counts as hung: the next one takes its place, so
	 * that a request without an answer cannot stop a trigger for good.
	 */
	begin(trigger: string, milliseconds: number): Visit | undefined {
		const memory = this.triggers.get(trigger) ?? { batches: new Map<string, Batch>() };
		if (memory.running && memory.running.until > this.now()) return undefined;
		keepNewest(this.triggers, trigger, memory, MAXIMUM_TRIGGERS);
		return new Visit(memory, this.now, milliseconds);
	}
}

/** One poll's view of the memory. */
export class Visit {
	private readonly run: { until: number };

	constructor(
		private readonly memory: TriggerMemory,
		private readonly now: () => number,
		milliseconds: number,
	) {
		this.run = { until: now() + milliseconds };
		memory.running = this.run;
	}

	/** Whether no other poll has taken this one's place. */
	isCurrent(): boolean {
		return this.memory.running === this.run;
	}

	end(): void {
		if (this.isCurrent()) this.memory.running = undefined;
	}

	/** Whether a state with this batch may be a copy from before an emission still being stored. */
	isSettling(batch: string): boolean {
		return this.isRecent(this.memory.batches.get(batch)?.supersededAt);
	}

	/** Whether this process made the emission: the state has not come through a restart since. */
	hasEmitted(batch: string): boolean {
		return this.memory.batches.get(batch)?.emittedAt !== undefined;
	}

	/** Whether n8n has had its time to store an emission of this process. */
	hasSettled(batch: string): boolean {
		return this.hasEmitted(batch) && !this.isRecent(this.memory.batches.get(batch)?.emittedAt);
	}

	/** Keeps that `batch` was emitted from a state with the batch `base`. */
	noteEmission(base: string, batch: string): void {
		const at = this.now();
		// A state from before the first poll is older than every emission.
		for (const superseded of new Set(['', base])) this.note(superseded, { supersededAt: at });
		this.note(batch, { emittedAt: at });
		this.memory.seed = undefined;
	}

	/** Keeps the state that a first poll without events began with. */
	noteSeed(state: PollState): void {
		this.memory.seed = { state, at: this.now() };
	}

	/**
	 * What a first poll of this process began with a moment ago. A poll without a state takes it
	 * over: a later beginning would leave out what happened between the two.
	 */
	recentSeed(): PollState | undefined {
		const { seed } = this.memory;
		return seed && this.isRecent(seed.at) ? seed.state : undefined;
	}

	private note(batch: string, facts: Batch): void {
		const { batches } = this.memory;
		keepNewest(batches, batch, { ...batches.get(batch), ...facts }, MAXIMUM_BATCHES);
	}

	private isRecent(at: number | undefined): boolean {
		return at !== undefined && this.now() - at < SETTLING_MILLISECONDS;
	}
}
