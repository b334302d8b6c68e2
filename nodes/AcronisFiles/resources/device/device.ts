import { outputFields } from '../../../shared/description/simplify';
import type { IdField } from '../../fields/idField';
import { idLocator } from '../../../shared/description/idLocator';
import { BY_UUID } from '../../fields/idField';

/** The device that an operation is about. */
export const DEVICE: IdField = {
	displayName: 'Device',
	name: 'device',
	placeholder: 'device_uuid',
};

export const deviceLocator = idLocator(
	{
		displayName: DEVICE.displayName,
		name: DEVICE.name,
		description:
			'A phone, tablet or computer with the app. To search, type part of the name of the device or its user.',
	},
	'searchDevices',
	BY_UUID,
);

/** What most people need of a device. */
export const DEVICE_MEMBERS = [
	'uuid',
	'name',
	'client_type',
	'system_platform',
	'system_version',
	'app_version',
	'last_contact_time',
	'user_uuid',
	'user_name',
	'notes',
] as const;

/** How much of a device leaves the node. */
export const deviceOutput = outputFields(DEVICE_MEMBERS, ['filesystem', 'model']);
