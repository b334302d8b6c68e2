import type { SeededRandom } from '../../random';
import type { Tenant } from './tenant';

/** Somebody with an account. */
export interface AcronisUser {
	uuid: string;
	name: string;
	login: string;
	password: string;
	email: string;
	administrator: boolean;
	/** The one-time code that opens the second step; absent without a second factor. */
	totpCode?: string;
}

/** The accounts of the tenant. */
export interface AcronisUsers {
	admin: AcronisUser;
	user: AcronisUser;
	/** An administrator whom a password alone does not let in. */
	twoFactor: AcronisUser;
}

/** An API client for the authorization-code grant. */
export interface AcronisClient {
	id: string;
	secret: string;
}

/** Makes the accounts. */
export function makeUsers(random: SeededRandom): AcronisUsers {
	const person = (name: string, administrator: boolean): AcronisUser => ({
		uuid: random.uuid(),
		name,
		login: `${name}@files.example`,
		password: `${random.hex(9)}-P`,
		email: `${name}@files.example`,
		administrator,
	});
	return {
		admin: person('admin', true),
		user: person('user', false),
		twoFactor: { ...person('careful', true), totpCode: '314159' },
	};
}

/** A user as the service shows one to administrators. */
export function shownUser({ files }: Tenant, { uuid, name, email, administrator }: AcronisUser) {
	const own = files
		.all()
		.filter((node) => node.owner.uuid === uuid && node.deletedAt === undefined);
	const sizes = own.map(({ revisions }) => revisions.at(-1)?.size ?? 0);
	return {
		uuid,
		name,
		email,
		allow_sync_and_share: true,
		disabled: false,
		free_space_to_maintain: 0,
		is_superuser: administrator,
		licensed: true,
		locale: 'en',
		purge_proactively: false,
		override_quota: 0,
		quota: 53_687_091_200,
		login_url: `https://files.example/login?email=${email}`,
		updated_at: '2026-01-01T00:00:00Z',
		created_at: '2026-01-01T00:00:00Z',
		sync_and_share_content: {
			file_count: own.filter(({ isDirectory }) => !isDirectory).length,
			folder_count: own.filter(({ isDirectory }) => isDirectory).length,
			used_space: sizes.reduce((sum, size) => sum + size, 0),
		},
	};
}
