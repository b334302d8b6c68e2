import type { INodeProperties } from 'n8n-workflow';

import type { PostReceive } from '../../shared/http/items/results';
import { isTool } from '../../shared/parameters/isTool';
import { switchOf } from '../../shared/parameters/parameter';

/** Whether a model gets the link to an archive; read by `withholdLink`. */
export const includeLinkField: INodeProperties = {
	displayName: 'Include Link',
	name: 'includeLink',
	type: 'boolean',
	default: false,
	noDataExpression: true,
	displayOptions: { show: { '@tool': [true] } },
	description:
		'Whether the model gets the link to the archive. A link to a cloud storage lets anybody fetch the whole backup for 24 hours.',
};

/** What a model gets in the place of a link. */
const WITHHELD = 'withheld: a person can turn on Include Link in the tool';

/** A `postReceive` function that keeps the link to an archive from a model, unless a person wants it there. */
export const withholdLink: PostReceive = async function (items) {
	if (!isTool(this) || switchOf(this, includeLinkField.name)) return items;
	return items.map((item) =>
		item.json.link ? { ...item, json: { ...item.json, link: WITHHELD } } : item,
	);
};
