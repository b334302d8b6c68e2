import { type Call, type Handlers, bodyOf, queryOf } from '../../http/call';
import { exception, success } from '../quirks/answers';
import {
	ACTION_TYPES,
	ACTIONS,
	ENTRY_TYPES,
	MODULES,
	OLD_MODULES,
	PRODUCTS,
	isKnownAction,
} from '../state/auditCatalog';
import { demandAudit, reportRoutes } from './auditReport';
import { type EventQuery, auditFilter, isLoginWanted } from './auditFilter';
import type { Account } from '../state/credentials';
import { NEVER, databaseDate } from '../quirks/dates';
import { type LoggedEvent, auditEvent, loginEvent } from '../state/eventLog';
import type { Portal } from '../state/portal';

const LATEST = 20;
const LONGEST_TEXT = 47;
const MOST_DAYS = 180;

interface Retention {
	auditTrailLifeTime: number;
	loginHistoryLifeTime: number;
}

/** The audit trail and the login history. */
export function auditRoutes(portal: Portal): Handlers<Account> {
	const { settings } = portal;
	const answer = (call: Call<Account>, path: string, response: unknown) =>
		success(response, `${call.address}/api/2.0/security/audit/${path}`);
	const isKnown = ({ name }: { name: string }) => isKnownAction(name, Number(settings.version));
	const shown = (event: LoggedEvent) => auditEvent(event, !portal.since(3.5), portal.say);
	const shownLogin = (event: LoggedEvent) => loginEvent(event, portal.say);
	const auditEvents = () => {
		portal.settle();
		return portal.auditLog.newestFirst(portal.since(3.8) ? 'byId' : 'any');
	};
	const retention = () => ({
		...portal.retention,
		lastModified: databaseDate(portal.now(), settings.databaseDatesWithZone),
	});

	return {
		...reportRoutes(portal),

		getLatestAuditEvents: (call) => answer(call, 'events/last', latest(auditEvents(), shown)),

		getAuditEvents(call) {
			// Without a word: whoever asks gets the newest ones, whatever was asked for.
			if (!settings.planHasAudit) {
				return answer(call, 'events/filter', latest(auditEvents(), shown));
			}
			const query = queryOf<EventQuery>(call);
			const { startIndex = 0, count = 100 } = query;
			const rows = auditEvents().filter(auditFilter(query, portal.since(3.5)));
			return answer(call, 'events/filter', rows.slice(startIndex, startIndex + count).map(shown));
		},

		getLatestLoginEvents: (call) =>
			answer(
				call,
				'login/last',
				latest(portal.loginLog.newestFirst(portal.since(3.8) ? 'byId' : 'any'), shownLogin),
			),

		getLoginEvents(call) {
			const events = portal.loginLog.newestFirst(portal.since(3.8) ? 'byId' : 'any');
			if (!settings.planHasAudit) {
				return answer(call, 'login/filter', latest(events, shownLogin));
			}
			const query = queryOf<EventQuery>(call);
			const { startIndex = 0, count = 100 } = query;
			// The service's own mistake: it cuts the page out first and filters what is in it.
			const page = events.slice(startIndex, startIndex + count);
			return answer(
				call,
				'login/filter',
				page.filter((event) => isLoginWanted(event, query)).map(shownLogin),
			);
		},

		getAuditTypes: (call) =>
			answer(call, 'types', {
				actions: ACTIONS.filter(isKnown).map(({ name }) => name),
				actionTypes: ACTION_TYPES,
				productTypes: PRODUCTS.map(({ name }) => name),
				moduleTypes: portal.since(3.5) ? Object.values(MODULES) : OLD_MODULES,
				entryTypes: Object.values(ENTRY_TYPES),
			}),

		getAuditMappers: (call) =>
			answer(
				call,
				'mappers',
				PRODUCTS.map(({ name, modules }) => ({
					productType: name,
					modules: modules.map((module) => ({
						moduleType: portal.since(3.5) ? module.name : module.oldName,
						actions: module.actions.filter(isKnown).map((action) => ({
							messageAction: action.name,
							actionType: ACTION_TYPES[action.actionType],
							entity: ENTRY_TYPES[action.entryTypes[0] ?? 0],
						})),
					})),
				})),
			),

		getAuditRetention: (call) =>
			answer(call, 'settings/lifetime', { ...portal.retention, lastModified: NEVER }),

		setAuditRetention(call) {
			demandAudit(portal);
			const { settings: wanted } = bodyOf<{ settings: Retention }>(call);
			const days = [wanted.auditTrailLifeTime, wanted.loginHistoryLifeTime];
			if (days.some((one) => one < 1 || one > MOST_DAYS)) throw exception(400, 'Out of range');
			portal.retention = { ...wanted };
			return answer(call, 'settings/lifetime', retention());
		},
	};
}

/** The newest events with long texts cut off. */
function latest(events: readonly LoggedEvent[], shown: (event: LoggedEvent) => { action: string }) {
	return events.slice(0, LATEST).map((event) => {
		const row = shown(event);
		const { action } = row;
		return action.length > LONGEST_TEXT
			? { ...row, action: `${action.slice(0, LONGEST_TEXT)}...` }
			: row;
	});
}
