import { resourceDescription } from '../../../shared/description/resource';
import * as getMany from './getMany';

/** What happened in File Sync & Share. Reading it needs an administrator. */
export const auditLogDescription = resourceDescription('auditLog', [getMany], 'getAll');
