import { resourceDescription } from '../../../shared/description/resource';
import * as getMany from './getMany';
import * as restore from './restore';

/** Earlier contents of files. */
export const revisionDescription = resourceDescription('revision', [getMany, restore], 'getAll');
