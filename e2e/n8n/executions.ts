import type { IRun, ITaskData } from 'n8n-workflow';

/** An execution as n8n lists it. */
export interface ExecutionSummary {
	id: string;
	status: string;
	/** What started it: `trigger`, `manual`, `webhook`, `retry` … */
	mode: string;
	finished: boolean;
	stoppedAt: string | null;
}

/** An execution with its data. */
export interface Execution extends ExecutionSummary {
	data: Pick<IRun['data'], 'resultData'>;
}

/** The runs of one node in an execution; empty when it was not reached. */
export function nodeRuns(execution: Execution, nodeName: string): ITaskData[] {
	return execution.data.resultData.runData[nodeName] ?? [];
}

/**
 * The items that a node put out, of all its runs.
 *
 * @param output 0 is the first output, 1 for example the error output
 */
export function nodeOutput(execution: Execution, nodeName: string, output = 0) {
	return nodeRuns(execution, nodeName).flatMap((run) => run.data?.main?.[output] ?? []);
}

/** What went wrong, for a message: the failing node and n8n's sentence; undefined when all is well. */
export function executionFailure({ data }: Execution): string | undefined {
	const { error, lastNodeExecuted } = data.resultData;
	if (!error) return undefined;
	const description = 'description' in error && error.description ? ` (${error.description})` : '';
	return `${lastNodeExecuted}: ${error.message}${description}`;
}
