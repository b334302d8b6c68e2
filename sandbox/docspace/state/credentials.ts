import type { SeededRandom } from '../../random';

/** Who somebody is on the portal. */
type Role = 'administrator' | 'roomAdministrator' | 'user';

/** What a secret opens. */
export interface Account {
	userId: string;
	displayName: string;
	role: Role;
	/** The scopes of an API key; a session has none and may everything that its role may. */
	scopes?: string[];
}

/** Somebody who can sign in, and then administers the portal. */
interface Person {
	userName: string;
	password: string;
	/** What opens the second step; absent without a second factor. */
	code?: string;
}

/** Secrets that the portal knows. */
export interface DocSpaceCredentials {
	/** A session of an administrator, for the cookie `asc_auth_key`. */
	adminCookie: string;
	/** An unrestricted API key of an administrator, for `Authorization: Bearer`. */
	adminApiKey: string;
	/** An administrator's API key with the scope `*:read` only. */
	readOnlyApiKey: string;
	/** A session of somebody who may make rooms but not administer. */
	roomAdminCookie: string;
	/** A session of somebody without rights. */
	userCookie: string;
	/** An unrestricted API key of somebody without rights. */
	userApiKey: string;
	/** Administrators who sign in by themselves. */
	people: { admin: Person; twoFactor: Person };
	/** What a third-party storage lets in; anything else is a wrong storage credential. */
	storage: { login: string; password: string; token: string };
}

/** As the service's own: with characters that mean something in a cookie and in an address. */
export function newSession(random: SeededRandom): string {
	return random.bytes(97).toString('base64');
}

/** Makes a portal's accounts anew; the old secrets are worth nothing then. */
export function makeAccounts(random: SeededRandom): {
	credentials: DocSpaceCredentials;
	accounts: Map<string, Account>;
} {
	const person = (role: Role, displayName: string): Account => ({
		userId: random.uuid(),
		displayName,
		role,
	});
	const session = () => newSession(random);
	const apiKey = () => `sk-${random.hex(32)}`;
	const admin = person('administrator', 'Ada Administrator');
	const roomAdmin = person('roomAdministrator', 'Rosa Rooms');
	const user = person('user', 'Uwe User');
	const credentials = {
		adminCookie: session(),
		adminApiKey: apiKey(),
		readOnlyApiKey: apiKey(),
		roomAdminCookie: session(),
		userCookie: session(),
		userApiKey: apiKey(),
		people: {
			admin: { userName: 'ada@portal.example', password: random.hex(8) },
			twoFactor: { userName: 'careful@portal.example', password: random.hex(8), code: '271828' },
		},
		storage: { login: 'backup@storage.example', password: random.hex(8), token: random.hex(16) },
	};
	const accounts = new Map<string, Account>([
		[credentials.adminCookie, admin],
		[credentials.adminApiKey, { ...admin, scopes: ['*'] }],
		[credentials.readOnlyApiKey, { ...admin, scopes: ['*:read'] }],
		[credentials.roomAdminCookie, roomAdmin],
		[credentials.userCookie, user],
		[credentials.userApiKey, { ...user, scopes: ['*'] }],
	]);
	return { credentials, accounts };
}
