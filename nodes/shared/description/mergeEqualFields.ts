import type { DisplayCondition, INodeProperties, NodeParameterValue } from 'n8n-workflow';

type Shown = NodeParameterValue | DisplayCondition;

/** One operation, and those of its fields that have no place in the merged list yet. */
interface Operation {
	resource: Shown;
	operation: Shown;
	left: KeyedField[];
}

/** Equal fields have the same key, whatever operations they are shown for. */
interface KeyedField {
	field: INodeProperties;
	key: number;
}

/**
 * Makes one field of those that are equal but for the operation that they are shown for: n8n looks at
 * every property of a node for every item.
 *
 * Each operation keeps its fields in their order. A field is left more than once where no one place
 * in the list is right for all of its operations, or where it would be shown for others as well.
 *
 * @param properties A node's properties: Resource, each resource's Operation, the operations' fields.
 * @returns The same, with the operations' fields at the end.
 */
export function mergeEqualFields(properties: readonly INodeProperties[]): INodeProperties[] {
	const operations = operationsOf(properties);
	const isShared = (field: INodeProperties) => !operations.some((one) => isShownFor(one, field));
	const merged = properties.filter(isShared);
	for (;;) {
		const first = operations.flatMap(({ left }) => left.slice(0, 1));
		const isFurtherDown = ({ key }: KeyedField) =>
			operations.some(({ left }) => left.findIndex((other) => other.key === key) > 0);
		const next = first.find((candidate) => !isFurtherDown(candidate)) ?? first[0];
		if (!next) return merged;
		const having = operations.filter(({ left }) => left[0]?.key === next.key);
		for (const { left } of having) left.shift();
		merged.push(...shownForAll(having, next.field, operations));
	}
}

function operationsOf(properties: readonly INodeProperties[]): Operation[] {
	const fields = keyedFields(properties);
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				options.flatMap((option) =>
					'value' in option ? [{ resource, operation: option.value }] : [],
				),
			),
		)
		.map((one) => ({
			...one,
			left: fields.filter(({ field }) => isShownFor(one, field)),
		}));
}

/** Whether a field is shown for an operation of a resource, as far as its conditions name these. */
function isShownFor(
	{ resource, operation }: Pick<Operation, 'operation' | 'resource'>,
	{ displayOptions: { show = {} } = {} }: INodeProperties,
): boolean {
	return show.resource?.includes(resource) === true && show.operation?.includes(operation) === true;
}

/** n8n shows a field for every combination of the resources and the operations that it names. */
function shownForAll(
	having: readonly Operation[],
	field: INodeProperties,
	all: readonly Operation[],
): INodeProperties[] {
	const resources = [...new Set(having.map(({ resource }) => resource))];
	const operations = [...new Set(having.map(({ operation }) => operation))];
	const shown = withOperations(field, resources, operations);
	if (!all.some((one) => !having.includes(one) && isShownFor(one, shown))) return [shown];
	return resources.map((resource) => {
		const own = having.filter((one) => one.resource === resource);
		return withOperations(
			field,
			[resource],
			own.map(({ operation }) => operation),
		);
	});
}

function withOperations(
	{ displayOptions, ...field }: INodeProperties,
	resource: Shown[],
	operation: Shown[],
): INodeProperties {
	const show = { ...displayOptions?.show, resource, operation };
	return { ...field, displayOptions: { ...displayOptions, show } };
}

function keyedFields(properties: readonly INodeProperties[]): KeyedField[] {
	const functions: unknown[] = [];
	const named = (_name: string, value: unknown) => {
		if (typeof value !== 'function') return value;
		if (!functions.includes(value)) functions.push(value);
		return `function ${functions.indexOf(value)}`;
	};
	const keys = new Map<string, number>();
	return properties.map((field) => {
		const text = JSON.stringify(withOperations(field, [], []), named);
		const key = keys.get(text) ?? keys.size;
		keys.set(text, key);
		return { field, key };
	});
}
