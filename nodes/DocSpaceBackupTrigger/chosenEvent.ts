import type { IPollFunctions } from 'n8n-workflow';

import type { EventForm } from '../shared/polling/output';
import { auditForm, backupForm, historyForm, loginForm } from './events';
import { choiceOf } from '../shared/parameters/parameter';

const FORMS = {
	auditEvent: auditForm,
	backupFinished: backupForm,
	backupInHistory: historyForm,
	loginEvent: loginForm,
} satisfies Record<string, EventForm>;

/** What a trigger is for: the field `event`, and for backups where they are looked for. */
export interface ChosenEvent {
	name: keyof typeof FORMS;
	form: EventForm;
}

/** Reads the fields `event` and `readFrom`. */
export function chosenEvent(context: IPollFunctions): ChosenEvent {
	const name = eventName(context);
	return { name, form: FORMS[name] };
}

function eventName(context: IPollFunctions): ChosenEvent['name'] {
	const event = choiceOf(context, 'event');
	if (event === 'loginEvent') return event;
	if (event !== 'backupFinished') return 'auditEvent';
	const isInHistory = choiceOf(context, 'readFrom') === 'history';
	return isInHistory ? 'backupInHistory' : event;
}
