import { type Handlers, queryOf } from '../../http/call';
import { type AuditFilters, shownRow } from '../state/auditLog';
import { type PageQuery, pageOf } from '../quirks/paging';
import type { Tenant } from '../state/tenant';
import type { AcronisUser } from '../state/users';

/** Reading the audit log. */
export function auditLogRoutes(tenant: Tenant): Handlers<AcronisUser> {
	return {
		listAuditLog(call) {
			const query = queryOf<AuditFilters & PageQuery & { tenant_id?: string }>(call);
			// What people do happens in the tenant itself: those below have the rows that were appended.
			const rows = tenant.auditLogOf(query.tenant_id).read(query);
			return pageOf(rows, query, tenant.settings.paging, shownRow);
		},
	};
}
