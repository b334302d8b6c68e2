import type { IDataObject, INode, WorkflowActivateMode } from 'n8n-workflow';

import { runPoll } from '../../../../nodes/shared/polling/poll';
import { ProcessMemory } from '../../../../nodes/shared/polling/processMemory';
import type {
	PollCaller,
	PollRequest,
	PollResult,
} from '../../../../nodes/shared/polling/settings';
import type { AuditModel, ModelRow } from './auditModel';
import { ModelSource } from './modelSource';
import type { EngineKind } from './scenario';

const NODE: INode = {
	id: '4a1f0e4e-0000-4000-8000-000000000001',
	name: 'Trigger',
	type: 'trigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** What becomes of a poll. */
export type Fate =
	| 'stored'
	/** n8n throws the result away and goes on. */
	| 'discarded'
	/** n8n is killed at one of the poll's requests. */
	| 'killedWhilePolling'
	/** n8n is killed before it stores anything of the result. */
	| 'killedBeforeEmit'
	/** n8n is killed after the state is stored and before the execution is. */
	| 'killedBetween'
	| 'killedAfterwards';

/** Ends a simulated process in the middle of a poll. */
class Killed extends Error {}

/** One n8n process. */
interface Process {
	memory: ProcessMemory;
	/** The object that all polls of the default engine share. */
	staticData: IDataObject;
	/** The default engine's context, from an activation to the next. */
	context?: PollCaller;
	/** Requests until the process is killed. */
	requestsLeft: number;
	isAlive: boolean;
}

/** What a run of the model can be made to do wrong, to show that the properties would notice. */
export interface Mutation {
	request?: Partial<PollRequest<ModelRow>>;
	/** Changes the source's reading. */
	source?: (source: ModelSource) => PollRequest<ModelRow>['source'];
	/** Changes the stored state before a poll. */
	state?: (staticData: IDataObject) => void;
	/** What the polls of a process share, in place of a memory that works. */
	memory?: (now: () => number) => ProcessMemory;
}

/** n8n, as far as a poll trigger can tell: its state, its executions and its kills. */
export class Engine {
	/** What reached an execution, poll by poll. */
	readonly delivered: Array<PollResult<ModelRow>> = [];

	/** What the default engine had stored the state of, but no execution, when it was killed. */
	readonly inGap: Array<PollResult<ModelRow>> = [];

	errors: unknown[] = [];

	private stored = '{}';

	private process: Process;

	constructor(
		private readonly kind: EngineKind,
		private readonly model: AuditModel,
		private readonly request: Omit<PollRequest<ModelRow>, 'source'>,
		private readonly retention: number,
		private readonly mutation: Mutation = {},
	) {
		this.process = this.start();
	}

	/** The state that a restart would find. */
	get state(): IDataObject {
		return JSON.parse(this.stored);
	}

	isDeleted(row: ModelRow): boolean {
		return this.model.isDeleted(row);
	}

	/** From when on every row is promised: a durable engine that is killed forgets its beginning. */
	promisedFrom = Infinity;

	/** Publishes the workflow; n8n tries again while the poll throws. */
	async publish(): Promise<void> {
		while (!(await this.activate('activate'))) this.model.now += 1_000;
		this.promisedFrom = this.model.now;
	}

	/**
	 * Polls as n8n does at a publication and at a start. The default engine stores the state even
	 * where the poll found nothing; the durable one then stores nothing (n8n 2.41).
	 */
	private async activate(mode: WorkflowActivateMode): Promise<boolean> {
		const { process } = this;
		process.context = undefined;
		const isActive = await this.poll('stored', this.stored, mode);
		if (isActive && this.kind === 'default' && process.isAlive) this.store(process.staticData);
		return isActive;
	}

	/** Ends the process and starts the next one; the default engine polls at once. */
	async restart(): Promise<void> {
		this.process.isAlive = false;
		this.process = this.start();
		if (this.kind === 'default') await this.activate('init');
		else if (this.stored === '{}') this.promisedFrom = Infinity;
	}

	/** Publishes another version: the process stays, a poll that runs is not heard any more. */
	async supersede(): Promise<void> {
		this.process = { ...this.process, staticData: this.state };
		if (this.kind === 'default') await this.activate('update');
	}

	/** Polls at the same moment, each of the durable engine's with a copy of the same state. */
	async tick(fates: Fate[]): Promise<void> {
		const copy = this.stored;
		await Promise.all(fates.map(async (fate) => await this.poll(fate, copy)));
	}

	/** Polls one after the other, the durable engine's with a copy of the first one's state. */
	async tickFromOneCopy(fates: Fate[]): Promise<void> {
		const copy = this.stored;
		for (const fate of fates) await this.poll(fate, copy);
	}

	kill(requests: number): void {
		this.process.requestsLeft = requests;
	}

	private start(): Process {
		return {
			memory: this.newMemory(),
			staticData: this.state,
			requestsLeft: Infinity,
			isAlive: true,
		};
	}

	private newMemory(): ProcessMemory {
		const now = () => this.model.now;
		return this.mutation.memory?.(now) ?? new ProcessMemory(now, now);
	}

	private async poll(
		fate: Fate,
		copy = this.stored,
		activation: WorkflowActivateMode = 'update',
	): Promise<boolean> {
		const { process } = this;
		const staticData = this.kind === 'default' ? process.staticData : JSON.parse(copy);
		this.mutation.state?.(staticData);
		const before = JSON.stringify(staticData);
		const begin = this.model.now;
		let result: PollResult<ModelRow> | null;
		try {
			const caller =
				this.kind === 'default'
					? (process.context ??= this.caller(staticData, activation))
					: this.caller(staticData, activation);
			const request = this.pollRequest(process);
			result = await runPoll(caller, async () => request, process.memory);
		} catch (error) {
			if (!(error instanceof Killed)) this.errors.push(error);
			if (this.kind === 'durable' && JSON.stringify(staticData) !== before) {
				this.errors.push(new Error('A poll that failed has changed its state'));
			}
			return false;
		}
		// A process that was killed in the meantime stores nothing; neither does a superseded version.
		if (!process.isAlive || process !== this.process) return true;
		const isAbandoned = this.kind === 'durable' && this.model.now - begin > 45_000;
		if (result === null) {
			const isChanged = JSON.stringify(staticData) !== before && activation === 'update';
			if (this.kind === 'durable' && isChanged && !isAbandoned) this.store(staticData);
		} else await this.settle(isAbandoned ? 'discarded' : fate, result, staticData);
		return true;
	}

	/** The default engine stores the state first, the durable one both in one transaction. */
	private async settle(
		fate: Fate,
		result: PollResult<ModelRow>,
		staticData: IDataObject,
	): Promise<void> {
		if (fate === 'discarded') {
			if (this.kind === 'default') await this.supersede();
			return;
		}
		if (fate === 'killedBeforeEmit') return await this.restart();
		if (fate === 'killedBetween') {
			if (this.kind === 'default') {
				this.store(staticData);
				this.inGap.push(result);
			}
			return await this.restart();
		}
		this.store(staticData);
		this.delivered.push(result);
		if (fate === 'killedAfterwards') await this.restart();
	}

	private store(staticData: IDataObject): void {
		this.stored = JSON.stringify(staticData);
		this.promisedFrom = Math.min(this.promisedFrom, this.model.now);
	}

	private caller(staticData: IDataObject, activation: WorkflowActivateMode): PollCaller {
		return {
			getActivationMode: () => activation,
			getMode: () => 'trigger',
			getNode: () => NODE,
			// A poll asks a workflow for nothing but its id.
			getWorkflow: () => ({ id: 'workflow', active: true }),
			getWorkflowStaticData: () => staticData,
			logger: silent,
			...(this.kind === 'durable' && { getPollBudgetMs: () => 36_000 }),
		};
	}

	private pollRequest(process: Process): PollRequest<ModelRow> {
		const onRequest = () => {
			if (!process.isAlive) throw new Killed();
			if (process.requestsLeft <= 0) {
				process.isAlive = false;
				throw new Killed();
			}
			process.requestsLeft -= 1;
		};
		const source = new ModelSource(this.model, onRequest, this.retention);
		const mutated = this.mutation.source?.(source) ?? source;
		return { ...this.request, ...this.mutation.request, source: mutated };
	}
}
