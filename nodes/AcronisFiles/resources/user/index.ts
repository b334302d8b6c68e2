import { resourceDescription } from '../../../shared/description/resource';
import * as get from './get';

/** The people of a tenant. Reading about them needs an administrator. */
export const userDescription = resourceDescription('user', [get], 'get');
