import {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	LoadOptionsContext,
	WorkflowExecute,
} from 'n8n-core';
import type {
	ExecutionBaseError,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
	OnError,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { readyBinaryStore } from './binaryData';
import type { StoredCredential } from './credentials';
import { CredentialsHelper, saveCredential } from './credentials';
import type { NodeName } from './nodeTypes';
import { fullTypeName, nodeClass, nodeTypes, START_TYPE } from './nodeTypes';
import { sawError } from './secretWatch';

const START = 'Start';
/** The name of the node under test in its workflow. */
const NODE = 'Node';

/** One run of one node. */
export interface NodeRun {
	node: NodeName;
	parameters: INodeParameters;
	credential: StoredCredential;
	/** The credential of a storage account, where the node has one. */
	storage?: StoredCredential;
	/** What comes in; one empty item by default. */
	input?: INodeExecutionData[];
	/** n8n's setting On Error; stops the workflow by default. */
	onError?: OnError;
	/** n8n's setting Retry On Fail: one more try, at once. */
	retryOnFail?: boolean;
	/** Cancels the execution. */
	signal?: AbortSignal;
	/** The workflow's time zone; UTC by default. */
	timezone?: string;
	/** Runs it as the tool of a model. */
	isTool?: boolean;
}

/** What came of it. */
export interface NodeOutcome {
	/** What left by the node's output. */
	items: INodeExecutionData[];
	/** What left by its error output, if it has one. */
	errorItems: INodeExecutionData[];
	/** Why the execution failed. */
	error?: ExecutionBaseError;
	status: string;
}

/** Runs a node in n8n's engine, behind a node that hands it the items. */
export async function runNode(run: NodeRun): Promise<NodeOutcome> {
	await readyBinaryStore();
	const { input = [{ json: {} }], signal } = run;
	const workflow = workflowOf(run, nodeTypes(input));
	const additionalData = additionalDataFor('execution');
	additionalData.hooks = new ExecutionLifecycleHooks('trigger', 'execution', {
		id: workflow.id ?? '',
		name: '',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
	});
	const startNode = workflow.getNode(START) ?? undefined;
	const execution = new WorkflowExecute(additionalData, 'trigger').run({ workflow, startNode });
	const cancel = () => execution.cancel();
	signal?.addEventListener('abort', cancel, { once: true });
	const { data, status } = await execution;
	signal?.removeEventListener('abort', cancel);
	const task = data.resultData.runData[NODE]?.at(-1);
	const outputs = task?.data?.main ?? [];
	const items = outputs[0] ?? [];
	const errorItems = outputs[1] ?? [];
	for (const item of [...items, ...errorItems]) if (item.error) sawError(item.error);
	const error = task?.error ?? data.resultData.error;
	return { items, errorItems, error: error && sawError(error), status };
}

/** Runs one of a node's list searches, as the editor does for a locator. */
export async function searchList(
	{ node, parameters, credential }: Pick<NodeRun, 'node' | 'parameters' | 'credential'>,
	method: string,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const workflow = workflowOf({ node, parameters, credential }, nodeTypes());
	// The editor sends the fields with their defaults, as they stand in its panel.
	const currentNodeParameters = nodeOf(workflow).parameters;
	const additionalData = { ...additionalDataFor(undefined), currentNodeParameters };
	const context = new LoadOptionsContext(workflow, nodeOf(workflow), additionalData, '');
	const search = nodeClass(node).methods?.listSearch?.[method];
	if (!search) throw new Error(`${node} has no list search ${method}`);
	return await search.call(context, filter, paginationToken).catch((error: unknown) => {
		throw sawError(error);
	});
}

/** The node under test in its workflow. */
export function nodeOf(workflow: Workflow): INode {
	const node = workflow.nodes[NODE];
	if (!node) throw new Error('The workflow has no node under test');
	return node;
}

/** A workflow of a start node and the node under test. */
export function workflowOf(
	{
		node,
		parameters,
		credential,
		storage,
		onError,
		retryOnFail,
		timezone = 'UTC',
		isTool,
	}: NodeRun,
	types: ReturnType<typeof nodeTypes>,
): Workflow {
	const common = { typeVersion: 1, position: [0, 0] as [number, number] };
	return new Workflow({
		id: 'workflow',
		nodes: [
			{ ...common, id: 'start', name: START, type: START_TYPE, parameters: {} },
			{
				...common,
				id: 'node',
				name: NODE,
				type: fullTypeName(node) + (isTool ? 'Tool' : ''),
				parameters,
				credentials: {
					[credential.type]: saveCredential(credential),
					...(storage && { [storage.type]: saveCredential(storage) }),
				},
				onError,
				...(retryOnFail && { retryOnFail, maxTries: 2, waitBetweenTries: 0 }),
			},
		],
		connections: { [START]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: types,
		settings: { timezone },
	});
}

/** What n8n gives an execution besides its workflow. */
export function additionalDataFor(executionId: string | undefined): IWorkflowExecuteAdditionalData {
	const unused = async () => {
		throw new Error('No node of the package asks for this');
	};
	const address = 'http://localhost';
	return {
		credentialsHelper: new CredentialsHelper(),
		executeWorkflow: unused,
		getRunExecutionData: unused,
		getRuntimeCredential: unused,
		startRunnerTask: unused,
		logAiEvent: () => undefined,
		currentNodeExecutionIndex: 0,
		executionId,
		restApiUrl: address,
		instanceBaseUrl: address,
		formBaseUrl: address,
		formWaitingBaseUrl: address,
		formTestBaseUrl: address,
		webhookBaseUrl: address,
		webhookWaitingBaseUrl: address,
		webhookTestBaseUrl: address,
		mcpBaseUrl: address,
		mcpTestBaseUrl: address,
		variables: {},
		externalSecretsProxy: new ExternalSecretsProxy(),
	};
}
