import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

type FieldMember = 'displayName' | 'name' | 'description' | 'displayOptions' | 'required';

/**
 * A field that picks something by an ID which is looked up in a list.
 *
 * @param searchListMethod The name of the list search that offers what can be picked.
 * @param id How the ID is typed.
 * @param more What stands below the list, and how its address is typed where it has one.
 */
export function idLocator(
	field: Pick<INodeProperties, FieldMember>,
	searchListMethod: string,
	id: { displayName: string; placeholder: string },
	more: {
		listHint?: string;
		url?: Required<Pick<INodePropertyMode, 'placeholder' | 'hint'>>;
	} = {},
): INodeProperties {
	return {
		required: true,
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
				...(more.listHint !== undefined && { hint: more.listHint }),
			},
			{ displayName: id.displayName, name: 'id', type: 'string', placeholder: id.placeholder },
			...(more.url
				? [{ displayName: 'By URL', name: 'url', type: 'string' as const, ...more.url }]
				: []),
		],
	};
}
