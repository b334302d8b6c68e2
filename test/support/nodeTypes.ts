import { DirectoryLoader, RoutingNode } from 'n8n-core';
import { commonPollingParameters } from 'n8n-core/dist/nodes-loader/constants';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	INodeTypes,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { AcronisFiles } from '../../nodes/AcronisFiles/AcronisFiles.node';
import { AcronisFilesTrigger } from '../../nodes/AcronisFilesTrigger/AcronisFilesTrigger.node';
import { DocSpaceBackup } from '../../nodes/DocSpaceBackup/DocSpaceBackup.node';
import { DocSpaceBackupTrigger } from '../../nodes/DocSpaceBackupTrigger/DocSpaceBackupTrigger.node';

const PACKAGE = 'n8n-nodes-docspace-acronis';

/** The node that hands a test's items to the node under test. */
export const START_TYPE = 'test.start';

const OWN_TYPES = {
	acronisFiles: new AcronisFiles(),
	acronisFilesTrigger: new AcronisFilesTrigger(),
	docSpaceBackup: new DocSpaceBackup(),
	docSpaceBackupTrigger: new DocSpaceBackupTrigger(),
} satisfies Record<string, INodeType>;

// n8n's loader adds the Request Options to a declarative node, and Poll Times to a polling one: into
// the very list that the node has given it.
for (const type of Object.values<INodeType>(OWN_TYPES)) {
	DirectoryLoader.applyDeclarativeNodeOptionParameters(type);
	const { polling, properties } = type.description;
	if (polling) properties.unshift(...commonPollingParameters);
}

/** The package's nodes by their names. */
export type NodeName = keyof typeof OWN_TYPES;

/** The name by which workflows know a node of the package. */
export function fullTypeName(node: NodeName): string {
	return `${PACKAGE}.${node}`;
}

/** A node's class as the package ships it. */
export function nodeClass(node: NodeName): INodeType {
	return OWN_TYPES[node];
}

function startType(items: INodeExecutionData[]): INodeType {
	return {
		description: description('Start', START_TYPE),
		async execute() {
			return [items];
		},
	};
}

function description(displayName: string, name: string): INodeTypeDescription {
	return {
		displayName,
		name,
		group: ['trigger'],
		version: 1,
		description: displayName,
		defaults: { name: displayName },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};
}

function typeName(key: string): string {
	return `${PACKAGE}.${key}`;
}

/** A node as n8n gives it to a model: a type of its own, with another name. */
function asTool({ description, methods }: INodeType): INodeType {
	return { description: { ...description, name: `${description.name}Tool` }, methods };
}

/** Which nodes n8n takes for declarative ones (`shouldAssignExecuteMethod` in its `utils`). */
function isRunByEngine({
	execute,
	supplyData,
	poll,
	trigger,
	webhook,
	methods,
	...type
}: INodeType) {
	const isDeclarative = type.description.requestDefaults !== undefined;
	return (
		!execute &&
		!supplyData &&
		!poll &&
		!trigger &&
		(!webhook || isDeclarative) &&
		(!methods || isDeclarative)
	);
}

/**
 * The package's nodes the way n8n offers them to a workflow: a declarative node gets an `execute`
 * that hands it to the engine's routing.
 *
 * @param items What the start node hands on.
 */
export function nodeTypes(items: INodeExecutionData[] = []): INodeTypes {
	const start = startType(items);
	const find = (name: string): INodeType => {
		if (name === START_TYPE) return start;
		const own = Object.entries(OWN_TYPES).find(([key]) => typeName(key) === name)?.[1];
		const tool = Object.entries(OWN_TYPES).find(([key]) => `${typeName(key)}Tool` === name)?.[1];
		const type: INodeType | undefined = own ?? (tool && asTool(tool));
		if (!type) throw new Error(`There is no node type ${name}`);
		if (!isRunByEngine(type)) return type;
		return {
			description: type.description,
			methods: type.methods,
			async execute(this: IExecuteFunctions) {
				// The engine's own context is the one that its routing asks for; the type hides it.
				const context = this as unknown as ConstructorParameters<typeof RoutingNode>[0];
				return (await new RoutingNode(context, type).runNode()) ?? [];
			},
		};
	};
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
}

/** Each operation that a node has, with its resource before it. */
export function operationsOf(name: NodeName): string[] {
	return nodeClass(name)
		.description.properties.filter((property) => property.name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.map(
				(option) =>
					`${String(displayOptions?.show?.resource?.[0])} ${String('value' in option && option.value)}`,
			),
		);
}
