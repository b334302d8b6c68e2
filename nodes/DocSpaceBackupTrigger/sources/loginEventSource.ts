import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { assertAuditPlan } from '../../DocSpaceBackup/audit/auditPlan';
import { docSpace } from '../../DocSpaceBackup/service/docSpace';
import { ANSWER } from '../../DocSpaceBackup/service/answers';
import { fullPortalPages } from '../../DocSpaceBackup/service/pages';
import { itemsOf } from '../../shared/http/items/items';
import type { Pages } from '../../shared/http/items/pages';
import { request } from '../../shared/http/request';
import { requestPages } from '../../shared/http/items/requestPages';
import type { PollSource } from '../../shared/polling/source';
import { eventPage, isoSecond, serverSecond, sourceRow } from './portalRows';
import { retention } from './retention';

const PATH = '/security/audit/login/filter';

/** Steps in which the beginning of a slice is looked for: a page. */
const STEP = 100;

/**
 * The login history as the poll reads it. The portal cuts its list into pages before it filters. It
 * is asked for the beginning of a window alone: the list is newest first, so that a page that comes
 * out short is the last one all the same.
 */
export function loginEventSource(context: IPollFunctions): PollSource<IDataObject> {
	return {
		// The first question of every trigger: it fails where the plan has no audit.
		serverNow: async () => serverSecond(context, await assertAuditPlan(context, PATH)),
		async *pages({ from, before }) {
			const skipped = before === undefined ? 0 : await countLater(context, before);
			const qs = { from: isoSecond(from) };
			const list = { path: PATH, qs, answer: ANSWER.anyEvents };
			for await (const page of requestPages(context, docSpace, list, startingAt(skipped))) {
				yield await eventPage(context, PATH, page, { from });
			}
		},
		retentionSeconds: async () => await retention(context, 'loginHistoryLifeTime'),
	};
}

/**
 * How many of the newest events surely lie after a window's end: a multiple of the page size. Else
 * every slice of a backlog would be read through everything that came after it. Events that are added
 * meanwhile push others on to higher places, so that the number stays a safe one.
 */
async function countLater(context: IPollFunctions, before: number): Promise<number> {
	let later = 0;
	let unknown = STEP;
	while (await isLater(context, unknown, before)) {
		later = unknown;
		unknown *= 2;
	}
	while (unknown - later > STEP) {
		const middle = later + Math.floor((unknown - later) / 2 / STEP) * STEP;
		if (await isLater(context, middle, before)) later = middle;
		else unknown = middle;
	}
	return later;
}

async function isLater(
	context: IPollFunctions,
	startIndex: number,
	before: number,
): Promise<boolean> {
	const qs = { startIndex, count: 1 };
	const { result } = await request(context, docSpace, {
		path: PATH,
		qs,
		answer: ANSWER.anyEvents,
	});
	const [row, ...further] = itemsOf(result);
	if (further.length > 0) await assertAuditPlan(context, PATH);
	// What cannot be read says nothing of its place; fewer rows are skipped then.
	const { second = -Infinity } = sourceRow(row, 'date', ({ id }) => id) ?? {};
	return second >= before;
}

function startingAt(skipped: number): Pages {
	return (wanted) => {
		const reader = fullPortalPages(wanted);
		return {
			...reader,
			query() {
				const { startIndex, ...rest } = reader.query();
				return { ...rest, startIndex: Number(startIndex) + skipped };
			},
		};
	};
}
