import type { IDataObject } from 'n8n-workflow';
import { runPoll } from '../../nodes/shared/polling/poll';
import { ProcessMemory } from '../../nodes/shared/polling/processMemory';
import type { PollRequest } from '../../nodes/shared/polling/settings';
import type { LogWindow, PollSource, SourcePage } from '../../nodes/shared/polling/source';
import { pollCaller } from './pollCaller';

const PAGE_SIZE = 100;

/** A log whose rows are made when they are read, so that its length takes no memory. Newest first. */
export class LongLog implements PollSource<IDataObject> {
	requests = 0;
	/** In seconds since 1970. */
	now: number;

	/** @param secondsBetweenRows of `count` rows, the last of them at `now` */
	constructor(
		private readonly begin: number,
		readonly count: number,
		private readonly secondsBetweenRows: number,
	) {
		this.now = begin + Math.ceil(count * secondsBetweenRows);
	}

	async serverNow(): Promise<number> {
		this.requests += 1;
		return this.now;
	}

	async *pages({ from, before = Infinity }: LogWindow): AsyncGenerator<SourcePage<IDataObject>> {
		const first = Math.max(0, this.firstIndexFrom(from));
		const end = Math.min(this.count, this.firstIndexFrom(Math.min(before, this.now + 1)));
		let index = end - 1;
		do {
			this.requests += 1;
			const length = Math.max(0, Math.min(PAGE_SIZE, index - first + 1));
			const rows = Array.from({ length }, (_, offset) => this.row(index - offset));
			yield { rows, serverNow: this.now, total: Math.max(0, end - first) };
			index -= PAGE_SIZE;
		} while (index >= first);
	}

	private row(index: number) {
		const second = this.begin + Math.floor(index * this.secondsBetweenRows);
		const text = `User ${index % 50} opened the file report-${index}.pdf`;
		return { id: `row-${index}`, second, data: { uuid: `row-${index}`, text, severity: 1 } };
	}

	/** The first row whose second is not before this one. */
	private firstIndexFrom(second: number): number {
		return Math.ceil((second - this.begin) / this.secondsBetweenRows);
	}
}

/** A trigger that is published at the beginning of a log, with n8n's durable cursor. */
export class LogReader {
	staticData: IDataObject = {};
	private readonly memory = new ProcessMemory(undefined, () => this.log.now * 1000);

	constructor(
		private readonly log: LongLog,
		private readonly options: Partial<PollRequest<IDataObject>> = {},
	) {}

	/** @returns the ids of the events, oldest first; none where nothing is new */
	async poll(): Promise<string[]> {
		const request: PollRequest<IDataObject> = {
			source: this.log,
			scope: ['bench'],
			overlapSeconds: 600,
			maximumEvents: 1_000,
			afterRestart: 'continue',
			lookbackSeconds: 0,
			sampleSize: 5,
			...this.options,
		};
		this.staticData = JSON.parse(JSON.stringify(this.staticData));
		const caller = pollCaller(this.staticData, 36_000);
		const result = await runPoll(caller, async () => request, this.memory);
		return result?.events.map(({ id }) => id) ?? [];
	}

	/** The state as n8n stores it, in bytes. */
	get stateBytes(): number {
		return Buffer.byteLength(JSON.stringify(this.staticData));
	}
}
