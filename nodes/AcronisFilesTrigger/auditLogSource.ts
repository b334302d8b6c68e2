import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../shared/context';
import { acronis, acronisPages } from '../AcronisFiles/service/acronis';
import { ANSWER } from '../AcronisFiles/service/answers';
import { request } from '../shared/http/request';
import { requestPages } from '../shared/http/items/requestPages';
import type { ServiceResponse } from '../shared/http/service';
import type { LogWindow, PollSource, SourceRow } from '../shared/polling/source';
import { sourceRows } from '../shared/polling/sourceRows';
import { isRecord } from '../shared/util/isRecord';
import { rowId } from '../shared/util/rowId';
import { auditLogRetention } from './retention';

const PATH = '/audit_log';

const answer = ANSWER.anyAuditLog;

/**
 * The audit log as the poll reads it: a window with all its pages. The service documents no order,
 * and its entries can appear late; neither matters here.
 *
 * @param query The filters that the service applies.
 */
export function auditLogSource(
	context: IPollFunctions,
	query: IDataObject,
): PollSource<IDataObject> {
	return {
		async serverNow() {
			const qs = { ...query, per_page: 1, page: 1 };
			const { response } = await request(context, acronis, { path: PATH, qs, answer });
			return serverSecond(context, response);
		},
		async *pages({ from, before }: LogWindow) {
			// The service may keep fractions of a second, and `filter_to` would cut those of its own
			// second off. So it is asked for one second more, and the reader drops what is too late.
			const to = before === undefined ? {} : { filter_to: isoSecond(before) };
			const qs = { ...query, filter_from: isoSecond(from), ...to };
			const list = { path: PATH, qs, answer };
			for await (const page of requestPages(context, acronis, list, acronisPages())) {
				const { rows, response } = page;
				yield {
					...sourceRows(rows, sourceRow),
					serverNow: serverSecond(context, response),
					total: totalOf(response),
				};
			}
		},
		retentionSeconds: async () => await auditLogRetention(context, query.tenant_id),
	};
}

/** @returns undefined for an entry without a UUID or a readable date. */
function sourceRow(row: unknown): SourceRow<IDataObject> | undefined {
	if (!isRecord(row)) return undefined;
	const time = Date.parse(String(row.created_at));
	const id = rowId(row.uuid);
	if (id === undefined || Number.isNaN(time)) return undefined;
	return { id, second: Math.floor(time / 1000), data: row };
}

function serverSecond(context: IPollFunctions, { headers }: ServiceResponse): number {
	const time = Date.parse(String(headers.date));
	if (Number.isNaN(time)) throw unusable(context, 'a response without a Date header');
	return Math.floor(time / 1000);
}

function unusable(context: IPollFunctions, what: string): NodeOperationError {
	return new NodeOperationError(errorNode(context), `Acronis sent ${what}`, {
		description:
			'The trigger cannot continue without losing entries. If there is a proxy in front of Acronis, check which headers it removes.',
	});
}

function totalOf({ headers }: ServiceResponse): number | undefined {
	const total = /\/(\d+)$/.exec(String(headers['content-range'] ?? ''))?.[1];
	return total === undefined ? undefined : Number(total);
}

function isoSecond(second: number): string {
	return new Date(second * 1000).toISOString().replace('.000Z', 'Z');
}
