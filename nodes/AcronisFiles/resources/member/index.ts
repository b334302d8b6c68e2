import { resourceDescription } from '../../../shared/description/resource';
import * as add from './add';
import * as get from './get';
import * as getMany from './getMany';
import * as remove from './remove';
import * as removeAll from './removeAll';
import * as update from './update';

/** People that a folder is shared with. */
export const memberDescription = resourceDescription(
	'member',
	[add, get, getMany, remove, removeAll, update],
	'getAll',
);
