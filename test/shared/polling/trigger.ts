import type { IDataObject, INode, WorkflowActivateMode, WorkflowExecuteMode } from 'n8n-workflow';

import { runPoll } from '../../../nodes/shared/polling/poll';
import { ProcessMemory } from '../../../nodes/shared/polling/processMemory';
import type { PollCaller, PollRequest } from '../../../nodes/shared/polling/settings';
import type { LogWindow, PollSource, SourcePage } from '../../../nodes/shared/polling/source';

/** A row of the list source: when it happened, and its name. */
export type Entry = [second: number, id: string];

/** A log without bad habits, newest first: a list and a clock that a test sets. */
export class ListSource implements PollSource<string> {
	entries: Entry[] = [];

	now = 1_900_000_000;

	pageSize = 100;

	/** Rows without a date or an id, which come with every page. */
	unreadable: unknown[] = [];

	/** Whether a page says how many rows the window has. */
	hasTotal = true;

	/** Every so many requests the service answers with 500. */
	failsEvery = Infinity;

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
			.map(([second, id]) => ({ id, second, data: `data of ${id}` }))
			.reverse();
		let read = 0;
		do {
			this.requests += 1;
			await this.gate;
			if (this.error) throw this.error;
			if (this.requests % this.failsEvery === 0) throw new Error('500');
			const page = rows.slice(read, read + this.pageSize);
			const total = this.hasTotal ? rows.length : undefined;
			yield { rows: page, unreadable: this.unreadable, serverNow: this.now, total };
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

	/** n8n's date in ms: the server's, unless a test sets it. */
	date = () => this.source.now * 1000;

	memory = this.newMemory();

	request: Omit<PollRequest<string>, 'source'> = {
		scope: ['host', 'tenant', 'severity 3'],
		overlapSeconds: 600,
		maximumEvents: 1_000,
		afterRestart: 'continue',
		lookbackSeconds: 0,
		sampleSize: 3,
	};

	/** What the trigger has told n8n's log. */
	readonly warnings: string[] = [];

	nodeId = 'node';

	/** n8n's default engine polls with the activation's context until the next activation. */
	private context?: PollCaller;

	/** The poll of a publication or of a start of n8n. */
	async activate(mode: WorkflowActivateMode = 'activate') {
		// What n8n 2.41 gives every poll that is no tick of its durable scheduler.
		const budget = mode === 'update' ? () => 300_000 : undefined;
		this.context = this.caller(() => this.staticData, mode, budget);
		return await this.pollWith(this.context);
	}

	/** Polls once with the shared state, or, as the durable engine does, with a copy of it. */
	async poll(staticData?: IDataObject) {
		this.context ??= this.caller(() => this.staticData, 'activate');
		return await this.pollWith(staticData ? this.caller(() => staticData, 'update') : this.context);
	}

	/** Polls and names the events: `a`, or `a again` for a redelivered one. */
	async names(staticData?: IDataObject): Promise<string[] | null> {
		return namesOf(await this.poll(staticData));
	}

	/** Ends the process; the next one has the state that was stored. */
	restart(): void {
		this.memory = this.newMemory();
		this.staticData = this.copy();
		this.context = undefined;
	}

	copy(): IDataObject {
		return JSON.parse(JSON.stringify(this.staticData));
	}

	/** Time goes by on the server and in the process. */
	pass(seconds: number): void {
		this.source.now += seconds;
		this.clock += seconds * 1000;
	}

	private newMemory(): ProcessMemory {
		return new ProcessMemory(
			() => this.clock,
			() => this.date(),
		);
	}

	get node(): INode {
		return {
			id: this.nodeId,
			name: 'Trigger',
			type: 'trigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
	}

	private async pollWith(caller: PollCaller) {
		const request = { ...this.request, source: this.source };
		return await runPoll(caller, async () => request, this.memory);
	}

	private caller(
		state: () => IDataObject,
		activation: WorkflowActivateMode,
		budget = () => this.budget,
	): PollCaller {
		return {
			getActivationMode: () => activation,
			getMode: () => this.mode,
			getNode: () => this.node,
			getWorkflow: () => ({ id: 'workflow', active: true }),
			getWorkflowStaticData: () => {
				if (this.mode === 'manual') throw new Error('A test run has no business with the state.');
				return state();
			},
			getPollBudgetMs: budget,
			logger: {
				debug() {},
				info() {},
				warn: (message) => void this.warnings.push(message),
				error() {},
			},
		};
	}
}

/** The names of a poll's events: `a`, or `a again` for a redelivered one. */
export function namesOf(result: Awaited<ReturnType<Trigger['poll']>>): string[] | null {
	return result?.events.map(({ id, redelivered }) => (redelivered ? `${id} again` : id)) ?? null;
}

/** A trigger that has been activated, with nothing in the log. */
export async function activated(request: Partial<Trigger['request']> = {}): Promise<Trigger> {
	const trigger = new Trigger();
	Object.assign(trigger.request, request);
	await trigger.activate();
	trigger.pass(60);
	return trigger;
}
