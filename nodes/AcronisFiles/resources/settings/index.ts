import { resourceDescription } from '../../../shared/description/resource';
import * as get from './get';
import * as update from './update';

/** The settings of a tenant. They need an administrator. */
export const settingsDescription = resourceDescription('settings', [get, update], 'get');
