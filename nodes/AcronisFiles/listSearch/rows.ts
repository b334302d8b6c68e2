import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import type { Pages } from '../../shared/http/items/pages';
import type { ServiceRequest } from '../../shared/http/request';
import { requestPages } from '../../shared/http/items/requestPages';
import { isUuid } from '../../shared/parameters/identifiers';
import { isRecord } from '../../shared/util/isRecord';
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

/** The tenant that the node's options or filters name, as far as it is typed already. */
export function tenantFromForm(context: ILoadOptionsFunctions): IDataObject {
	const tenantId =
		currentText(context, 'options.tenantId') || currentText(context, 'filters.tenantId');
	return isUuid(tenantId) ? { tenant_id: tenantId } : {};
}
