import type { IDataObject, INode, WorkflowExecuteMode } from 'n8n-workflow';

import { runPoll, type PollCaller } from '../../../nodes/shared/polling/poll';
import { ProcessMemory } from '../../../nodes/shared/polling/processMemory';
import type { PollRequest } from '../../../nodes/shared/polling/settings';
import type { LogWindow, PollSource, SourcePage } from '../../../nodes/shared/polling/source';

/** A row of the list source: when it happened, and its name. */
export type Entry = [second: number, id: string];

/** A log without bad habits: a list and a clock that a test sets. */
export class ListSource implements PollSource<string> {
	entries: Entry[] = [];

	now = 1_900_000_000;

	pageSize = 100;

	/** Is thrown by the next request. */
	error?: Error;

	/** What the last windows were, oldest first. */
	readonly windows: LogWindow[] = [];

	requests = 0;

	retention?: number;

	/** Is awaited by each request, after it was counted. */
	gate: Promise<void> = Promise.resolve();

	async serverNow(): Promise<number> {
		this.requests += 1;
		return this.now;
	}

	async retentionSeconds(): Promise<number | undefined> {
		return this.retention;
	}

	async *pages(window: LogWindow): AsyncGenerator<SourcePage<string>> {
		this.windows.push(window);
		const { from, before = Infinity } = window;
		const rows = this.entries
			.filter(([second]) => second >= from && second < before)
			.map(([second, id]) => ({ id, second, data: `data of ${id}` }));
		let read = 0;
		do {
			this.requests += 1;
			await this.gate;
			if (this.error) throw this.error;
			const page = rows.slice(read, read + this.pageSize);
			yield { rows: page, serverNow: this.now, total: rows.length };
			read += page.length;
		} while (read < rows.length);
	}
}

/** One trigger in one n8n, with its state in the open. */
export class Trigger {
	readonly source = new ListSource();

	staticData: IDataObject = {};

	mode: WorkflowExecuteMode = 'trigger';

	/** The process's own clock in ms, far from the server's. */
	clock = 0;

	budget = 36_000;

	memory = new ProcessMemory(() => this.clock);

	request: Omit<PollRequest<string>, 'source'> = {
		scope: ['host', 'tenant', 'severity 3'],
		overlapSeconds: 600,
		maximumEvents: 1_000,
		afterRestart: 'continue',
		lookbackSeconds: 0,
		sampleSize: 3,
	};

	/** Polls once with the shared state, or with a copy of it. */
	async poll(staticData = this.staticData) {
		return await runPoll(
			this.caller(staticData),
			{ ...this.request, source: this.source },
			this.memory,
		);
	}

	/** Polls and names the events: `a`, or `a again` for a redelivered one. */
	async names(staticData = this.staticData): Promise<string[] | null> {
		const result = await this.poll(staticData);
		return result?.events.map(({ id, redelivered }) => (redelivered ? `${id} again` : id)) ?? null;
	}

	/** Ends the process; the next one has the state that was stored. */
	restart(): void {
		this.memory = new ProcessMemory(() => this.clock);
		this.staticData = this.copy();
	}

	copy(): IDataObject {
		return JSON.parse(JSON.stringify(this.staticData));
	}

	/** Time goes by on the server and in the process. */
	pass(seconds: number): void {
		this.source.now += seconds;
		this.clock += seconds * 1000;
	}

	private caller(staticData: IDataObject): PollCaller {
		const node: INode = {
			id: 'node',
			name: 'Trigger',
			type: 'trigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		return {
			getMode: () => this.mode,
			getNode: () => node,
			getWorkflow: () => ({ id: 'workflow', active: true }),
			getWorkflowStaticData: () => {
				if (this.mode === 'manual') throw new Error('A test run has no business with the state.');
				return staticData;
			},
			getPollBudgetMs: () => this.budget,
			logger: { debug() {}, info() {}, warn() {}, error() {} },
		};
	}
}

/** A trigger that has been activated, with nothing in the log. */
export async function activated(request: Partial<Trigger['request']> = {}): Promise<Trigger> {
	const trigger = new Trigger();
	Object.assign(trigger.request, request);
	await trigger.poll();
	trigger.pass(60);
	return trigger;
}
