import { resourceDescription } from '../../../shared/description/resource';
import * as createReport from './createReport';
import * as getLatest from './getLatest';
import * as getMany from './getMany';

/** The login history: who signed in, from where, and who could not. */
export const loginEventDescription = resourceDescription(
	'loginEvent',
	[createReport, getLatest, getMany],
	'getAll',
);
