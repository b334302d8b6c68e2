import { startIndexPages } from '../../shared/http/pages';
import {
	AUDIT_ACTION_TYPES,
	AUDIT_MODULES,
	AUDIT_MODULES_BEFORE_3_5,
	ENTRY_TYPES,
	PRODUCTS,
} from '../output/enums';
import { formatItems, type Presentation } from '../output/formatItems';

/** The form in which events leave the node. */
export const EVENT_FORM: Presentation = {
	dates: ['date'],
	enumerations: {
		actionType: AUDIT_ACTION_TYPES,
		product: PRODUCTS,
		location: AUDIT_MODULES,
		module: AUDIT_MODULES_BEFORE_3_5,
		entries: ENTRY_TYPES,
	},
};

/** A `postReceive` function that brings events into that form. */
export const presentEvents = formatItems(EVENT_FORM);

/** The service refuses larger pages. */
const PAGE_SIZE = 100;

export const eventPages = startIndexPages({ id: 'id', pageSize: PAGE_SIZE });

/** For rows of which the node itself leaves some out. */
export const fullEventPages = startIndexPages({ id: 'id', pageSize: PAGE_SIZE, alwaysFull: true });
