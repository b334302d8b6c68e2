import { resourceDescription } from '../../../shared/description/resource';
import * as createOrUpdate from './createOrUpdate';
import * as deleteOne from './delete';
import * as get from './get';

/** The backup that the portal makes by itself: there is one schedule for each portal. */
export const backupScheduleDescription = resourceDescription(
	'backupSchedule',
	[createOrUpdate, deleteOne, get],
	'createOrUpdate',
);
