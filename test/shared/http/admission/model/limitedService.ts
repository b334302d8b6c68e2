import { Concurrency } from '../../../../../nodes/shared/http/admission/concurrency';
import { RequestRate } from '../../../../../nodes/shared/http/admission/requestRate';

/** How a service of the model behaves. Times in ms. */
export interface Behaviour {
	/** How long an answer takes that is alone. */
	answerMs: number;
	/** How long from a moment on, for good. */
	later?: [from: number, answerMs: number];
	/** Up to so much is added to each answer, by chance. */
	jitterMs?: number;
	/** Beyond this many at once, answers take longer in proportion. */
	slowBeyond?: number;
	/** Beyond this many at once it turns away. */
	atOnce?: number;
	/** Beyond this many in a minute it turns away, and asks for a wait until the oldest is a minute old. */
	perMinute?: number;
	/** Whether a refusal names the number. */
	names?: boolean;
	/** From when to when it does not answer at all. */
	down?: [from: number, to: number];
}

/** What became of a run. */
export interface Course {
	answered: number;
	refusals: number;
	/** Most requests in flight. */
	peak: number;
	/** The same, of the second half of the requests. */
	latePeak: number;
	/** When the last one was answered, in ms. */
	endedAt: number;
}

interface Flight {
	startedAt: number;
	endsAt: number;
	outcome: 'answered' | 'refused' | 'lost';
	waitMs?: number;
}

/**
 * Sends so many requests to a model service, as fast as the limits let it, in a time that exists only
 * here. What was turned away is sent again.
 *
 * @param random Numbers from 0 to 1.
 */
export function course(
	requests: number,
	most: number,
	behaviour: Behaviour,
	random: () => number,
	lastsMs = 24 * 3_600_000,
): Course {
	const concurrency = new Concurrency({ first: 4, most });
	const rate = new RequestRate();
	const taken: number[] = [];
	const flights: Flight[] = [];
	let [now, closedUntil, left] = [0, 0, requests];
	const result: Course = { answered: 0, refusals: 0, peak: 0, latePeak: 0, endedAt: 0 };

	const send = (): Flight => {
		// What it has answered is on its way, and no work for it any more.
		const busy = flights.filter(({ endsAt }) => endsAt > now).length + 1;
		const lastMinute = taken.filter((start) => start > now - 60_000);
		const { down, atOnce = Infinity, perMinute = Infinity, slowBeyond = Infinity } = behaviour;
		if (down && now >= down[0] && now < down[1]) {
			return { startedAt: now, endsAt: now + 30_000, outcome: 'lost' };
		}
		if (busy > atOnce) return { startedAt: now, endsAt: now + 1, outcome: 'refused', waitMs: 1000 };
		if (lastMinute.length >= perMinute) {
			const waitMs = (lastMinute[0] ?? now) + 60_000 - now;
			return { startedAt: now, endsAt: now + 1, outcome: 'refused', waitMs };
		}
		taken.push(now);
		const [from, laterMs] = behaviour.later ?? [Infinity, 0];
		const took = (now < from ? behaviour.answerMs : laterMs) * Math.max(1, busy / slowBeyond);
		const jitter = (behaviour.jitterMs ?? 0) * random();
		return { startedAt: now, endsAt: now + took + jitter, outcome: 'answered' };
	};

	const arrive = (flight: Flight, inFlight: number) => {
		const { startedAt, outcome, waitMs } = flight;
		if (outcome === 'answered') {
			result.answered += 1;
			result.endedAt = now;
			return concurrency.answered(startedAt, now, inFlight);
		}
		left += 1;
		if (outcome === 'lost') return concurrency.lost(startedAt, now);
		result.refusals += 1;
		closedUntil = Math.max(closedUntil, now + (waitMs ?? 0));
		const named = behaviour.names ? (behaviour.atOnce ?? behaviour.perMinute) : undefined;
		if (rate.isAboutRate({ waitMs, limit: named }, now, inFlight)) return;
		concurrency.turnedAway(startedAt, now, inFlight, named);
	};

	while (result.answered < requests && now < lastsMs) {
		let waitMs = Math.max(closedUntil - now, rate.waitMs(now));
		while (left > 0 && waitMs <= 0 && flights.length < concurrency.allowed) {
			left -= 1;
			rate.started(now);
			flights.push(send());
			result.peak = Math.max(result.peak, flights.length);
			const late = result.answered * 2 > requests ? flights.length : 0;
			result.latePeak = Math.max(result.latePeak, late);
			waitMs = rate.waitMs(now);
		}
		const couldSend = left > 0 && flights.length < concurrency.allowed;
		const next = Math.min(
			...flights.map(({ endsAt }) => endsAt),
			couldSend && waitMs > 0 ? now + waitMs : Infinity,
		);
		now = next;
		const index = flights.findIndex(({ endsAt }) => endsAt <= now);
		const flight = flights[index];
		if (!flight) continue;
		arrive(flight, flights.length);
		flights.splice(index, 1);
	}
	return result;
}
