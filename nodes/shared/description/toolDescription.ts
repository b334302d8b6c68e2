import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { isFilesNotice } from '../parameters/filesInTools';

/** The field that n8n sends a model as the description of its tool, by this name. */
const FIELD: INodeProperties = {
	displayName: 'Tool Description',
	name: 'toolDescription',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description:
		'What the model reads about this tool: what it does, what it returns, and when not to use it',
};

/**
 * Gives each operation the words by which a model knows it: n8n itself would send the action alone, such
 * as "Get many backups in …". They are made of the operation's action, description and builder hint.
 *
 * @param service The service's name.
 * @param properties A node's properties: Resource, each resource's Operation, the operations' fields.
 */
export function withToolDescriptions(
	service: string,
	properties: readonly INodeProperties[],
): INodeProperties[] {
	return properties.flatMap((property) => {
		if (property.name !== 'operation') return [property];
		const resource = property.displayOptions?.show?.resource ?? [];
		const operations = (property.options ?? []).filter(
			(option): option is INodePropertyOptions => 'value' in option,
		);
		const fields = operations.map((operation) => {
			const show = { resource, operation: [operation.value] };
			const isUseless = properties.some(
				(field) => isFilesNotice(field) && isShownAlone(field, resource[0], operation.value),
			);
			return {
				...FIELD,
				default: isUseless ? USELESS : wordsFor(service, operation),
				displayOptions: { show: { ...show, '@tool': [true] } },
			};
		});
		return [property, ...fields];
	});
}

const USELESS = 'Not usable by an assistant, because it takes or returns a file. Do not call it.';

/** Whether a field is shown for an operation whatever else is chosen in it. */
function isShownAlone(
	{ displayOptions: { show = {} } = {} }: INodeProperties,
	resource: unknown,
	operation: unknown,
): boolean {
	const conditions = Object.keys(show).filter((name) => name !== '@tool');
	const holds = (name: string, value: unknown) => show[name]?.some((one) => one === value) === true;
	return conditions.length === 2 && holds('resource', resource) && holds('operation', operation);
}

function wordsFor(
	service: string,
	{ action = '', description = '', builderHint }: INodePropertyOptions,
): string {
	const plain = description.replaceAll(/<[^>]+>/g, '');
	return [`${action} in ${service}`, plain, builderHint?.propertyHint ?? '']
		.filter((text) => text !== '')
		.map((text) => (/[.!?]$/.test(text) ? text : `${text}.`))
		.join(' ');
}
