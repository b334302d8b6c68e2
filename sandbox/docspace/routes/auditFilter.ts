import { exception } from '../quirks/answers';
import { ACTION_TYPES, ENTRY_TYPES, MODULES } from '../state/auditCatalog';
import type { LoggedEvent } from '../state/eventLog';

/** What a log can be asked for. */
export interface EventQuery {
	userId?: string;
	moduleType?: string;
	actionType?: string;
	action?: string;
	entryType?: string;
	target?: string;
	from?: string;
	to?: string;
	count?: number;
	startIndex?: number;
}

/**
 * The audit trail's own understanding of a question: an action overrides all but the target, which is
 * the whole text then; a module breaks it; an entry type counts with a target only, and the target is
 * a part of the text then.
 *
 * @throws Refusal with 500 for a module: the service looks it up in each of its products and uses what
 * it did not find. Before 3.5 it counted beside a product only.
 */
export function auditFilter(
	query: EventQuery,
	isSince35: boolean,
): (event: LoggedEvent) => boolean {
	const { action, actionType, entryType, target } = query;
	if (isSet(action)) {
		return (event) =>
			isInPeriod(event, query) &&
			[event.action.name, String(event.action.id)].includes(action) &&
			(target === undefined || target === event.target);
	}
	if (isSince35 && isSet(query.moduleType) && query.moduleType !== named(MODULES, 0)) {
		throw exception(
			500,
			'Object reference not set to an instance of an object.',
			'System.NullReferenceException',
		);
	}
	const isByEntry = isSet(entryType) && entryType !== named(ENTRY_TYPES, 0) && target !== undefined;
	return (event) =>
		isInPeriod(event, query) &&
		(!isSet(actionType) || isNumberOrName(actionType, event.action.actionType, ACTION_TYPES)) &&
		(!isByEntry ||
			(event.action.entryTypes.some((type) => isNumberOrName(entryType, type, ENTRY_TYPES)) &&
				event.target?.includes(target) === true));
}

/** The login history knows a person, an action and a period. */
export function isLoginWanted(event: LoggedEvent, query: EventQuery): boolean {
	const { action } = query;
	return (
		isInPeriod(event, query) &&
		(!isSet(action) || [event.action.name, String(event.action.id)].includes(action))
	);
}

/** Both ends belong to the period; the database keeps whole seconds. */
function isInPeriod({ time, userId }: LoggedEvent, query: EventQuery): boolean {
	const second = Math.floor(time / 1000) * 1000;
	return (
		(query.from === undefined || second >= Date.parse(query.from)) &&
		(query.to === undefined || second <= Date.parse(query.to)) &&
		(query.userId === undefined || query.userId.toLowerCase() === userId)
	);
}

/** Number 0 is no filter. */
function isSet(filter: string | undefined): filter is string {
	return filter !== undefined && filter !== '0';
}

type Names = Readonly<Record<number, string>> | readonly string[];

function isNumberOrName(wanted: string, id: number, names: Names): boolean {
	return wanted === String(id) || wanted === named(names, id);
}

function named(names: Names, id: number): string | undefined {
	return names[id];
}
