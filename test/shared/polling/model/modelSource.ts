import type { LogWindow, PollSource, SourcePage } from '../../../../nodes/shared/polling/source';
import type { AuditModel, ModelRow } from './auditModel';

/** Pages without news in a row that are the end, where the server repeats its last page. */
const PAGES_WITHOUT_NEWS = 4;

/** Reads the model server the way a trigger's source reads its service. */
export class ModelSource implements PollSource<ModelRow> {
	/** @param onRequest Is called before each request; what it throws is the end of the process. */
	constructor(
		private readonly model: AuditModel,
		private readonly onRequest: () => void = () => {},
		private readonly retention?: number,
	) {}

	async serverNow(): Promise<number> {
		this.onRequest();
		const { serverNow } = await this.model.request(0, 0, 0);
		return serverNow;
	}

	async retentionSeconds(): Promise<number | undefined> {
		return this.retention;
	}

	async *pages({ from, before }: LogWindow): AsyncGenerator<SourcePage<ModelRow>> {
		const known = new Set<string>();
		let read = 0;
		let firstLength = 0;
		let pagesWithoutNews = 0;
		for (let page = 0; ; page += 1) {
			this.onRequest();
			const answer = await this.model.request(from, before, page);
			const { rows, total, serverNow } = answer;
			yield {
				rows: rows.map((row) => ({
					id: row.id,
					second: Math.floor(row.createdAt / 1000),
					data: row,
				})),
				serverNow,
				total,
			};
			read += rows.length;
			if (page === 0) firstLength = rows.length;
			// One page without news is no end: newer rows may have pushed it on to the next number.
			pagesWithoutNews = rows.every(({ id }) => known.has(id)) ? pagesWithoutNews + 1 : 0;
			for (const { id } of rows) known.add(id);
			const isRepeated = this.model.repeatsLastPage && pagesWithoutNews === PAGES_WITHOUT_NEWS;
			const isShort = rows.length < Math.max(1, firstLength);
			if (total === undefined ? isShort || isRepeated : read >= total) return;
		}
	}
}
