/** One row of a service's log, as a source reads it. */
export interface SourceRow<Data> {
	/** The row's id in the service: unique in the log and the same in every reading. */
	id: string;
	/** When it happened: whole seconds since 1970 in UTC, fractions cut off. */
	second: number;
	/** Among the rows of one second, where the service numbers them: what happened first is lower. */
	order?: number;
	/** What the trigger emits: the row as the service sent it. */
	data: Data;
}

/** A stretch of a log, in whole seconds since 1970. */
export interface LogWindow {
	/** First second, inclusive. */
	from: number;
	/** First second that does not belong to it any more; absent for "up to the newest row". */
	before?: number;
}

/** One page of a window. */
export interface SourcePage<Data> {
	rows: Array<SourceRow<Data>>;
	/**
	 * What has no id or no date, as the service sent it. When it happened is not known. It is
	 * emitted once, and never keeps the others back.
	 */
	unreadable?: unknown[];
	/**
	 * The server's own time when it answered, in whole seconds since 1970: the `Date` header. The
	 * watermark never passes the time of a reading's first page, so it must not be later than the
	 * clock that dates the rows.
	 */
	serverNow: number;
	/** How many rows the window has in all, if the service says so: a hint that saves requests. */
	total?: number;
}

/**
 * Thrown by a source that leaves its reading to the next poll: this one ends without a word. A poll
 * that has asked for the server's time begins, and must not be put off: it would leave no place.
 */
export class ReadingPutOff extends Error {}

/** What a trigger must know of its service to be polled without loss. */
export interface PollSource<Data> {
	/**
	 * Asks the server for its time, in whole seconds since 1970 (one small request).
	 *
	 * @throws What n8n should show, where the service cannot be reached or refuses.
	 */
	serverNow(): Promise<number>;
	/**
	 * Reads a window page by page, in any order, and ends only after its last page.
	 *
	 * Every row with `from <= second < before` that the service had at the start must be among the
	 * pages. Rows outside the window and repeated rows are allowed: the reader drops them, so a
	 * service that cuts fractions off may be asked for one second more. The reader may stop early.
	 *
	 * @throws What n8n should show, or `ReadingPutOff`; a window that could not be read to its end must
	 * throw.
	 */
	pages(window: LogWindow): AsyncIterable<SourcePage<Data>>;
	/**
	 * For how many seconds the service keeps its rows; undefined if it does not say.
	 *
	 * Asked only after more than a day without a complete reading.
	 */
	retentionSeconds?(): Promise<number | undefined>;
}
