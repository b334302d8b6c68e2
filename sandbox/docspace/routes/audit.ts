import { type Call, type Handlers, bodyOf, queryOf } from '../../http/call';
import { exception, success } from '../quirks/answers';
import { ACTION_TYPES, ACTIONS, ENTRY_TYPES, MODULES, PRODUCTS } from '../state/auditCatalog';
import type { Account } from '../state/credentials';
import { NEVER, databaseDate } from '../quirks/dates';
import { type LoggedEvent, auditEvent, loginEvent } from '../state/eventLog';
import type { Portal } from '../state/portal';

const LATEST = 20;
const LONGEST_TEXT = 47;
const MOST_DAYS = 180;

interface EventQuery {
	userId?: string;
	moduleType?: string;
	actionType?: string;
	action?: string;
	entryType?: string;
	target?: string;
	from?: string;
	to?: string;
	count?: number;
	startIndex?: number;
}

interface Retention {
	auditTrailLifeTime: number;
	loginHistoryLifeTime: number;
}

/** The audit trail and the login history. */
export function auditRoutes(portal: Portal): Handlers<Account> {
	const { settings } = portal;
	const answer = (call: Call<Account>, path: string, response: unknown) =>
		success(response, `${call.address}/api/2.0/security/audit/${path}`);
	const demandAudit = () => {
		if (!settings.planHasAudit) {
			throw exception(402, 'Your pricing plan does not support this option');
		}
	};
	// The end of a backup is an action since 3.6.
	const isKnown = ({ name }: { name: string }) =>
		portal.since(3.6) || !/Backup(Completed|Failed)$/.test(name);
	const auditEvents = () => {
		portal.settle();
		return portal.auditLog.newestFirst();
	};
	const retention = () => ({
		...portal.retention,
		lastModified: databaseDate(portal.now(), settings.databaseDatesWithZone),
	});

	return {
		getLatestAuditEvents: (call) => answer(call, 'events/last', latest(auditEvents(), auditEvent)),

		getAuditEvents(call) {
			// Without a word: whoever asks gets the newest ones, whatever was asked for.
			if (!settings.planHasAudit) {
				return answer(call, 'events/filter', latest(auditEvents(), auditEvent));
			}
			const query = queryOf<EventQuery>(call);
			const { startIndex = 0, count = 100 } = query;
			const rows = auditEvents().filter((event) => isWanted(event, query));
			return answer(
				call,
				'events/filter',
				rows.slice(startIndex, startIndex + count).map(auditEvent),
			);
		},

		getLatestLoginEvents: (call) =>
			answer(call, 'login/last', latest(portal.loginLog.newestFirst(), loginEvent)),

		getLoginEvents(call) {
			const events = portal.loginLog.newestFirst();
			if (!settings.planHasAudit) {
				return answer(call, 'login/filter', latest(events, loginEvent));
			}
			const query = queryOf<EventQuery>(call);
			const { startIndex = 0, count = 100 } = query;
			// The service's own mistake: it cuts the page out first and filters what is in it.
			const page = events.slice(startIndex, startIndex + count);
			return answer(
				call,
				'login/filter',
				page.filter((event) => isWanted(event, query)).map(loginEvent),
			);
		},

		getAuditTypes: (call) =>
			answer(call, 'types', {
				actions: ACTIONS.filter(isKnown).map(({ name }) => name),
				actionTypes: ACTION_TYPES,
				productTypes: PRODUCTS.map(({ name }) => name),
				moduleTypes: Object.values(MODULES),
				entryTypes: Object.values(ENTRY_TYPES),
			}),

		getAuditMappers: (call) =>
			answer(
				call,
				'mappers',
				PRODUCTS.map(({ name, modules }) => ({
					productType: name,
					modules: modules.map((module) => ({
						moduleType: module.name,
						actions: module.actions.filter(isKnown).map((action) => ({
							messageAction: action.name,
							actionType: ACTION_TYPES[action.actionType],
							entity: ENTRY_TYPES[action.entryType],
						})),
					})),
				})),
			),

		createAuditReport(call) {
			demandAudit();
			return answer(call, 'events/report', `${call.address}/doceditor?fileId=501`);
		},

		createLoginReport(call) {
			demandAudit();
			return answer(call, 'login/report', '/doceditor?fileId=502');
		},

		getAuditRetention: (call) =>
			answer(call, 'settings/lifetime', { ...portal.retention, lastModified: NEVER }),

		setAuditRetention(call) {
			demandAudit();
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

/** An action overrides module and type; a target counts only with an action or an entry type. */
function isWanted({ time, action, userId, target = '' }: LoggedEvent, query: EventQuery): boolean {
	const second = Math.floor(time / 1000) * 1000;
	if (query.from !== undefined && second < Date.parse(query.from)) return false;
	if (query.to !== undefined && second > Date.parse(query.to)) return false;
	if (query.userId !== undefined && query.userId.toLowerCase() !== userId) return false;
	if (query.action !== undefined) {
		const isAction = [action.name, String(action.id)].includes(query.action);
		return isAction && (query.target === undefined || query.target === target);
	}
	return (
		means(query.moduleType, action.module, MODULES[action.module]) &&
		means(query.actionType, action.actionType, ACTION_TYPES[action.actionType]) &&
		means(query.entryType, action.entryType, ENTRY_TYPES[action.entryType]) &&
		(query.target === undefined || query.entryType === undefined || target.includes(query.target))
	);
}

function means(wanted: string | undefined, id: number, name: string | undefined): boolean {
	return wanted === undefined || wanted === String(id) || wanted === name;
}
