import { type Handlers, queryOf } from '../../http/call';
import { type AuditFilters, shownRow } from '../auditLog';
import { type PageQuery, pageOf } from '../paging';
import type { Tenant } from '../tenant';
import type { AcronisUser } from '../users';

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
