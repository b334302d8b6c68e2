import { createHash } from 'node:crypto';

import type { SeededRandom } from '../../random';
import { tokenError } from '../quirks/answers';
import type { AcronisSettings } from '../quirks/settings';
import type { AcronisUser } from './users';

const CODE_LIFETIME = 60_000;

/** What a person has allowed a client, waiting to be fetched. */
export interface Grant {
	user: AcronisUser;
	clientId: string;
	redirectUri: string;
	scope: string;
	codeChallenge?: string;
	codeChallengeMethod?: string;
}

/** What a token's owner may renew it with. */
interface Renewal {
	user: AcronisUser;
	/** Absent for a token that no client asked for. */
	clientId?: string;
}

/** The tokens and codes that have been issued. */
export class TokenStore {
	private accessTokens = new Map<string, { user: AcronisUser; expiresAt: number }>();
	private refreshTokens = new Map<string, Renewal>();
	private codes = new Map<string, Grant & { expiresAt: number }>();

	constructor(
		private readonly settings: AcronisSettings,
		private readonly now: () => number,
		private readonly random: () => SeededRandom,
	) {}

	/** Forgets everything. */
	clear(): void {
		this.accessTokens.clear();
		this.refreshTokens.clear();
		this.codes.clear();
	}

	/** Lets all access tokens end now. Refresh tokens go on. */
	expireAll(): void {
		this.accessTokens.clear();
	}

	/** Whose token this is, if it is valid. */
	owner(accessToken: string): AcronisUser | undefined {
		const token = this.accessTokens.get(accessToken);
		return token && this.now() < token.expiresAt ? token.user : undefined;
	}

	/** A code for the client to fetch a token with. */
	code(grant: Grant): string {
		const code = this.random().hex(24);
		this.codes.set(code, { ...grant, expiresAt: this.now() + CODE_LIFETIME });
		return code;
	}

	/** Uses up a code. */
	redeem(code: string, clientId: string, redirectUri: string, verifier: string | undefined): Grant {
		const grant = this.codes.get(code);
		this.codes.delete(code);
		const fits =
			grant !== undefined &&
			this.now() < grant.expiresAt &&
			grant.clientId === clientId &&
			grant.redirectUri === redirectUri &&
			answersChallenge(grant, verifier);
		if (!fits)
			throw tokenError(400, 'invalid_grant', 'The code is unknown, used or not for this client');
		return grant;
	}

	/** What a refresh token renews. */
	renewal(refreshToken: string, clientId: string | undefined): Renewal {
		const renewal = this.refreshTokens.get(refreshToken);
		if (!renewal || renewal.clientId !== clientId) {
			throw tokenError(400, 'invalid_grant', 'The refresh token is unknown');
		}
		return renewal;
	}

	/**
	 * A token answer.
	 *
	 * @param refreshToken the one to give again when it goes on; undefined for none, `new` for a new
	 */
	issue(renewal: Renewal, refreshToken: string | undefined) {
		const { lifetimeSeconds, expiresIn, rotateRefreshTokens } = this.settings.tokens;
		const accessToken = this.token(renewal.user);
		const expiresAt = this.now() + lifetimeSeconds * 1000;
		this.accessTokens.set(accessToken, { user: renewal.user, expiresAt });
		return {
			access_token: accessToken,
			token_type: 'bearer',
			id_token: this.token(renewal.user),
			expires_on: Math.floor(expiresAt / 1000),
			...(expiresIn && { expires_in: lifetimeSeconds }),
			...(refreshToken !== undefined && {
				refresh_token:
					refreshToken === 'new' || rotateRefreshTokens
						? this.newRefreshToken(renewal, refreshToken)
						: refreshToken,
			}),
		};
	}

	private newRefreshToken(renewal: Renewal, replaced: string): string {
		this.refreshTokens.delete(replaced);
		const fresh = this.random().hex(32);
		this.refreshTokens.set(fresh, renewal);
		return fresh;
	}

	/** Looks like the service's: three parts, none of which a client should read. */
	private token({ uuid }: AcronisUser): string {
		const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
		const content = part({ sub: uuid, jti: this.random().uuid() });
		return `${part({ alg: 'RS256', typ: 'JWT' })}.${content}.${this.random().bytes(48).toString('base64url')}`;
	}
}

function answersChallenge({ codeChallenge, codeChallengeMethod }: Grant, verifier = ''): boolean {
	if (codeChallenge === undefined) return true;
	if (codeChallengeMethod !== 'S256') return verifier === codeChallenge;
	return createHash('sha256').update(verifier).digest('base64url') === codeChallenge;
}
