import type { SeededRandom } from '../../random';

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
