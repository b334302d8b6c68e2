import { SeededRandom } from '../../random';
import type { AcronisUser } from './users';

/** A device with the app. */
export interface Device {
	uuid: string;
	name: string;
	mobile: boolean;
	user: AcronisUser;
	notes?: string;
}

/** As many devices as asked for, of the users in turn; the first ones are always the same. */
export function makeDevices(seed: number, users: AcronisUser[], count: number): Device[] {
	const random = new SeededRandom(seed, 'tenant devices');
	return Array.from({ length: count }, (_, index) => {
		const user = users[index % users.length];
		if (!user) throw new Error('Devices need users');
		return { uuid: random.uuid(), name: `Device ${index + 1}`, mobile: index % 2 === 0, user };
	});
}

/** A device as the service shows it. */
export function shownDevice({ uuid, name, mobile, user, notes }: Device) {
	return {
		uuid,
		app_version: '8.7.1',
		filesystem: mobile ? 0 : 1,
		last_contact_time: '2026-02-28T08:30:00Z',
		name,
		system_platform: mobile ? 'iOS' : 'Windows',
		system_version: mobile ? '18.1' : '11',
		client_type: mobile ? 'mobile' : 'desktop',
		user_uuid: user.uuid,
		user_name: user.name,
		actions: { remove: true },
		...(mobile && { model: 'Phone' }),
		...(notes !== undefined && { notes }),
	};
}
