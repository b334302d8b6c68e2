import { resourceDescription } from '../../../shared/description/resource';
import * as create from './create';
import * as update from './update';

/** Links that open a file for others. */
export const fileLinkDescription = resourceDescription('fileLink', [create, update], 'create');
