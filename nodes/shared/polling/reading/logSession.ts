import { ServerClock, type ClockMemory, type Clocks } from './serverClock';

/** The pause after a log could not be read, in ms: doubled with each time in a row. */
const FIRST_PAUSE = 30_000;
const LONGEST_PAUSE = 900_000;

/** For so long many rows of the future are not looked at again, in ms. */
const AHEAD_PAUSE = 3_600_000;

/** What a process keeps of one of a trigger's logs. */
export interface LogMemory {
	clock: ClockMemory;
	/** The length of a slice, in seconds, after a poll whose readings the service has broken off. */
	span?: number;
	/** When many rows of the future were last met, in ms. */
	muchAheadAt?: number;
	/** When it was last its turn, in ms. */
	triedAt?: number;
	/** How often in a row it could not be read, and when it was last so, in ms. */
	failures: number;
	failedAt?: number;
	/** How often in a row it was refused, although others were read. */
	refusals: number;
}

/** What the process knows of the trigger's emissions. */
interface Emissions {
	hasEmitted(batch: string): boolean;
	hasSettled(batch: string): boolean;
}

/** One poll's view of what is known of one log. */
export class LogSession {
	constructor(
		private readonly memory: LogMemory,
		private readonly emissions: Emissions,
		private readonly clocks: Clocks,
	) {}

	/** The clock of the log's server. */
	serverClock(toleranceSeconds: number): ServerClock {
		return new ServerClock(this.memory.clock, this.clocks, toleranceSeconds);
	}

	/**
	 * The server's time at a moment of the process, in seconds.
	 *
	 * @param at The moment, in ms.
	 * @returns undefined where this process has had no answer with a time that is believed.
	 */
	serverTimeAt(at: number): number | undefined {
		const { believed } = this.memory.clock;
		return believed && Math.floor(believed.second + (at - believed.at) / 1000);
	}

	hasEmitted(batch: string): boolean {
		return this.emissions.hasEmitted(batch);
	}

	hasSettled(batch: string): boolean {
		return this.emissions.hasSettled(batch);
	}

	/** The slice that a failed poll has left to the next one, in seconds. */
	get spanToTry(): number | undefined {
		return this.memory.span;
	}

	rememberSpan(span: number | undefined): void {
		this.memory.span = span;
	}

	/**
	 * Whether to leave out what is dated in the future: it was looked at a short time ago, and is much.
	 * Not while the clock itself is in doubt, by which anything new may be so.
	 */
	get skipsAhead(): boolean {
		const { muchAheadAt, clock } = this.memory;
		if (muchAheadAt === undefined || clock.doubtedSince !== undefined) return false;
		return this.clocks.now() - muchAheadAt < AHEAD_PAUSE;
	}

	noteMuchAhead(): void {
		this.memory.muchAheadAt = this.clocks.now();
	}

	/** When it was last its turn, in ms; -1 where it never was. */
	get triedAt(): number {
		return this.memory.triedAt ?? -1;
	}

	/** Whether enough time has passed since it could not be read. */
	get isDue(): boolean {
		const { failures, failedAt } = this.memory;
		if (failedAt === undefined || failures === 0) return true;
		const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
		return this.clocks.now() - failedAt >= pause;
	}

	/** @returns What takes the turn back: the log is then as far in front as it was before. */
	noteTurn(): () => void {
		const { triedAt } = this.memory;
		this.memory.triedAt = this.clocks.now();
		return () => {
			this.memory.triedAt = triedAt;
		};
	}

	/** How often in a row it was refused, although others were read. */
	get refusals(): number {
		return this.memory.refusals;
	}

	noteRefusal(): void {
		this.memory.refusals += 1;
	}

	/** Keeps how a reading ended. */
	noteOutcome(isRead: boolean): void {
		if (isRead) this.memory.refusals = 0;
		this.memory.failures = isRead ? 0 : this.memory.failures + 1;
		this.memory.failedAt = isRead ? undefined : this.clocks.now();
	}
}
