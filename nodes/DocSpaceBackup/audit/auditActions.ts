import type { IDataObject } from 'n8n-workflow';

import { itemsOf } from '../../shared/http/items/items';
import { isRecord } from '../../shared/util/isRecord';

/**
 * One row for each action that the portal can write into its log. The service nests actions in
 * modules in products.
 *
 * @param products The answer of `/security/audit/mappers`.
 * @returns The service's own names of the action, its type, entry type, module and product.
 */
export function auditActions(products: readonly unknown[]): IDataObject[] {
	return products.filter(isRecord).flatMap(({ productType, modules }) =>
		itemsOf(modules)
			.filter(isRecord)
			.flatMap(({ moduleType, actions }) =>
				itemsOf(actions)
					.filter(isRecord)
					.map(({ messageAction, actionType, entity }) => ({
						action: messageAction,
						actionType,
						entryType: entity,
						moduleType,
						productType,
					})),
			),
	);
}
