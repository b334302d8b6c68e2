import { resourceDescription } from '../../../shared/description/resource';
import * as getProgress from './getProgress';
import * as start from './start';

/** Putting the portal back to what a backup holds. */
export const restoreDescription = resourceDescription('restore', [getProgress, start], 'start');
