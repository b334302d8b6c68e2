import { onAbort } from '../../util/onAbort';
import { sleepUntilCancelled } from '../../util/sleep';
import { Concurrency } from './concurrency';
import type { Refusal, SaidLimits } from './requestRate';
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
	/** What everybody gets instead of a place, and until when by the clock that never jumps. */
	shut?: { error: unknown; until: number };

	constructor(most: number, first = FIRST) {
		this.concurrency = new Concurrency({ first: Math.min(first, most), most });
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

/** A place among the requests in flight. At most one outcome of its request is recorded. */
export interface Place {
	/** Gives the place back; further calls do nothing. */
	leave(): void;
	/** The service has answered after it had worked, and may have said how much it takes. */
	answered(said?: SaidLimits): void;
	/** The service has turned the request away because there were too many. */
	turnedAway(refusal: Refusal): void;
	/** No answer came. */
	lost(): void;
	/**
	 * The service wants a longer wait than anybody waits here: for so long, requests of this kind are not
	 * sent, and get this error.
	 */
	shut(error: unknown, milliseconds: number): void;
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
	 * @param chosen Another bound of what is in flight: somebody knows better.
	 * @throws The signal's reason when it aborts first; what a `shut` gave.
	 */
	async enter(
		key: string,
		kind: RequestKind,
		limits: RequestLimits,
		signal?: AbortSignal,
		chosen?: number,
	): Promise<Place> {
		const line = this.line(key, limits);
		const place = new HeldPlace(line);
		let admitted = false;
		try {
			for (const gate of gatesOf(line, kind, limits.atOnce[kind], chosen)) {
				await inTurn(gate, signal);
				place.gates.push(gate);
				if (gate.shut && performance.now() < gate.shut.until) throw gate.shut.error;
			}
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

/**
 * What a request has to pass. A lower bound is a gate before the common one, so that what all send
 * together stays below what the service takes. A higher one is a gate of its own: who asks for more does
 * not change it for others.
 */
function gatesOf({ gates }: Line, kind: RequestKind, known: number, chosen = known): Gate[] {
	const gate = (name: string, create: () => Gate) => {
		const found = gates.get(name) ?? create();
		gates.set(name, found);
		return found;
	};
	const common = () => gate(kind, () => new Gate(known));
	if (chosen === known) return [common()];
	const own = gate(`${kind} ${chosen}`, () => new Gate(chosen, chosen < known ? chosen : FIRST));
	return chosen < known ? [own, common()] : [own];
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
	/** What it holds a place in; the last one learns. */
	readonly gates: Gate[] = [];
	private startedAt?: number;
	private recorded = false;
	private left = false;

	constructor(private readonly line: Line) {}

	/** The request is sent now. */
	started(): void {
		this.startedAt = performance.now();
		this.line.rate.started(this.startedAt);
	}

	leave(): void {
		if (this.left) return;
		this.left = true;
		if (this.startedAt !== undefined) this.line.rate.ended();
		for (const gate of this.gates) gate.inFlight -= 1;
		for (const gate of this.gates) gate.admit();
	}

	answered(said: SaidLimits = {}): void {
		this.record(({ concurrency, inFlight }, startedAt, now) => {
			const atOnce = this.line.rate.said(said, startedAt, now);
			if (atOnce !== undefined) concurrency.named(atOnce, now);
			concurrency.answered(startedAt, now, inFlight);
		});
	}

	turnedAway(refusal: Refusal): void {
		this.record(({ concurrency, inFlight }, startedAt, now) => {
			if (this.line.rate.isAboutRate(refusal, now, inFlight)) return;
			concurrency.turnedAway(startedAt, now, inFlight, refusal.limit);
		});
	}

	lost(): void {
		this.record(({ concurrency }, startedAt, now) => concurrency.lost(startedAt, now));
	}

	shut(error: unknown, milliseconds: number): void {
		this.record((gate, _startedAt, now) => {
			gate.shut = { error, until: now + milliseconds };
		});
	}

	private record(what: (gate: Gate, startedAt: number, now: number) => void): void {
		const gate = this.gates.at(-1);
		if (this.recorded || this.left || !gate || this.startedAt === undefined) return;
		this.recorded = true;
		what(gate, this.startedAt, performance.now());
		gate.admit();
	}
}
