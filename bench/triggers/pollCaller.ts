import type { IDataObject, INode } from 'n8n-workflow';
import type { PollCaller } from '../../nodes/shared/polling/settings';

/** The trigger that the measurements poll with. */
export const TRIGGER: INode = {
	id: 'node',
	name: 'Trigger',
	type: 'trigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * What n8n's durable scheduler gives a poll.
 *
 * @param staticData the copy of the state that this poll gets
 * @param budgetMs the poll's time in ms
 */
export function pollCaller(staticData: IDataObject, budgetMs: number): PollCaller {
	return {
		getActivationMode: () => 'update',
		getMode: () => 'trigger',
		getNode: () => TRIGGER,
		getWorkflow: () => ({ id: 'workflow', active: true }),
		getWorkflowStaticData: () => staticData,
		getPollBudgetMs: () => budgetMs,
		logger: { debug() {}, info() {}, warn() {}, error() {} },
	};
}
