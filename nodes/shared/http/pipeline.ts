import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../context';
import { expectedRows } from './items/answer';
import { presentable } from './failure/errors';
import { exchange, SEND_AGAIN } from './exchange/exchange';
import { checkItemCeiling } from './items/itemCeiling';
import { failedItem, finishedItems } from './items/items';
import { keepOperationOptions } from './operationOptions';
import { requestOptions } from './operationRequest';
import type { PageReader } from './items/pages';
import { checkPageCeiling } from './items/pages';
import type { PipelineOptions } from './pipelineOptions';
import { chosenOrder, sorted } from './items/sort';
import { requestedCount } from './items/requestedCount';
import { isRecord } from '../util/isRecord';
import type { Service, ServiceResponse } from './service';

type Pagination = (
	this: IExecutePaginationFunctions,
	requestData: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/**
 * The way of every request between "it is known" and "its items are there", plugged into n8n's
 * engine as an operation's pagination function, also for operations with one page.
 *
 *     takeTurn
 *        │  
 *     instead ── items ──────────────────────────────────────────────┐
 *        │ none                                                      │
 *     prepare → path, query, origin                                  │
 *        │                                                           │
 *     ┌─ page ◄──────────────────────────────────┐                   │
 *     │  exchange: admission → request → answer  │ until the list    │
 *     │     │ failed: retry, then recover        │ or the limit ends │
 *     │  read, expect → postReceive ◄────────────│───────────────────┤
 *     │  verify                                  │                   │
 *     └──────────────────────────────────────────┘                   │
 *     sort → limit → finished items ◄────────────────────────────────┘
 *
 * What goes wrong on the way becomes one error, or under "Continue on Fail" one item with it.
 *
 * @param service The service that the operation belongs to.
 * @param pipelineOptions What is particular about the operation.
 */
export function requestPipeline(service: Service, pipelineOptions: PipelineOptions): Pagination {
	return async function (requestData) {
		const itemIndex = this.getItemIndex();
		return await inTurn(this, service, requestData, pipelineOptions).then(
			(items) => finishedItems(items, itemIndex),
			async (error: unknown) => failedItem(this, await presentable(this, service, error)),
		);
	};
}

async function inTurn(
	...[context, service, requestData, pipelineOptions]: Parameters<typeof allItems>
): Promise<INodeExecutionData[]> {
	// As n8n gives it to a `preSend`.
	keepOperationOptions(context, requestData.options as IHttpRequestOptions);
	const leave = await pipelineOptions.takeTurn?.call(context);
	try {
		return await allItems(context, service, requestData, pipelineOptions);
	} finally {
		leave?.();
	}
}

async function allItems(
	context: IExecutePaginationFunctions,
	service: Service,
	requestData: DeclarativeRestApiSettings.ResultOptions,
	pipelineOptions: PipelineOptions,
): Promise<INodeExecutionData[]> {
	const { instead, pages, sorting } = pipelineOptions;
	const limit = pages ? requestedCount(context) : Infinity;
	const order = sorting && chosenOrder(context, sorting);
	const declared = requestData.postReceive;
	const others = await instead?.call(context);
	const items = others
		? await runFunctions(context, declared, others)
		: await requestedItems(context, service, requestData, pipelineOptions, {
				// The first item of a sorted list may come last.
				enough: order ? Infinity : limit,
				most: order?.mostItems ?? Infinity,
				// A sorted list may be cut to fewer.
				handedOn: order ? 0 : limit,
			});
	const ordered = order ? sorted(items, order) : items;
	const wanted = ordered.length > limit ? ordered.slice(0, limit) : ordered;
	checkItemCeiling(context, wanted.length);
	return wanted;
}

/**
 * @param bounds After how many items to stop, how many are an error, and how many of those that are
 * read go to n8n.
 */
async function requestedItems(
	context: IExecutePaginationFunctions,
	service: Service,
	requestData: DeclarativeRestApiSettings.ResultOptions,
	pipelineOptions: PipelineOptions,
	{ enough, most, handedOn }: { enough: number; most: number; handedOn: number },
): Promise<INodeExecutionData[]> {
	const declared = requestData.postReceive;
	let prepared = requestData.options as IHttpRequestOptions; // as n8n gives it to a `preSend`
	for (const prepare of pipelineOptions.prepare ?? []) {
		prepared = await prepare.call(context, prepared);
	}
	const { anonymous = false } = pipelineOptions;
	const options = await requestOptions(context, service, prepared, anonymous);
	const single = async (reader?: PageReader) =>
		await onePage(context, service, declared, options, pipelineOptions, reader);
	if (!pipelineOptions.pages) return await single();

	const reader = pipelineOptions.pages(enough === Infinity ? undefined : enough, context);
	const items: INodeExecutionData[] = [];
	for (let page = 0; items.length < enough && !reader.finished(); page++) {
		checkPageCeiling(context, page);
		for (const item of await single(reader)) items.push(item);
		checkItemCeiling(context, Math.min(items.length, handedOn));
		checkItemCeiling(context, Math.min(reader.total?.() ?? 0, handedOn));
		if (items.length > most) {
			throw new NodeOperationError(errorNode(context), `The list has more than ${most} items`, {
				itemIndex: context.getItemIndex(),
				description: 'Raise Maximum Items in the options, or remove Sort By.',
			});
		}
	}
	return items;
}

async function onePage(
	context: IExecutePaginationFunctions,
	service: Service,
	declared: DeclarativeRestApiSettings.ResultOptions['postReceive'],
	options: IHttpRequestOptions,
	{ answer, repeat, recover, verify, followRedirects, anonymous }: PipelineOptions,
	reader?: PageReader,
): Promise<INodeExecutionData[]> {
	const paged = reader ? { ...options, qs: { ...options.qs, ...reader.query() } } : options;
	const items = await exchange({
		context,
		service,
		options: paged,
		anonymous,
		followRedirects,
		repeat: repeat ?? (paged.method === 'POST' ? 'ifNotReceived' : 'always'),
		async recover(failed) {
			const recovered = await recover?.call(context, failed, paged);
			if (recovered === undefined || recovered === SEND_AGAIN) return recovered;
			return await runFunctions(context, declared, recovered);
		},
		async accept(response) {
			let received: INodeExecutionData[] = [{ json: {} }];
			if (options.encoding !== 'stream') {
				const rows = expectedRows(service.read(response), answer);
				received = (reader ? reader.accept(response, rows) : rows).map((json) => ({
					json: isRecord(json) ? json : { value: json as IDataObject[string] }, // a JSON value
				}));
			}
			return await runFunctions(context, declared, received, response);
		},
	});
	await verify?.call(context, items, paged);
	return items;
}

/**
 * Runs an operation's own `postReceive` functions, as n8n's engine does with an answer.
 *
 * @param response The answer; items that came another way have none.
 */
async function runFunctions(
	context: IExecutePaginationFunctions,
	declared: DeclarativeRestApiSettings.ResultOptions['postReceive'],
	items: INodeExecutionData[],
	{ status, headers, body }: ServiceResponse = { status: 200, headers: {}, body: {} },
): Promise<INodeExecutionData[]> {
	// The types of n8n know no answer that is a stream, and no empty one.
	const response = { statusCode: status, headers, body } as IN8nHttpFullResponse;
	let result = items;
	for (const action of declared.flatMap(({ actions }) => actions)) {
		if (typeof action === 'function') result = await action.call(context, result, response);
	}
	return result;
}
