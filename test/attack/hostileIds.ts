/** What an ID out of a workflow's data can be. */
export const HOSTILE_IDS = [
	'../../settings/server',
	'a/b?c=d#e',
	'%2e%2e',
	'..',
	'.',
	' ',
	'\u0000',
	'0/../x',
];
