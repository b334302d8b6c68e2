import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import type { Pages } from '../../shared/http/pages';
import type { ServiceRequest } from '../../shared/http/request';
import { requestPages } from '../../shared/http/requestPages';
import { isUuid } from '../../shared/parameters/identifiers';
import { isRecord } from '../../shared/util/isRecord';
import { textOf } from '../../shared/util/textOf';
import { acronis } from '../service/acronis';
import { currentText } from '../../shared/parameters/currentParameter';

/** The rows of a list, read only as far as they are asked for. */
export async function* rowsOf(
	context: ILoadOptionsFunctions,
	list: ServiceRequest,
	pages: Pages,
): AsyncGenerator<IDataObject> {
	for await (const { rows } of requestPages(context, acronis, list, pages)) {
		for (const row of rows) if (isRecord(row)) yield row;
	}
}

/**
 * What a list shows of a row: its name, or else what it is chosen by, and details of it.
 *
 * @param shape Puts the name and the details together; in parentheses by default.
 * @returns None for a row that cannot be chosen.
 */
export function listItems(
	id: unknown,
	name: unknown,
	details: unknown[],
	shape = (shown: string, more: string) => `${shown} (${more})`,
): INodeListSearchItems[] {
	const value = textOf(id);
	if (value === undefined) return [];
	const shown = textOf(name) ?? value;
	const more = details.flatMap((detail) => textOf(detail) ?? []).join(', ');
	return [{ name: more === '' ? shown : shape(shown, more), value }];
}

/** The tenant that the node's options name, as far as it is typed already. */
export function tenantFromForm(context: ILoadOptionsFunctions): IDataObject {
	const tenantId = currentText(context, 'options.tenantId');
	return isUuid(tenantId) ? { tenant_id: tenantId } : {};
}
