import type { N8nClient } from '../n8n/client';
import { nodeOutput } from '../n8n/executions';
import { RECEIVER, type TriggerName, TRIGGERS } from './workflow';

/** What reached a workflow, held against what happened. */
export interface Outcome {
	events: number;
	/** Events that no execution had. */
	lost: number;
	/** Further executions of an event that are not marked as redelivered. */
	repeated: number;
	redelivered: number;
	/** Executions that a kill cut off, whose events n8n had; they were retried. */
	crashed: number;
}

/** Reads finished executions once each: an execution does not change any more when it is over. */
export class Receipts {
	private readonly known = new Map<string, Array<{ id: string; redelivered: boolean }>>();
	private readonly retried = new Set<string>();

	constructor(
		private readonly client: N8nClient,
		private readonly workflowId: string,
		private readonly trigger: TriggerName,
	) {}

	/** @returns how the executions so far compare with what happened */
	async compare(happened: string[]): Promise<Outcome> {
		await this.read();
		const received = [...this.known.values()].flat();
		const ids = new Set(received.map(({ id }) => id));
		const plain = received.filter(({ redelivered }) => !redelivered);
		return {
			events: happened.length,
			lost: happened.filter((id) => !ids.has(id)).length,
			repeated: plain.length - new Set(plain.map(({ id }) => id)).size,
			redelivered: received.length - plain.length,
			crashed: this.retried.size,
		};
	}

	/** Lets n8n run again what kills have cut off, as its operator would. */
	async retryCrashed(): Promise<void> {
		for (const { id, status } of await this.client.executions(this.workflowId)) {
			if (status !== 'crashed' || this.retried.has(id)) continue;
			await this.client.retry(id);
			this.retried.add(id);
		}
	}

	private async read(): Promise<void> {
		const { id: name } = TRIGGERS[this.trigger];
		for (const { id, status } of await this.client.executions(this.workflowId)) {
			if (status !== 'success' || this.known.has(id)) continue;
			const items = nodeOutput(await this.client.execution(id), RECEIVER);
			this.known.set(
				id,
				items.map(({ json }) => ({
					id: String(json[name]),
					redelivered: json.redelivered === true,
				})),
			);
		}
	}
}
