/** One of the addresses that the sandbox listens on for clients. */
export type OriginName = 'docSpace' | 'docSpaceStorage' | 'acronis';

/** How a request identified itself. The secret itself is never kept. */
export type AuthenticationKind = 'none' | 'cookie' | 'bearer' | 'basic' | 'other' | 'several';

/** One request in the log. */
export interface RequestEntry {
	/** Milliseconds since 1970, by the sandbox's clock. */
	time: number;
	origin: OriginName;
	method: string;
	/** Without the query. */
	path: string;
	/** The query parameters that the contract names, without those that it calls a password. */
	query: Record<string, string>;
	/** A body of JSON as it came, up to a length; only the newest requests keep theirs. */
	body?: string;
	/** The contract's name for what was asked; absent when the contract does not know it. */
	operationId?: string;
	authentication: AuthenticationKind;
	/** Absent while the request is in work, and for good when it was cut off before an answer. */
	status?: number;
	/** The fault that was played, if any. */
	faultId?: number;
}

/** Something that must not happen, whatever the answer was. */
export interface Violation {
	time: number;
	origin: OriginName;
	/** `request`: the client was wrong; `response`: the sandbox was; `secret`: one went astray. */
	kind: 'request' | 'response' | 'secret';
	method: string;
	path: string;
	operationId?: string;
	messages: string[];
}

/** Figures of one origin. */
export interface OriginStatistics {
	requests: number;
	inFlight: number;
	peakInFlight: number;
	violations: number;
}

// A sandbox may serve a polling workflow for weeks.
const KEPT_REQUESTS = 50_000;
const KEPT_BODIES = 1_000;
const KEPT_CHARACTERS = 4_096;

/** What happened at all origins: requests, violations and figures. */
export class Journal {
	private entries: RequestEntry[] = [];
	private withBody: RequestEntry[] = [];
	private violationEntries: Violation[] = [];
	private figures = new Map<OriginName, OriginStatistics>();

	constructor(private readonly now: () => number) {}

	/** Notes a request that has just arrived. Its later answer is written into the same entry. */
	arrived(entry: Omit<RequestEntry, 'time'>): RequestEntry {
		const timed = { time: this.now(), ...entry };
		this.entries.push(timed);
		if (this.entries.length > KEPT_REQUESTS) this.entries.shift();
		return timed;
	}

	/** Notes the body of a request, and forgets that of an old one. */
	bodyArrived(entry: RequestEntry, body: string): void {
		entry.body = body.slice(0, KEPT_CHARACTERS);
		this.withBody.push(entry);
		if (this.withBody.length > KEPT_BODIES) delete this.withBody.shift()?.body;
	}

	/** Counts a request as in work from now until the returned function is first called. */
	started(origin: OriginName): () => void {
		const figures = this.statistics(origin);
		figures.requests += 1;
		figures.inFlight += 1;
		figures.peakInFlight = Math.max(figures.peakInFlight, figures.inFlight);
		let counts = true;
		return () => {
			if (counts) figures.inFlight -= 1;
			counts = false;
		};
	}

	/** Notes something that must not happen. */
	violated(violation: Omit<Violation, 'time'>): void {
		this.violationEntries.push({ time: this.now(), ...violation });
		this.statistics(violation.origin).violations += 1;
	}

	/** The requests so far, in the order of their arrival. */
	requests(): RequestEntry[] {
		return this.entries.map((entry) => ({ ...entry }));
	}

	/** The violations so far. */
	violations(): Violation[] {
		return [...this.violationEntries];
	}

	/** The figures of one origin, which go on counting in place. */
	statistics(origin: OriginName): OriginStatistics {
		const known = this.figures.get(origin);
		if (known) return known;
		const fresh = { requests: 0, inFlight: 0, peakInFlight: 0, violations: 0 };
		this.figures.set(origin, fresh);
		return fresh;
	}

	/** A copy of the figures of all origins. */
	allStatistics(): Record<OriginName, OriginStatistics> {
		return {
			docSpace: { ...this.statistics('docSpace') },
			docSpaceStorage: { ...this.statistics('docSpaceStorage') },
			acronis: { ...this.statistics('acronis') },
		};
	}

	/** Begins the figures anew. What is in flight stays counted. */
	resetStatistics(): void {
		for (const figures of this.figures.values()) {
			Object.assign(figures, { requests: 0, peakInFlight: figures.inFlight, violations: 0 });
		}
	}

	/** Forgets requests and violations, and begins the figures anew. */
	reset(): void {
		this.entries = [];
		this.withBody = [];
		this.violationEntries = [];
		this.resetStatistics();
	}
}
