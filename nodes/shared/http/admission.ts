import { onAbort } from '../util/onAbort';
import { sleepUntilCancelled } from '../util/sleep';
import { Concurrency } from './concurrency';
import type { Refusal } from './requestRate';
import { RequestRate } from './requestRate';

/** What a request does: reading, changing something, or moving a content. */
export type RequestKind = 'read' | 'write' | 'transfer';

/** How many requests a service is asked. */
export interface RequestLimits {
	/** Most requests in flight, for each kind apart. */
	atOnce: Readonly<Record<RequestKind, number>>;
	/** Requests a minute that the service is known to take. */
	perMinute?: number;
}

/** The limits with another bound of what is in flight: somebody knows better. */
export function withBound(limits: RequestLimits, most: number): RequestLimits {
	return { ...limits, atOnce: { read: most, write: most, transfer: most } };
}

/** In flight when nothing is known of a service yet. */
const FIRST = 4;

/** What was learned of a service that nobody asks any more is kept this long, in ms. */
const KEPT_MS = 10 * 60_000;

/** One kind of requests of a key. */
class Gate {
	inFlight = 0;
	/** In the order in which they came; a Set, so that one who gives up leaves at once. */
	readonly waiting = new Set<() => void>();
	/**
	 * Who is next. It goes on where it stopped: from its beginning, a Set would look at each place again
	 * that somebody has left.
	 */
	private next = this.waiting.values();
	readonly concurrency: Concurrency;

	constructor(readonly most: number) {
		this.concurrency = new Concurrency({ first: Math.min(FIRST, most), most });
	}

	/** Lets in who may enter now. */
	admit(): void {
		while (this.waiting.size > 0 && this.inFlight < this.concurrency.allowed) {
			const { value: enter } = this.next.next();
			if (enter) {
				this.waiting.delete(enter);
				this.inFlight += 1;
				enter();
			} else this.next = this.waiting.values();
		}
	}
}

/** All that shares an origin and a credential. */
interface Line {
	gates: Map<string, Gate>;
	rate: RequestRate;
	/** Before this nobody may pass, in ms by the clock that never jumps. */
	closedUntil: number;
	usedAt: number;
}

/** A place among the requests in flight. Of what became of the request, one thing is told, or nothing. */
export interface Place {
	/** Gives the place back; further calls do nothing. */
	leave(): void;
	/** The service has answered after it had worked. */
	answered(): void;
	/** The service has turned the request away because there were too many. */
	turnedAway(refusal: Refusal): void;
	/** No answer came. */
	lost(): void;
}

/**
 * Lets as many requests through for each key as the service takes, first come, first served.
 *
 * n8n starts all items of a node at once: without this, a thousand items are a thousand requests in
 * flight, and every one of them meets the service's limits for itself.
 */
export class Admission {
	private readonly lines = new Map<string, Line>();

	/**
	 * Waits until a request may be sent.
	 *
	 * @param key What shares the limits: the origin with the credential.
	 * @param signal Ends the wait when the execution is cancelled.
	 * @throws The signal's reason when it aborts first.
	 */
	async enter(
		key: string,
		kind: RequestKind,
		limits: RequestLimits,
		signal?: AbortSignal,
	): Promise<Place> {
		const line = this.line(key, limits);
		const gate = gateOf(line, kind, limits.atOnce[kind]);
		await inTurn(gate, signal);
		const place = new HeldPlace(line, gate);
		let admitted = false;
		try {
			for (;;) {
				const now = performance.now();
				const waitMs = Math.max(line.closedUntil - now, line.rate.waitMs(now));
				if (waitMs <= 0) break;
				await sleepUntilCancelled(waitMs, signal);
			}
			signal?.throwIfAborted();
			admitted = true;
			place.started();
			return place;
		} finally {
			if (!admitted) place.leave();
		}
	}

	/**
	 * Keeps every request of a key back for a while: what one answer of 429 or 503 says holds for all.
	 *
	 * @param key A key that was given to `enter`.
	 * @param milliseconds How long from now.
	 */
	pause(key: string, milliseconds: number): void {
		const line = this.lines.get(key);
		if (line) line.closedUntil = Math.max(line.closedUntil, performance.now() + milliseconds);
	}

	private line(key: string, { perMinute }: RequestLimits): Line {
		const now = performance.now();
		const line = this.lines.get(key) ?? this.newLine(key, perMinute, now);
		line.usedAt = now;
		return line;
	}

	private newLine(key: string, perMinute: number | undefined, now: number): Line {
		for (const [other, line] of this.lines) {
			if (isIdle(line, now)) this.lines.delete(other);
		}
		const line: Line = {
			gates: new Map(),
			rate: new RequestRate(perMinute),
			closedUntil: 0,
			usedAt: now,
		};
		this.lines.set(key, line);
		return line;
	}
}

function isIdle({ gates, closedUntil, usedAt }: Line, now: number): boolean {
	if (closedUntil > now || now - usedAt < KEPT_MS) return false;
	return [...gates.values()].every(({ inFlight, waiting }) => inFlight === 0 && waiting.size === 0);
}

/** Another bound is another gate, so that who asks for more does not change it for others. */
function gateOf({ gates }: Line, kind: RequestKind, most: number): Gate {
	const name = `${kind} ${most}`;
	const gate = gates.get(name) ?? new Gate(most);
	gates.set(name, gate);
	return gate;
}

async function inTurn(gate: Gate, signal: AbortSignal | undefined): Promise<void> {
	signal?.throwIfAborted();
	await new Promise<void>((resolve, reject) => {
		const enter = () => {
			forget();
			resolve();
		};
		gate.waiting.add(enter);
		const forget = onAbort(signal, () => {
			gate.waiting.delete(enter);
			reject(signal?.reason);
		});
		gate.admit();
	});
}

class HeldPlace implements Place {
	private startedAt = 0;
	private told = false;
	private left = false;

	constructor(
		private readonly line: Line,
		private readonly gate: Gate,
	) {}

	/** The request is sent now. */
	started(): void {
		this.startedAt = performance.now();
		this.line.rate.started(this.startedAt);
	}

	leave(): void {
		if (this.left) return;
		this.left = true;
		this.gate.inFlight -= 1;
		this.gate.admit();
	}

	answered(): void {
		this.tell((now) => this.gate.concurrency.answered(this.startedAt, now, this.gate.inFlight));
	}

	turnedAway(refusal: Refusal): void {
		const { concurrency, inFlight, most } = this.gate;
		this.tell((now) => {
			if (this.line.rate.isAboutRate(refusal, now, inFlight, most)) return;
			concurrency.turnedAway(this.startedAt, now, inFlight, refusal.named);
		});
	}

	lost(): void {
		this.tell((now) => this.gate.concurrency.lost(this.startedAt, now));
	}

	private tell(what: (now: number) => void): void {
		if (this.told || this.left) return;
		this.told = true;
		what(performance.now());
		this.gate.admit();
	}
}
