import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { assertAuditPlan } from '../../DocSpaceBackup/audit/auditPlan';
import { ANSWER } from '../../DocSpaceBackup/service/answers';
import { docSpace } from '../../DocSpaceBackup/service/docSpace';
import { portalPages } from '../../DocSpaceBackup/service/pages';
import { request } from '../../shared/http/request';
import { requestPages } from '../../shared/http/items/requestPages';
import type { LogWindow, PollSource, SourcePage } from '../../shared/polling/source';
import { eventPage, isoSecond, serverSecond } from './portalRows';
import { retention } from './retention';

const PATH = '/security/audit/events/filter';

/**
 * The audit trail as the poll reads it. Most events reach it by a queue with several writers, so that
 * they can appear late and out of order.
 *
 * @param query The filters that the portal applies.
 */
export function auditEventSource(
	context: IPollFunctions,
	query: IDataObject,
): PollSource<IDataObject> {
	return {
		// The first question of every trigger: it fails where the plan has no audit.
		serverNow: async () => serverSecond(context, await assertAuditPlan(context, PATH)),
		pages: (window) => auditEventPages(context, query, window),
		retentionSeconds: async () => await retention(context, 'auditTrailLifeTime'),
	};
}

/** The pages of one window; see `eventPage` for `isWanted`. */
export async function* auditEventPages(
	context: IPollFunctions,
	query: IDataObject,
	window: LogWindow,
	isWanted?: (data: IDataObject) => boolean,
): AsyncGenerator<SourcePage<IDataObject>> {
	const list = auditEventList(query, window);
	for await (const page of requestPages(context, docSpace, list, portalPages)) {
		yield await eventPage(context, PATH, page, window, isWanted);
	}
}

/**
 * The newest events of one window: one request.
 *
 * @returns As many as a page holds, and whether these are all.
 */
export async function newestAuditEvents(
	context: IPollFunctions,
	query: IDataObject,
	window: LogWindow,
): Promise<SourcePage<IDataObject> & { isAll: boolean }> {
	const reader = portalPages();
	const list = auditEventList(query, window);
	const page = { ...list, qs: { ...list.qs, ...reader.query() } };
	const { response, rows: found } = await request(context, docSpace, page);
	const rows = reader.accept(response, found);
	return {
		...(await eventPage(context, PATH, { rows, response }, window)),
		isAll: reader.finished(),
	};
}

function auditEventList(query: IDataObject, { from, before }: LogWindow) {
	const to = before === undefined ? {} : { to: isoSecond(before) };
	const qs = { ...query, from: isoSecond(from), ...to };
	return { path: PATH, qs, answer: ANSWER.anyEvents };
}
