import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { userId } from '../DocSpaceBackup/audit/auditEventFilters';
import { auditQuestion } from '../DocSpaceBackup/audit/auditQuestion';
import { docSpace } from '../DocSpaceBackup/service/docSpace';
import { chosenLoginAction, loginActionOf } from '../DocSpaceBackup/audit/loginActions';
import { readPollOptions } from '../shared/polling/options';
import type { PollRequest } from '../shared/polling/settings';
import { auditEventSource } from './sources/auditEventSource';
import { backupActionOf, wantedBackupActions, withCompletions } from './sources/backupActions';
import { backupActionSource } from './sources/backupActionSource';
import { withArchives } from './sources/backupArchive';
import { backupHistorySource } from './sources/backupHistorySource';
import type { ChosenEvent } from './chosenEvent';
import { loginEventSource } from './sources/loginEventSource';
import { membersOf, numberOf } from '../shared/parameters/parameter';

/**
 * The history comes whole, so that looking back a day costs no request; a record that a clock of the
 * server dates earlier than another one is found by it. In seconds.
 */
const HISTORY_OVERLAP = 86_400;

type EventRequest = Pick<PollRequest<IDataObject>, 'source' | 'accepts'> & {
	/** What was asked for, beside the portal and the event. */
	filters: IDataObject;
	overlapSeconds?: number;
	pauseSeconds?: number;
};

/**
 * What to poll for, from the node's fields.
 *
 * @throws NodeOperationError when a filter or an option has no usable form.
 */
export async function pollRequest(
	context: IPollFunctions,
	{ name }: ChosenEvent,
): Promise<PollRequest<IDataObject>> {
	const portal = await docSpace.customer(context);
	const { filters, ...request } = REQUESTS[name](context, portal);
	return {
		...readPollOptions(context),
		...request,
		scope: [portal, name, JSON.stringify(filters)],
	};
}

const REQUESTS: Record<
	ChosenEvent['name'],
	(context: IPollFunctions, portal: string) => EventRequest
> = {
	auditEvent(context) {
		const { query, filters, isWanted } = auditQuestion(context);
		return {
			source: auditEventSource(context, query),
			filters,
			accepts: ({ data }) => isWanted(data),
		};
	},

	backupFinished(context, portal) {
		const actions = wantedBackupActions(membersOf(context, 'filters'));
		const isWanted = (event: IDataObject) =>
			actions.some(({ id }) => id === backupActionOf(event)?.id);
		const source = backupActionSource(context, portal, withCompletions(actions));
		return {
			source: withArchives(context, source, isWanted),
			filters: { ids: actions.map(({ id }) => id) },
			accepts: ({ data }) => isWanted(data),
		};
	},

	/** Read rarely: the portal drops records for good whose storage it cannot reach meanwhile. */
	backupInHistory: (context) => ({
		source: backupHistorySource(context),
		filters: {},
		overlapSeconds: HISTORY_OVERLAP,
		pauseSeconds: numberOf(context, 'historyMinutes') * 60,
	}),

	/** The portal cuts the list into pages before it filters, so the filters are the node's own. */
	loginEvent(context) {
		const person = userId(context)?.toLowerCase();
		const action = chosenLoginAction(context);
		return {
			source: loginEventSource(context),
			filters: { person, action },
			accepts: ({ data }) =>
				(person === undefined || String(data.userId).toLowerCase() === person) &&
				(action === undefined || loginActionOf(data) === action),
		};
	},
};
