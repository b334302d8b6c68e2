import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';

import { rejectParameter } from '../../shared/parameters/rejectParameter';
import { textOf } from '../../shared/parameters/parameter';
import { enumNumber, type Enumeration } from '../output/enums';

/** Numbers of the actions by the names that the portal lists them under. */
export const LOGIN_ACTIONS: Readonly<Record<string, number>> = {
	LoginSuccess: 1000,
	LoginSuccessViaSocialAccount: 1001,
	LoginFailInvalidCombination: 1002,
	LoginFailSocialAccountNotFound: 1003,
	LoginFailDisabledProfile: 1004,
	LoginFail: 1005,
	Logout: 1006,
	LoginSuccessViaSms: 1007,
	LoginFailViaSms: 1008,
	LoginFailIpSecurity: 1009,
	LoginSuccessViaApi: 1010,
	LoginSuccessViaSocialApp: 1011,
	LoginSuccessViaApiSms: 1012,
	LoginFailViaApi: 1013,
	LoginFailViaApiSms: 1014,
	LoginSuccessViaSSO: 1015,
	SessionStarted: 1016,
	SessionCompleted: 1017,
	LoginFailViaSSO: 1018,
	LoginSuccessViaApiSocialAccount: 1019,
	LoginFailViaApiSocialAccount: 1020,
	LoginSuccesViaTfaApp: 1021,
	LoginFailViaTfaApp: 1022,
	LoginFailBruteForce: 1023,
	LoginSuccessViaApiTfa: 1024,
	LoginFailViaApiTfa: 1025,
	LoginFailRecaptcha: 1026,
	AuthLinkActivated: 1027,
	LoginSuccessViaOAuth: 1028,
	LoginSuccessViaPassword: 1029,
};

const ACTION_NAMES: Enumeration = Object.fromEntries(
	Object.entries(LOGIN_ACTIONS).map(([name, number]) => [number, name]),
);

/** The number of an event's action, which events carry as a number or as its name. */
export function loginActionOf({ actionId }: IDataObject): number | undefined {
	return enumNumber(actionId, ACTION_NAMES);
}

/** The filter for one kind of event. */
export const loginActionFilter: INodeProperties = {
	displayName: 'Action Name or ID',
	name: 'action',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getLoginActions' },
	default: '',
	description:
		'The portal has these names in English only. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/**
 * The number of the chosen action.
 *
 * @throws NodeOperationError for a name that no action has.
 */
export function chosenLoginAction(
	context: IExecuteSingleFunctions | IPollFunctions,
): number | undefined {
	const action = textOf(context, 'filters.action');
	if (action === '') return undefined;
	const number = /^\d+$/.test(action) ? Number(action) : LOGIN_ACTIONS[action];
	if (number === undefined) {
		rejectParameter(context, 'Action', `"${action}" is unknown`, 'Choose one from the list.');
	}
	return number;
}
