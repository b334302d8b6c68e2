import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';

/** A workflow as n8n exports it. */
export interface Workflow {
	/** A workflow that others call has one in its file. */
	id?: string;
	name: string;
	/** Before 2.0 the editor's interface refuses a workflow that does not say it. */
	active?: boolean;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}
