import { PollContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalDataFor, nodeOf, workflowOf, type NodeRun } from './engine';
import { nodeClass, nodeTypes } from './nodeTypes';
import { sawError } from './secretWatch';

let lastId = 0;

/**
 * A published workflow's poll trigger, with n8n's real context and what n8n's default engine does
 * with a poll: one state object for all polls of a process, stored after the activation's poll and
 * with every emit, and neither after a poll without events nor after one that failed.
 */
export class PublishedTrigger {
	/** What polls put out since the activation, run by run. */
	readonly emitted: IDataObject[][] = [];

	/** The database's copy of the state. */
	stored: IDataObject = {};

	/** What n8n gives a poll, in ms; what is usual, where it is left out. */
	budgetMs?: number;

	private readonly workflow: Workflow;

	/** The default engine polls with the activation's context until the next activation. */
	private context?: PollContext;

	/** @param type Takes the node type's place: one that another process has loaded. */
	constructor(
		readonly run: NodeRun,
		private readonly type: INodeType = nodeClass(run.node),
	) {
		this.workflow = workflowOf(run, nodeTypes());
		// The polls of a process know each other by the workflow.
		lastId += 1;
		this.workflow.id = `workflow-${lastId}`;
	}

	/** The poll when a workflow is published, and when n8n starts. What it throws, n8n shows. */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<IDataObject[] | null> {
		this.context = undefined;
		const items = await this.poll('trigger', activation);
		this.store();
		return this.emit(items);
	}

	/** A poll of the schedule. */
	async tick(): Promise<IDataObject[] | null> {
		const items = await this.poll('trigger', 'activate');
		if (items) this.store();
		return this.emit(items);
	}

	/** A poll whose result n8n ignores, because another version of the workflow was published. */
	async supersededTick(): Promise<void> {
		await this.poll('trigger', 'activate');
	}

	/** The editor's button: the workflow as it is being edited, without a state. */
	async fetchTestEvent(): Promise<IDataObject[] | null> {
		const tried = new PublishedTrigger(this.run, this.type);
		tried.workflow.id = this.workflow.id;
		const items = await tried.poll('manual', 'manual');
		expect(tried.live).toEqual({});
		return items && items.map(({ json }) => json);
	}

	/** The state as this process has it. */
	get live(): IDataObject {
		return copyOf(this.workflow.getStaticData('node', nodeOf(this.workflow)));
	}

	/** Begins with a state that another process has stored. */
	load(stored: IDataObject): void {
		this.stored = copyOf(stored);
		Object.assign(this.workflow.getStaticData('node', nodeOf(this.workflow)), copyOf(stored));
	}

	/** Polls as the workflow of another trigger's, in the place of it. */
	takePlaceOf(other: PublishedTrigger, stored = other.stored): void {
		this.workflow.id = other.workflow.id;
		this.load(stored);
	}

	private store(): void {
		this.stored = this.live;
	}

	private emit(items: INodeExecutionData[] | null): IDataObject[] | null {
		const rows = items && items.map(({ json }) => json);
		if (rows) this.emitted.push(rows);
		return rows;
	}

	private async poll(
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<INodeExecutionData[] | null> {
		const node = nodeOf(this.workflow);
		this.context ??= new PollContext(
			this.workflow,
			node,
			additionalDataFor(undefined),
			mode,
			activation,
		);
		const { budgetMs } = this;
		if (budgetMs !== undefined) Object.assign(this.context, { getPollBudgetMs: () => budgetMs });
		if (!this.type.poll) throw new Error(`${this.run.node} is no poll trigger`);
		const outputs = await this.type.poll.call(this.context).catch((error: unknown) => {
			throw sawError(error);
		});
		// n8n would start an execution with nothing in it.
		expect(outputs).not.toEqual([[]]);
		return outputs && (outputs[0] ?? []);
	}
}

function copyOf(state: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(state));
}

/** Sets the time back at which the log was read last. */
export function pause(state: IDataObject, seconds: number): IDataObject {
	const cursor = state.cursor as IDataObject; // what the poll stores
	const back = (member: string) => Number(cursor[member]) - seconds;
	const times = {
		watermark: back('watermark'),
		floor: back('floor'),
		readUntil: back('readUntil'),
	};
	return { cursor: { ...cursor, ...times, seen: {} } };
}

/** The trigger's class as a process of its own loads it. */
export async function acronisTriggerOfAnotherProcess(): Promise<INodeType> {
	let type: INodeType | undefined;
	await jest.isolateModulesAsync(async () => {
		const module = await import('../../nodes/AcronisFilesTrigger/AcronisFilesTrigger.node');
		type = new module.AcronisFilesTrigger();
	});
	if (!type) throw new Error('The module was not loaded');
	return type;
}
