import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../../shared/context';
import { assertAuditPlan } from '../../DocSpaceBackup/audit/auditPlan';
import { toIsoDate } from '../../shared/parameters/dates';
import type { Page } from '../../shared/http/items/requestPages';
import type { ServiceResponse } from '../../shared/http/service';
import type { LogWindow, SourcePage, SourceRow } from '../../shared/polling/source';
import { sourceRows } from '../../shared/polling/sourceRows';
import { isRecord } from '../../shared/util/isRecord';
import { rowId } from '../../shared/util/rowId';

/** So many events a portal without audit in its plan answers with, whatever it is asked. */
const ANSWER_WITHOUT_AUDIT = 20;

/**
 * Reads one row of a list.
 *
 * @param date The member that says when it happened.
 * @returns undefined for a row without an id or a readable date.
 */
export function sourceRow(
	row: unknown,
	date: 'date' | 'createdOn',
	idOf: (data: IDataObject) => unknown,
): SourceRow<IDataObject> | undefined {
	if (!isRecord(row)) return undefined;
	const time = Date.parse(toIsoDate(row[date]) ?? '');
	const found = idOf(row);
	const id = rowId(found);
	if (id === undefined || Number.isNaN(time)) return undefined;
	return {
		id,
		second: Math.floor(time / 1000),
		// The portal numbers events as it writes them.
		...(typeof found === 'number' && { order: found }),
		data: row,
	};
}

/** The portal's time when it answered, in seconds since 1970. */
export function serverSecond(context: IPollFunctions, { headers }: ServiceResponse): number {
	const time = Date.parse(String(headers.date));
	if (Number.isNaN(time)) throw unusable(context, 'a response without a Date header');
	return Math.floor(time / 1000);
}

/** ISO 8601 in UTC: the portal takes no date without a zone. */
export function isoSecond(second: number): string {
	return new Date(second * 1000).toISOString().replace('.000Z', 'Z');
}

/**
 * A page of a list that was asked for a period, as the reader wants it.
 *
 * An event that was not asked for can be a portal's that looks at no question, since its plan has lost
 * audit: its newest 20 events would be taken for all there are. It can also stand in the answer of one
 * that does. So the portal is asked for a moment at which nothing happened.
 *
 * @param path The list.
 * @param isWanted Whether an event can be an answer to what was asked, beside the period.
 * @throws NodeOperationError when the plan has no audit.
 */
export async function eventPage(
	context: IPollFunctions,
	path: string,
	{ rows, response }: Page,
	{ from, before = Infinity }: LogWindow,
	isWanted: (data: IDataObject) => boolean = () => true,
): Promise<SourcePage<IDataObject>> {
	const page = sourceRows(rows, (row) => sourceRow(row, 'date', ({ id }) => id));
	// The end of a period is inclusive.
	const isAsked = ({ second, data }: SourceRow<IDataObject>) =>
		second >= from && second <= before && isWanted(data);
	const isSuspect = rows.length === ANSWER_WITHOUT_AUDIT || !page.rows.every(isAsked);
	if (isSuspect) await assertAuditPlan(context, path);
	return { ...page, serverNow: serverSecond(context, response) };
}

function unusable(context: IPollFunctions, what: string): NodeOperationError {
	return new NodeOperationError(errorNode(context), `DocSpace sent ${what}`, {
		description:
			'The trigger cannot continue without losing events. If there is a proxy in front of the portal, check which headers it removes.',
	});
}
