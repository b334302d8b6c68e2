import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	IN8nHttpFullResponse,
	PreSendAction,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { ExpectedAnswer } from './answer';
import { expectedRows } from './answer';
import type { FailedTry } from './exchange';
import { exchange } from './exchange';
import { failedItem, finishedItems } from './items';
import { keepOperationOptions, operationOptions } from './operationOptions';
import { originOptions } from './originOptions';
import type { PageReader, Pages } from './pages';
import { checkPageCeiling } from './pages';
import { chosenOrder, sorted } from './sort';
import { wantedItems } from './wantedItems';
import type { Sorting } from './sort';
import { isRecord } from '../util/isRecord';
import { fillPath } from './pathTemplate';
import type { Repeat } from './retry';
import type { Service, ServiceResponse } from './service';
import { isAbsoluteUrl } from './serviceUrl';

/** What an operation tells the pipeline beyond what its routing says. */
export interface PipelineOptions {
	/** What the answer has to be; anything else is an error, never an item or an empty branch. */
	answer: ExpectedAnswer;
	/**
	 * Asked before anything else: its items take the place of the operation's own request, where that
	 * would be wrong or needless; undefined to send it. They go through `postReceive` like others.
	 */
	instead?(this: IExecuteSingleFunctions): Promise<INodeExecutionData[] | undefined>;
	/**
	 * Checks and completes the request, one after the other. n8n's own place for this, `preSend`, runs
	 * before the pipeline: an item that it refuses comes out without a link to the one that came in.
	 */
	prepare?: readonly PreSendAction[];
	/** What sending the request twice does; by default `safe` for all but POST. */
	repeat?: Repeat;
	/** How the operation's list is paged; the node's fields `returnAll` and `limit` go with it. */
	pages?: Pages;
	/**
	 * How the list can be sorted; the node's options `sortBy`, `descending` and `mostItems` go with it.
	 * The whole list is read for that, and sorted by what `postReceive` has left of its items.
	 */
	sorting?: Sorting;
	/** Follow redirects, also to other hosts, which never get the credential. For downloads. */
	followRedirects?: boolean;
	/** Send the request without the credential, to the credential's origin. */
	anonymous?: boolean;
	/**
	 * Looks at a request that finally failed: its items, if it was carried out all the same or the
	 * refusal is an answer too; undefined if it is a failure. They go through `postReceive` like others.
	 */
	recover?(
		this: IExecuteSingleFunctions,
		failed: FailedTry,
		options: IHttpRequestOptions,
	): Promise<INodeExecutionData[] | undefined>;
	/** Holds the items against what was sent; throws when they do not belong together. */
	verify?(
		this: IExecuteSingleFunctions,
		items: INodeExecutionData[],
		options: IHttpRequestOptions,
	): void | Promise<void>;
}

type Pagination = (
	this: IExecutePaginationFunctions,
	requestData: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/**
 * The way of every request between "it is known" and "its items are there", plugged into n8n's
 * engine as an operation's pagination function, also for operations with one page.
 *
 * @param service The service that the operation belongs to.
 * @param pipelineOptions What is particular about the operation.
 */
export function requestPipeline(service: Service, pipelineOptions: PipelineOptions): Pagination {
	return async function (requestData) {
		const itemIndex = this.getItemIndex();
		return await allItems(this, service, requestData, pipelineOptions).then(
			(items) => finishedItems(items, itemIndex),
			(error: unknown) => failedItem(this, error),
		);
	};
}

async function allItems(
	context: IExecutePaginationFunctions,
	service: Service,
	requestData: DeclarativeRestApiSettings.ResultOptions,
	pipelineOptions: PipelineOptions,
): Promise<INodeExecutionData[]> {
	// As n8n gives it to a `preSend`.
	keepOperationOptions(context, requestData.options as IHttpRequestOptions);
	const { instead, pages, sorting } = pipelineOptions;
	const limit = pages ? wantedItems(context) : Infinity;
	const order = sorting && chosenOrder(context, sorting);
	const declared = requestData.postReceive;
	const others = await instead?.call(context);
	const items = others
		? await runFunctions(context, declared, others)
		: await requestedItems(context, service, requestData, pipelineOptions, {
				// The first item of a sorted list may come last.
				enough: order ? Infinity : limit,
				most: order?.mostItems ?? Infinity,
			});
	const ordered = order ? sorted(items, order) : items;
	return ordered.length > limit ? ordered.slice(0, limit) : ordered;
}

/**
 * @param bounds After how many items to stop, and how many are an error.
 */
async function requestedItems(
	context: IExecutePaginationFunctions,
	service: Service,
	requestData: DeclarativeRestApiSettings.ResultOptions,
	pipelineOptions: PipelineOptions,
	{ enough, most }: { enough: number; most: number },
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
		if (items.length > most) {
			throw new NodeOperationError(context.getNode(), `The list has more than ${most} items`, {
				itemIndex: context.getItemIndex(),
				description: 'Raise Most Items in the options, or take Sort By out.',
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
		repeat: repeat ?? (paged.method === 'POST' ? 'unlessReceived' : 'safe'),
		async recover(failed) {
			const recovered = await recover?.call(context, failed, paged);
			return recovered && (await runFunctions(context, declared, recovered));
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

/** Fills the path, leaves out query parameters that were not set, and adds the origin where needed. */
async function requestOptions(
	context: IExecutePaginationFunctions,
	service: Service,
	{ url = '', qs = {}, ...rest }: IHttpRequestOptions,
	anonymous: boolean,
): Promise<IHttpRequestOptions> {
	const entries = Object.entries(qs);
	const values = Object.fromEntries(
		entries
			.filter(([name]) => isPlaceholder(name))
			.map(([name, value]) => [name.slice(1, -1), value]),
	);
	const query = Object.fromEntries(
		entries.filter(
			([name, value]) =>
				!isPlaceholder(name) && value !== '' && value !== null && value !== undefined,
		),
	);
	return {
		...rest,
		...operationOptions(context),
		url: isAbsoluteUrl(url) ? url : service.basePath + fillPath(url, values),
		qs: query,
		...(await originOptions(context, service, anonymous)),
	};
}

function isPlaceholder(name: string): boolean {
	return name.startsWith('{') && name.endsWith('}');
}
