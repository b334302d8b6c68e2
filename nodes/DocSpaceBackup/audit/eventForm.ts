import { outputFields } from '../../shared/description/simplify';
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

const EVENT_MEMBERS = ['id', 'date', 'action', 'actionId', 'user', 'userId'] as const;

/** What most people need of an event of the audit trail. */
export const AUDIT_EVENT_MEMBERS = [...EVENT_MEMBERS, 'target', 'context', 'ip'] as const;

/** What most people need of an event of the login history. */
export const LOGIN_EVENT_MEMBERS = [...EVENT_MEMBERS, 'login', 'ip'] as const;

const PLACE = ['browser', 'city', 'country', 'page', 'platform'];

/** How much of an event of the audit trail leaves the node. */
export const auditEventOutput = outputFields(AUDIT_EVENT_MEMBERS, [
	...PLACE,
	'actionTypeName',
	'entriesName',
	'locationName',
	'productName',
]);

/** How much of an event of the login history leaves the node. */
export const loginEventOutput = outputFields(LOGIN_EVENT_MEMBERS, PLACE);

/** A `postReceive` function that brings events into that form. */
export const presentEvents = formatItems(EVENT_FORM);
