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
			// Everything happens in the tenant itself: the one below it has an empty log.
			const rows = tenant.isOwn(query.tenant_id) ? tenant.auditLog.read(query) : [];
			return pageOf(rows, query, tenant.settings.paging, shownRow);
		},
	};
}
