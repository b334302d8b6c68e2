import type { Random } from './random';

/** How a model server behaves, beyond the rows that it holds. */
export interface ServerHabits {
	order: 'newestFirst' | 'oldestFirst' | 'insertion' | 'shuffled';
	/** Whether the server filters and sorts by fractions of a second that it does not show. */
	hasHiddenFractions: boolean;
	/** The page size that the server enforces, whatever it is asked for. */
	pageSize: number;
	/** Whether a page says how many rows the window has. */
	hasTotal: boolean;
	/** Whether a page past the end repeats the last one; else it is empty. */
	repeatsLastPage: boolean;
	/** The longest time that a request takes, in ms. */
	latencyMilliseconds: number;
	/** How far the `Date` header is ahead of the clock that dates the rows, in seconds. */
	dateAheadSeconds: number;
	errorRate: number;
	/** How long rows are kept, in seconds. */
	retentionSeconds: number;
}

export interface ModelRow {
	id: string;
	/** When it happened, in ms of the model's time. */
	createdAt: number;
	/** When the server shows it first, in ms of the model's time. */
	visibleAt: number;
}

export interface ModelPage {
	rows: ModelRow[];
	total?: number;
	serverNow: number;
}

export class ServerError extends Error {}

/** An audit log with the worst habits that a service may have, in a time of its own. */
export class AuditModel {
	/** The model's time in ms. It moves with every request: rows appear between two pages. */
	now: number;

	areErrorsOn = true;

	requests = 0;

	private readonly rows: ModelRow[];

	constructor(
		begin: number,
		rows: ModelRow[],
		private readonly habits: ServerHabits,
		private readonly random: Random,
	) {
		this.now = begin;
		this.rows = this.inOrder(rows);
	}

	/** Whether readers have to find the end by pages that bring no news. */
	get repeatsLastPage(): boolean {
		return this.habits.repeatsLastPage;
	}

	/** Answers one request for a page, counted from 0; both bounds are inclusive, in seconds. */
	async request(from: number, to: number | undefined, page: number): Promise<ModelPage> {
		const { pageSize, hasTotal, repeatsLastPage, errorRate } = this.habits;
		this.requests += 1;
		this.now += this.random.whole(0, this.habits.latencyMilliseconds);
		// Gives other polls of the same moment their turn, as a real request does.
		await Promise.resolve();
		if (this.areErrorsOn && this.random.chance(errorRate)) throw new ServerError('503');
		const rows = this.window(from, to);
		const lastPage = Math.max(0, Math.ceil(rows.length / pageSize) - 1);
		const shown = repeatsLastPage ? Math.min(page, lastPage) : page;
		return {
			rows: rows.slice(shown * pageSize, (shown + 1) * pageSize),
			serverNow: Math.floor(this.now / 1000) + this.habits.dateAheadSeconds,
			...(hasTotal && { total: rows.length }),
		};
	}

	/** Whether the server has deleted a row because of its age. */
	isDeleted(row: ModelRow): boolean {
		return row.createdAt < this.now - this.habits.retentionSeconds * 1000;
	}

	private window(from: number, to = Infinity): ModelRow[] {
		return this.rows.filter(
			(row) =>
				row.visibleAt <= this.now &&
				!this.isDeleted(row) &&
				this.stored(row) >= from * 1000 &&
				this.stored(row) <= to * 1000,
		);
	}

	/** What the server compares with the bounds and sorts by, in ms. */
	private stored({ createdAt }: ModelRow): number {
		return this.habits.hasHiddenFractions ? createdAt : Math.floor(createdAt / 1000) * 1000;
	}

	private inOrder(rows: ModelRow[]): ModelRow[] {
		const compare = {
			newestFirst: (a: ModelRow, b: ModelRow) => this.stored(b) - this.stored(a),
			oldestFirst: (a: ModelRow, b: ModelRow) => this.stored(a) - this.stored(b),
			insertion: (a: ModelRow, b: ModelRow) => a.visibleAt - b.visibleAt,
			shuffled: (a: ModelRow, b: ModelRow) => (a.id < b.id ? -1 : 1),
		};
		return [...rows].sort(compare[this.habits.order]);
	}
}
