import type { IDataObject, IExecuteSingleFunctions, IPollFunctions } from 'n8n-workflow';

import { itemsOf } from '../../shared/http/items/items';
import { rejectParameter } from '../../shared/parameters/rejectParameter';
import type { Enumeration } from '../output/enums';
import { enumNumber } from '../output/enums';
import {
	AUDIT_ACTION_TYPES,
	AUDIT_MODULES,
	AUDIT_MODULES_BEFORE_3_5,
	ENTRY_TYPES,
} from '../output/enums';
import { userId } from './auditEventFilters';
import { textOf } from '../../shared/parameters/parameter';

/** What the filters of the audit trail ask for, apart from the period. */
export interface AuditQuestion {
	/** Every filter that is set. */
	filters: IDataObject;
	/** The part of them that the portal looks at. */
	query: IDataObject;
	/** Whether an event of its answer fits the others. */
	isWanted(event: IDataObject): boolean;
	/** Whether there are others, so that an answer can hold events that are not wanted. */
	isFilteredHere: boolean;
}

/**
 * Reads the collection `filters`. All filters count together. The portal answers a module with status
 * 500 (3.5 and newer), leaves an entry type out without a target, and everything but the target beside
 * an action (observed in its source, 3.2 to 3.8): the node looks at these itself.
 *
 * @throws NodeOperationError for a name that is unknown, and for a target alone, which the portal
 * would leave out without a word.
 */
export function auditQuestion(context: IExecuteSingleFunctions | IPollFunctions): AuditQuestion {
	const text = (name: string) => textOf(context, `filters.${name}`) || undefined;
	const action = text('action');
	const actionType = text('actionType');
	const moduleType = text('moduleType');
	const entryType = text('entryType');
	const target = text('target');
	const person = userId(context);
	if (target && !action && !entryType) {
		rejectParameter(
			context,
			'Target',
			'has no effect on its own',
			'The portal ignores it without Action or Entry Type. Add one of these filters.',
		);
	}
	const query = action
		? { userId: person, action, target }
		: { userId: person, actionType, ...(target ? { entryType, target } : {}) };
	const others = [
		action && actionType
			? memberFilter(context, 'Action Type', actionType, { actionType: AUDIT_ACTION_TYPES })
			: undefined,
		moduleType
			? memberFilter(context, 'Module', moduleType, {
					location: AUDIT_MODULES,
					module: AUDIT_MODULES_BEFORE_3_5,
				})
			: undefined,
		entryType
			? memberFilter(context, 'Entry Type', entryType, { entries: ENTRY_TYPES })
			: undefined,
	].filter((filter) => filter !== undefined);
	return {
		filters: { userId: person, action, actionType, moduleType, entryType, target },
		query,
		isWanted: (event) => others.every((filter) => filter(event)),
		isFilteredHere: others.length > 0,
	};
}

/**
 * Whether one of an event's members holds the chosen value, as a number or as its name.
 *
 * @param chosen A number, or a name in any case.
 * @param members The members that can hold it, with the names of their numbers.
 */
function memberFilter(
	context: IExecuteSingleFunctions | IPollFunctions,
	field: string,
	chosen: string,
	members: Readonly<Record<string, Enumeration>>,
): (event: IDataObject) => boolean {
	const wanted = Object.entries(members).map(([member, names]) => {
		const number = enumNumber(chosen, names);
		const isChosen = (value: unknown) =>
			number !== undefined && enumNumber(value, names) === number;
		return { member, number, isChosen };
	});
	if (wanted.every(({ number }) => number === undefined)) {
		rejectParameter(
			context,
			field,
			`"${chosen}" is unknown`,
			'Choose one from the list. A value that only newer portals have can be set by its number.',
		);
	}
	return (event) => wanted.some(({ member, isChosen }) => itemsOf(event[member]).some(isChosen));
}
