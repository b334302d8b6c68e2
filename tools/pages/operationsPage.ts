import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

type Option = INodeProperties | INodePropertyCollection | INodePropertyOptions;

/**
 * The page with every operation and every field of a service's nodes, in Markdown, made of what the
 * nodes show in n8n.
 *
 * @param nodes a service's nodes, the one with operations first
 */
export function operationsPage(nodes: readonly INodeTypeDescription[]): string {
	const [first] = nodes;
	const parts = nodes.flatMap((node) => [
		`## ${node.displayName}`,
		`${node.description}.`,
		...(resourcesOf(node).length > 0 ? operationsOf(node) : [fieldList(node.properties)]),
	]);
	return `${[
		`# ${first?.displayName ?? ''}: operations and fields`,
		'This page is generated from the nodes by `npm run packages`. A field in _italics_ is one of a list that _Add Field_, _Add Option_ or _Add Filter_ opens.',
		...parts,
	]
		.filter((part) => part !== '')
		.join('\n\n')}\n`;
}

/** Each resource of a node, with the names of its operations. A trigger has none. */
export function operationNames(node: INodeTypeDescription): [resource: string, names: string][] {
	return resourcesOf(node).map((resource) => [
		resource.name,
		choicesOf(node, resource)
			.map(({ name }) => name)
			.join(', '),
	]);
}

function choicesOf(node: INodeTypeDescription, resource: INodePropertyOptions) {
	const operations = node.properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(resource.value),
	);
	return (operations?.options ?? []).filter(isChoice);
}

function operationsOf(node: INodeTypeDescription): string[] {
	const always = node.properties.filter(({ name, displayOptions }) => {
		return !['resource', 'operation'].includes(name) && !displayOptions?.show?.resource;
	});
	return [
		fieldList(always),
		...resourcesOf(node).flatMap((resource) =>
			choicesOf(node, resource).flatMap((operation) => [
				`### ${resource.name}: ${operation.name}`,
				sentence(operation.description),
				fieldList(fieldsOf(node, resource, operation)),
			]),
		),
	];
}

function resourcesOf(node: INodeTypeDescription): INodePropertyOptions[] {
	return (node.properties.find(({ name }) => name === 'resource')?.options ?? []).filter(isChoice);
}

/**
 * The fields of an operation. One that stands twice, for two choices, is named once. The words for
 * models are what the page says of the operation itself.
 */
function fieldsOf(
	node: INodeTypeDescription,
	resource: INodePropertyOptions,
	operation: INodePropertyOptions,
): INodeProperties[] {
	const shown = node.properties.filter(
		({ name, displayOptions: { show } = {} }) =>
			name !== 'operation' &&
			name !== 'toolDescription' &&
			show?.resource?.includes(resource.value) &&
			show.operation?.includes(operation.value),
	);
	return shown.filter(
		(field, index) =>
			shown.findIndex(
				({ displayName, description }) =>
					displayName === field.displayName && description === field.description,
			) === index,
	);
}

function fieldList(fields: readonly INodeProperties[]): string {
	return fields
		.filter(({ type }) => !['hidden', 'notice', 'callout'].includes(type))
		.flatMap((field) => [
			`- **${field.displayName}**${field.required ? ' (required)' : ''}${isForTools(field) ? ' (only as a tool)' : ''}${explained(field)}`,
			...inner(field).map((one) => `  - _${one.displayName}_${explained(one)}`),
		])
		.join('\n');
}

/** Whether the field is there only where a model uses the node. */
function isForTools({ displayOptions: { show } = {} }: INodeProperties): boolean {
	return show?.['@tool']?.includes(true) === true;
}

/** The fields that a collection offers. */
function inner({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options.filter(isField);
	if (type !== 'fixedCollection') return [];
	return options.flatMap((option) => ('values' in option ? option.values : []));
}

/** What a field is for, and what can be chosen. */
function explained({ type, description, options = [] }: INodeProperties): string {
	const choices = ['options', 'multiOptions'].includes(type) ? options.filter(isChoice) : [];
	const names = choices.map(({ name }) => name).join(', ');
	const words = [sentence(description), names && `Choices: ${sentence(names)}`].filter(Boolean);
	return words.length > 0 ? `: ${words.join(' ')}` : '';
}

/** Texts of one sentence have no full stop in n8n. */
function sentence(text = ''): string {
	const plain = text
		// n8n wants this in every field whose choices come from the service.
		.replace(/ ?Choose from the list, or specify (?:an ID|IDs) using an <a .*?<\/a>\.?/, '')
		.replaceAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replaceAll(/<\/?code>/g, '`')
		.replaceAll(/<[^>]+>/g, '')
		.replaceAll(/(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)/g, '\\$&');
	return plain === '' || /[.!?]$/.test(plain) ? plain : `${plain}.`;
}

function isChoice(option: Option): option is INodePropertyOptions {
	return 'value' in option;
}

function isField(option: Option): option is INodeProperties {
	return 'type' in option;
}
