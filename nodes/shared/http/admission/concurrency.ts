/** Growth ends where the fastest answer of a round takes this many times the fastest one before. */
const TOLERANCE = 2;

/** Answers that are slower by no more than this say nothing: n8n itself takes that long when busy. In ms. */
const SLACK_MS = 200;

/** The limit grows only while at least this part of it is used. */
const IN_USE = 0.8;

/** What is kept of a level that the service refused. */
const KEPT_OF_REFUSED = 0.8;

/** How long a refused level is remembered, in ms. */
const REMEMBERED_MS = 10 * 60_000;

/** How many requests a service is asked at once, before and after anything is known of it. */
export interface Ceiling {
	/** In flight when nothing is known yet. */
	first: number;
	/** Never more than this. */
	most: number;
}

/**
 * Finds how many requests a service takes at once. It is a form of additive increase and multiplicative
 * decrease (AIMD), as TCP does it: the limit begins low and doubles each round, a round being as many
 * answers as the limit. It stops to grow when answers become slower, as the gradient limiters of Envoy
 * and Netflix do, and halves when the service turns requests away. Slowness alone never takes it below
 * where it began.
 *
 * The fastest answer of a round is what counts: n8n's own load makes single answers slow, never all.
 *
 * Times are in ms by one clock that does not jump; nothing here reads it.
 */
export class Concurrency {
	private limit: number;
	/** Up to here the limit doubles each round; beyond, it grows by one. */
	private doublesUpTo = Infinity;
	private refused = { level: Infinity, at: -Infinity };
	private decreasedAt = -Infinity;
	private slowedAt = -Infinity;
	/** What was in flight at the last first refusal, without those of them that were refused. */
	private taken = Infinity;
	private fastest = Infinity;
	private round = { answers: 0, fastest: Infinity };

	constructor(private readonly ceiling: Ceiling) {
		this.limit = Math.min(ceiling.first, ceiling.most);
	}

	/** How many may be in flight now; at least one. */
	get allowed(): number {
		return Math.max(1, Math.floor(Math.min(this.limit, this.refused.level)));
	}

	/**
	 * An answer that the service gave after it had worked.
	 *
	 * @param inFlight How many were in flight, the answered one included.
	 */
	answered(startedAt: number, now: number, inFlight: number): void {
		const took = now - startedAt;
		this.fastest = Math.min(this.fastest, took);
		// What was sent before the limit fell was measured while more was in flight.
		if (startedAt < this.slowedAt) return;
		this.round.fastest = Math.min(this.round.fastest, took);
		const bearable = Math.max(this.fastest * TOLERANCE, this.fastest + SLACK_MS);
		const isSlow = this.round.fastest > bearable;
		if (!isSlow && inFlight >= this.allowed * IN_USE) {
			this.limit += this.limit < this.doublesUpTo ? 1 : 1 / this.limit;
		}
		if (now - this.refused.at > REMEMBERED_MS) this.refused.level = Infinity;
		this.limit = Math.min(this.limit, this.ceiling.most, this.refused.level);
		this.round.answers += 1;
		if (this.round.answers < this.limit) return;
		if (isSlow) this.slowDown(bearable, now);
		this.round = { answers: 0, fastest: Infinity };
	}

	/**
	 * The service turned a request away because there were too many at once. Of the requests that were
	 * in flight together, the first refusal halves the limit; each further one only shows how many of them
	 * were taken.
	 *
	 * @param inFlight How many were in flight, the refused one included.
	 * @param named How many the service says that it takes at once, where it says so.
	 */
	turnedAway(startedAt: number, now: number, inFlight: number, named = Infinity): void {
		if (startedAt >= this.decreasedAt) {
			this.taken = inFlight;
			this.limit = Math.min(this.limit, inFlight);
			this.decrease(0.5);
			this.decreasedAt = now;
		}
		this.taken -= 1;
		// The limit had doubled at most since the service took everything.
		const level = Math.min(Math.max(this.taken, this.limit), named) * KEPT_OF_REFUSED;
		this.refused = { level: Math.max(1, Math.floor(level)), at: now };
		this.doublesUpTo = this.refused.level;
	}

	/** The service has said how many it takes at once, and turned nothing away. */
	named(most: number, now: number): void {
		const level = Math.max(1, Math.floor(most * KEPT_OF_REFUSED));
		if (level < this.refused.level) this.refused = { level, at: now };
	}

	/** No answer came: the service may be down or overrun. */
	lost(startedAt: number, now: number): void {
		if (startedAt < this.decreasedAt) return;
		this.decrease(0.5);
		this.decreasedAt = now;
	}

	/**
	 * Asks less, down to what the beginning asks. So few cannot be what makes the service slow: it has become
	 * slower by itself, and what is bearable is learned anew.
	 */
	private slowDown(bearable: number, now: number): void {
		if (this.limit <= this.ceiling.first) {
			this.fastest = this.round.fastest;
			this.doublesUpTo = this.refused.level;
			return;
		}
		this.slowedAt = now;
		this.decrease(Math.max(0.5, bearable / this.round.fastest));
		this.limit = Math.max(this.limit, this.ceiling.first);
	}

	private decrease(factor: number): void {
		this.limit = Math.max(1, this.limit * factor);
		this.doublesUpTo = this.limit;
	}
}
