import type {
	IDataObject,
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { request } from '../../../shared/http/request';
import { isRecord } from '../../../shared/util/isRecord';
import { docSpace, docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { PERIOD, scheduleFields } from './scheduleFields';
import { sendStorage, storageFields } from '../../storages/storage';
import { dumpOption } from '../../fields/dump';
import { choiceOf, numberOf, switchOf } from '../../../shared/parameters/parameter';

/** The service answers a day or an hour that does not exist with an unspecific status 500. */
const sendCronParameters: PreSendAction = async function (options) {
	const period = choiceOf(this, 'period');
	const cronParams: IDataObject = { period, hour: numberOf(this, 'hour') };
	if (period === PERIOD.week) cronParams.day = choiceOf(this, 'weekday');
	if (period === PERIOD.month) cronParams.day = numberOf(this, 'dayOfMonth');
	const body = options.body as IDataObject; // the engine always starts with an object
	return { ...options, body: { ...body, cronParams } };
};

/**
 * Gives the schedule as the portal has it now. What cannot be read back is set all the same: the portal
 * has said so.
 */
const storedSchedule: PostReceiveAction = async function () {
	const reading = request(this, docSpace, {
		path: '/backup/getbackupschedule',
		qs: switchOf(this, 'options.dump') ? { dump: true } : {},
		answer: ANSWER.schedule,
	});
	const schedule = await reading.then(
		({ rows: [row] }) => (isRecord(row) ? scheduleFields(row) : {}),
		whyUnread,
	);
	return [{ json: { success: true, ...schedule } }];
};

function whyUnread(error: unknown): IDataObject {
	if (!(error instanceof NodeApiError)) throw error;
	return { warning: `It could not be read back: ${error.message}` };
}

export const operation: INodePropertyOptions = {
	name: 'Create or Update',
	value: 'createOrUpdate',
	builderHint: {
		propertyHint:
			'Read the schedule with Get first: what is left out is not kept. Only where a person has asked for exactly this.',
	},
	action: 'Create or update backup schedule',
	description:
		'Set the schedule of the portal, replacing the current one completely. If the hour has already passed today, the first backup may start within 15 minutes.',
	routing: {
		request: { method: 'POST', url: '/backup/createbackupschedule' },
		send: { paginate: true },
		// Setting the same schedule twice leaves the portal as setting it once does.
		operations: {
			pagination: docSpacePipeline({
				answer: ANSWER.yes,
				prepare: [sendCronParameters, sendStorage],
				repeat: 'always',
			}),
		},
		output: { postReceive: [storedSchedule] },
	},
};

export const fields: INodeProperties[] = [
	// Without a choice of its own: an untouched run would replace the present schedule by another one.
	...storageFields.map((field) =>
		field.name === 'storageType' ? { ...field, default: '', required: true } : field,
	),
	{
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: [
			{ name: 'Every Day', value: PERIOD.day },
			{ name: 'Every Week', value: PERIOD.week },
			{ name: 'Every Month', value: PERIOD.month },
		],
		default: 0,
		description: 'How often the portal makes a backup',
	},
	{
		displayName: 'Hour',
		name: 'hour',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 23 },
		default: 3,
		description:
			'Hour of the day in the time zone of the portal. The portal checks every 15 minutes, so a backup can start that much later.',
	},
	{
		displayName: 'Weekday',
		name: 'weekday',
		type: 'options',
		options: [
			{ name: 'Friday', value: 6 },
			{ name: 'Monday', value: 2 },
			{ name: 'Saturday', value: 7 },
			{ name: 'Sunday', value: 1 },
			{ name: 'Thursday', value: 5 },
			{ name: 'Tuesday', value: 3 },
			{ name: 'Wednesday', value: 4 },
		],
		default: 1,
		displayOptions: { show: { period: [PERIOD.week] } },
		description:
			"Day on which the portal creates the backup. The portal's own page may show the day before, because it counts from Monday.",
	},
	{
		displayName: 'Day of Month',
		name: 'dayOfMonth',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 31 },
		default: 1,
		displayOptions: { show: { period: [PERIOD.month] } },
		description: 'The day of the month. Months without that day are skipped.',
	},
	{
		displayName: 'Backups to Keep',
		name: 'backupsStored',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 30 },
		default: 3,
		description:
			'Number of scheduled backups to keep. Older ones are deleted. Backups started by hand are not counted.',
		routing: { send: { type: 'body', property: 'backupsStored' } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [dumpOption],
	},
];
