import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	PreSendAction,
} from 'n8n-workflow';

import type { ExpectedAnswer } from './items/answer';
import type { FailedTry, SEND_AGAIN } from './exchange/exchange';
import type { Pages } from './items/pages';
import type { RetryPolicy } from './exchange/retry';
import type { Sorting } from './items/sort';

/** What came of looking at a failure; see `PipelineOptions.recover`. */
export type Recovered = INodeExecutionData[] | typeof SEND_AGAIN | undefined;

/** What an operation defines for the pipeline beyond its routing. */
export interface PipelineOptions {
	/**
	 * What the answer has to be; anything else is an error, never an item or an empty branch.
	 *
	 * @example
	 * answer: one('the folder', ['uuid', 'name']),
	 */
	answer: ExpectedAnswer;
	/**
	 * Waits until the item may begin, before anything else is done for it, where items of one run must
	 * not overtake each other. What it gives is called when the item has ended, whichever way.
	 *
	 * @example
	 * // Uploads of one name go one after the other, so that the last item's is the newest revision.
	 * takeTurn,
	 */
	takeTurn?(this: IExecuteSingleFunctions): Promise<() => void>;
	/**
	 * Asked before anything else: its items take the place of the operation's own request, where that
	 * would be wrong or needless; undefined to send it. They go through `postReceive` like others.
	 *
	 * @example
	 * // An upload that skips what exists.
	 * instead: existingFile,
	 */
	instead?(this: IExecuteSingleFunctions): Promise<INodeExecutionData[] | undefined>;
	/**
	 * Checks and completes the request, one after the other. n8n's own place for this, `preSend`, runs
	 * before the pipeline: an item that it refuses comes out without a link to the one that came in.
	 *
	 * @example
	 * prepare: [confirm.check, sendEntry(SHARED)],
	 */
	prepare?: readonly PreSendAction[];
	/**
	 * What sending the request twice does; by default `always` for all but POST.
	 *
	 * @example
	 * // A restore that is sent twice may begin twice.
	 * repeat: 'never',
	 */
	repeat?: RetryPolicy;
	/**
	 * How the operation's list is paged; the node's fields `returnAll` and `limit` go with it.
	 *
	 * @example
	 * pages: contentRangePages({ id: 'id', pageSize: 100 }),
	 */
	pages?: Pages;
	/**
	 * How the list can be sorted; the node's options `sortBy`, `descending` and `mostItems` go with it.
	 * The whole list is read for that, and sorted by what `postReceive` has left of its items.
	 *
	 * @example
	 * sorting: { choices: [{ name: 'Name', value: 'name' }], usual: 'name', ties: ['uuid'] },
	 */
	sorting?: Sorting;
	/**
	 * Follow redirects, also to other hosts, which never get the credential. For downloads.
	 *
	 * @example
	 * // The archive can lie in another storage.
	 * followRedirects: true,
	 */
	followRedirects?: boolean;
	/**
	 * Send the request without the credential, to the credential's origin.
	 *
	 * @example
	 * // While the portal is restored, it knows no key.
	 * anonymous: true,
	 */
	anonymous?: boolean;
	/**
	 * Looks at a request that finally failed: its items, if it was carried out all the same or the
	 * refusal is an answer too; `SEND_AGAIN` if it certainly did nothing; undefined if it is a failure.
	 * They go through `postReceive` like others.
	 *
	 * @example
	 * // A deletion whose answer was lost, and whose file is gone.
	 * recover: deletedNode,
	 */
	recover?(
		this: IExecuteSingleFunctions,
		failed: FailedTry,
		options: IHttpRequestOptions,
	): Promise<Recovered>;
	/**
	 * Compares the items with what was sent; throws if they do not match.
	 *
	 * @example
	 * // The file that was stored has the checksum of what was sent.
	 * verify: verifyChecksum,
	 */
	verify?(
		this: IExecuteSingleFunctions,
		items: INodeExecutionData[],
		options: IHttpRequestOptions,
	): void | Promise<void>;
}
