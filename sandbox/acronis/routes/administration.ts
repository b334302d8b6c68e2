import { type Call, type Handler, type Handlers, bodyOf, queryOf } from '../../http/call';
import { fileError } from '../quirks/answers';
import { shownDevice } from '../state/devices';
import { type PageQuery, pageOf } from '../quirks/paging';
import type { Tenant } from '../state/tenant';
import { newTenantSettings, type SettingsPage } from '../state/tenantSettings';
import { shownUser } from '../state/shownUser';
import type { AcronisUser } from '../state/users';

interface TenantQuery {
	tenant_id?: string;
}

/** The operations of each page of settings in the contract, and what wraps the body of a change. */
const PAGES: [SettingsPage, string, string][] = [
	['purging_policies', 'PurgingPolicies', 'purging_policies_settings'],
	['server', 'ServerSettings', 'server_settings'],
	['audit_log', 'AuditLogSettings', 'audit_log_settings'],
	['security', 'SecuritySettings', 'security_settings'],
	['web_preview', 'WebPreviewSettings', 'settings'],
];

/** Devices, users and settings, for administrators. */
export function administrationRoutes(tenant: Tenant): Handlers<AcronisUser> {
	const device = (call: Call<AcronisUser>) => {
		const own = tenant.isOwn(queryOf<TenantQuery>(call).tenant_id);
		const wanted = call.parameters.device_uuid?.toLowerCase();
		const found = own ? tenant.devices.find(({ uuid }) => uuid === wanted) : undefined;
		if (!found) throw fileError('notFound');
		return found;
	};
	return {
		listDevices(call) {
			const query = queryOf<TenantQuery & PageQuery>(call);
			const rows = tenant.isOwn(query.tenant_id) ? tenant.devices : [];
			return pageOf(rows, query, tenant.settings.paging, shownDevice);
		},

		getDevice: (call) => ({ status: 200, body: shownDevice(device(call)) }),

		updateDevice(call) {
			const { notes } = bodyOf<{ device: { notes?: string } }>(call).device;
			if (notes !== undefined) device(call).notes = notes;
			return { status: 204 };
		},

		deleteDevice(call) {
			const gone = device(call);
			tenant.devices = tenant.devices.filter((one) => one !== gone);
			return { status: 204 };
		},

		getUser(call) {
			const own = tenant.isOwn(queryOf<TenantQuery>(call).tenant_id);
			const wanted = call.parameters.user_uuid?.toLowerCase();
			const user = Object.values(tenant.users).find(({ uuid }) => own && uuid === wanted);
			if (!user) throw fileError('notFound');
			return { status: 200, body: shownUser(tenant, user) };
		},

		...Object.fromEntries(PAGES.flatMap((page) => settingsRoutes(tenant, ...page))),
	};
}

function settingsRoutes(
	tenant: Tenant,
	page: SettingsPage,
	name: string,
	envelope: string,
): [string, Handler<AcronisUser>][] {
	const pagesOf = (call: Call<AcronisUser>) =>
		tenant.isOwn(queryOf<TenantQuery>(call).tenant_id) ? tenant.pages : tenant.childPages;
	return [
		[`get${name}`, (call) => ({ status: 200, body: pagesOf(call)[page] })],
		[
			`update${name}`,
			(call) => {
				const pages = pagesOf(call);
				const changes = bodyOf<Record<string, Record<string, unknown>>>(call)[envelope] ?? {};
				const replaced = tenant.settings.files.settingsReplaced;
				pages[page] = {
					...(replaced ? newTenantSettings()[page] : pages[page]),
					...Object.fromEntries(
						Object.entries(changes).map(([key, value]) => [key, asRead(value)]),
					),
				};
				return { status: 204 };
			},
		],
	];
}

/** Two pages take texts for switches, which they show as switches. */
function asRead(value: unknown): unknown {
	return value === 'true' || value === 'false' ? value === 'true' : value;
}
