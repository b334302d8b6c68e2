import { resourceDescription } from '../../../shared/description/resource';
import * as deleteOne from './delete';
import * as get from './get';
import * as getMany from './getMany';
import * as update from './update';

/** Phones, tablets and computers with the app. Working on them needs an administrator. */
export const deviceDescription = resourceDescription(
	'device',
	[deleteOne, get, getMany, update],
	'getAll',
);
