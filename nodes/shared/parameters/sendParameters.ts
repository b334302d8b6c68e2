import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
} from 'n8n-workflow';

import { isShown, valuesOf } from './readParameters';

/**
 * Puts what `readParameters` has read where n8n has put the fields' raw values: into the body or the
 * query of the request, and its path where a choice decides on that. n8n itself looks at a choice's
 * routing only where the choice is no expression.
 */
export function sendParameters(
	context: IExecuteSingleFunctions,
	fields: readonly INodeProperties[],
	options: DeclarativeRestApiSettings.HttpRequestOptions,
): void {
	const values = valuesOf(context);
	for (const field of fields) {
		if (!isShown(context, field, values)) continue;
		const members = field.type === 'collection' ? (field.options ?? []) : [];
		sendValue(field, values.get(field.name), options);
		for (const member of members) {
			const value = values.get(`${field.name}.${member.name}`);
			if ('type' in member && value !== undefined) sendValue(member, value, options);
		}
	}
}

function sendValue(
	{ routing, options: choices = [] }: INodeProperties,
	value: unknown,
	options: DeclarativeRestApiSettings.HttpRequestOptions,
): void {
	const { property, type } = routing?.send ?? {};
	if (property !== undefined) {
		const place = type === 'body' ? 'body' : 'qs';
		options[place] = {
			...(options[place] as IDataObject),
			[property]: value as IDataObject[string],
		}; // plain values
	}
	const chosen = choices.find((choice) => 'value' in choice && choice.value === value);
	const url = chosen && 'routing' in chosen ? chosen.routing?.request?.url : undefined;
	if (url !== undefined) options.url = url;
}
