import { resourceDescription } from '../../../shared/description/resource';
import * as createReport from './createReport';
import * as getFilters from './getFilters';
import * as getLatest from './getLatest';
import * as getMany from './getMany';
import * as getRetention from './getRetention';
import * as updateRetention from './updateRetention';

/** The audit trail: who did what in the portal. */
export const auditEventDescription = resourceDescription(
	'auditEvent',
	[createReport, getFilters, getLatest, getMany, getRetention, updateRetention],
	'getAll',
);
