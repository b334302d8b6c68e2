import type { Say } from '../quirks/language';
import { ACTIONS } from './auditCatalog';
import { portalDate } from '../quirks/dates';

/** What is said of an event that is put into a log; what is absent has a usual value. */
export interface EventInput {
	/** The name of an action of the catalog. Default `FileCreated`, or `LoginSuccess` for logins. */
	action?: string;
	/** Default now. */
	date?: string;
	userId?: string;
	user?: string;
	/** What something was done to. Not for logins. */
	target?: string;
	/** The room in which it was done. Not for logins. */
	room?: string;
}

/** Many events of one kind. */
export interface EventBatch extends EventInput {
	count: number;
	/** From one event to the next, in milliseconds. Default 1000. */
	stepMilliseconds?: number;
}

/** An event as the portal keeps it. */
export interface LoggedEvent {
	id: number;
	time: number;
	action: (typeof ACTIONS)[number];
	userId: string;
	user: string;
	target?: string;
	room?: string;
}

const SOMEBODY = { userId: '66faa6e4-f133-11ea-b126-00ffeec8b4ef', user: 'Ada Administrator' };

/** A log of events: the audit trail, or the login history. */
export class EventLog {
	private events: LoggedEvent[] = [];
	private lastId = 0;
	private sortedBy?: string;

	constructor(
		private readonly usualAction: string,
		private readonly now: () => number,
	) {}

	/** Takes events in, in whatever order, and gives them as they are kept. */
	append(input: EventInput[] | EventBatch): LoggedEvent[] {
		const inputs = Array.isArray(input) ? input : batch(input, this.now());
		const fresh: LoggedEvent[] = [];
		for (const { action = this.usualAction, date, target, room, userId, user } of inputs) {
			const known = ACTIONS.find(({ name }) => name === action);
			if (!known) throw new Error(`The catalog has no action ${action}`);
			this.lastId += 1;
			fresh.push({
				id: this.lastId,
				time: date === undefined ? this.now() : Date.parse(date),
				action: known,
				userId: userId ?? SOMEBODY.userId,
				user: user ?? SOMEBODY.user,
				target,
				room,
			});
		}
		this.events.push(...fresh);
		this.sortedBy = undefined;
		return fresh;
	}

	/**
	 * All events, newest first.
	 *
	 * @param ties How those of equal dates follow each other: the newest ID first, or in any order.
	 */
	newestFirst(ties: 'byId' | 'any'): readonly LoggedEvent[] {
		const sign = ties === 'byId' ? 1 : -1;
		if (this.sortedBy !== ties) {
			this.events.sort((one, other) => other.time - one.time || sign * (other.id - one.id));
		}
		this.sortedBy = ties;
		return this.events;
	}

	clear(): void {
		this.events = [];
		this.lastId = 0;
	}
}

function batch({ count, date, stepMilliseconds = 1000, ...event }: EventBatch, now: number) {
	const start = date === undefined ? now - count * stepMilliseconds : Date.parse(date);
	return Array.from({ length: count }, (_, index) => ({
		...event,
		date: new Date(start + index * stepMilliseconds).toISOString(),
	}));
}

const PLACE = { ip: '192.0.2.7', browser: 'Chromium 140', platform: 'Linux', page: '' };

/** An event of the audit trail as the portal shows it. */
export function auditEvent(
	{ id, time, action, userId, user, target, room }: LoggedEvent,
	isBefore35: boolean,
	say: Say,
) {
	return {
		id,
		date: portalDate(time),
		user,
		userId,
		action: target === undefined ? say(action.text) : `${say(action.text)}. [${target}]`,
		actionId: action.id,
		...PLACE,
		actionType: action.actionType,
		product: action.product,
		...(isBefore35 ? { module: action.oldModule } : { location: action.module }),
		// A member without a value is left out of every answer.
		...(target === undefined ? {} : { target: [target] }),
		entries: action.entryTypes,
		context: room === undefined ? say(action.place) : `${say('Rooms')}: ${room}`,
	};
}

/** An event of the login history as the portal shows it. */
export function loginEvent({ id, time, action, userId, user }: LoggedEvent, say: Say) {
	const login = `${user.split(' ')[0]?.toLowerCase() ?? ''}@portal.example`;
	return {
		id,
		date: portalDate(time),
		user,
		userId,
		login,
		action: say(action.text),
		actionId: action.id,
		...PLACE,
	};
}
