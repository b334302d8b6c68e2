import type { OriginName } from './journal';
import type { Limit } from './limiter';

/** Which requests a fault meets. What is absent is not looked at. */
interface FaultTarget {
	origin?: OriginName;
	operationId?: string;
	method?: string;
	/** The path without the query; `*` stands for any run of characters. */
	path?: string;
	/** What the query has to have in it, for example `tenant_id=2057c38b`. */
	query?: string;
}

/** What goes wrong, where and how often. */
export interface Fault extends FaultTarget {
	/** How many requests it meets. Default 1. */
	times?: number | 'always';
	/** How many requests pass before the first one is met. Default 0. */
	skip?: number;
	/** Refuse with 429 what is beyond; what is taken goes on with the rest of the fault. */
	limit?: Limit;
	/** Wait this many milliseconds first. */
	delayMilliseconds?: number;
	/** Answer with this status. */
	status?: number;
	/** Headers of the answer, for example `retry-after`. */
	headers?: Record<string, string>;
	/** The answer's body: a text as it is, anything else as JSON. */
	body?: unknown;
	/** Answer with a web page: this text, or one as a gateway shows it. Status 200 unless given. */
	html?: string | true;
	/** Answer with a redirect to this address. */
	redirect?: string;
	/** Close the connection: before any answer, or after this many bytes of the answer's body. */
	cut?: true | { afterBytes: number };
	/** Send the answer's body in pieces with a pause between them. */
	slowBody?: { chunkBytes: number; pauseMilliseconds: number };
	/** Take the request's body in pieces with a pause between them. */
	slowRead?: { chunkBytes: number; pauseMilliseconds: number };
	/** Do what was asked first and lose only the answer. */
	afterWork?: boolean;
}

/** A fault that is switched on. */
export interface ActiveFault extends Fault {
	id: number;
	/** How many requests it has met. */
	met: number;
}

/** What a fault looks at in a request. */
type MetRequest = Omit<FaultTarget, 'query'> & { path: string; method: string; query: string };

/** The faults that are switched on. */
export class FaultSwitches {
	private switches: { fault: ActiveFault; passed: number }[] = [];
	private lastId = 0;

	/** Switches a fault on. The first one that fits a request is played, in the order of adding. */
	add(fault: Fault): ActiveFault {
		this.lastId += 1;
		const active = { ...fault, id: this.lastId, met: 0 };
		this.switches.push({ fault: active, passed: 0 });
		return active;
	}

	/** Switches one fault off. */
	remove(id: number): void {
		this.switches = this.switches.filter(({ fault }) => fault.id !== id);
	}

	/** Switches all faults off. */
	clear(): void {
		this.switches = [];
	}

	/** The faults that have been added and not removed, also those that are used up. */
	list(): ActiveFault[] {
		return this.switches.map(({ fault }) => fault);
	}

	/** The fault to play for a request, which counts as met. */
	take(request: MetRequest): ActiveFault | undefined {
		for (const entry of this.switches) {
			const { times = 1, skip = 0, met } = entry.fault;
			if (!fits(entry.fault, request) || (times !== 'always' && met >= times)) continue;
			if (entry.passed >= skip) {
				entry.fault.met += 1;
				return entry.fault;
			}
			entry.passed += 1;
		}
		return undefined;
	}
}

function fits(fault: FaultTarget, request: MetRequest): boolean {
	return (
		(fault.origin === undefined || fault.origin === request.origin) &&
		(fault.operationId === undefined || fault.operationId === request.operationId) &&
		(fault.method === undefined || fault.method.toUpperCase() === request.method) &&
		(fault.path === undefined || pathPattern(fault.path).test(request.path)) &&
		(fault.query === undefined || request.query.includes(fault.query))
	);
}

function pathPattern(path: string): RegExp {
	const literals = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${literals.join('.*')}$`);
}
