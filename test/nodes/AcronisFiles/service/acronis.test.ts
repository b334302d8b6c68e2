import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { acronis } from '../../../../nodes/AcronisFiles/service/acronis';
import { madeFor } from '../../../../nodes/AcronisFiles/service/passwordToken';
import type { RequestContext } from '../../../../nodes/shared/context';

const ada = { dataCenterUrl: 'https://eu2.example', username: 'ada', password: 'her-password' };

/** A credential that somebody has connected, as n8n keeps it. */
function connected(subject: string, data: ICredentialDataDecryptedObject = {}) {
	const claims = Buffer.from(JSON.stringify({ sub: subject })).toString('base64url');
	const oauthTokenData = { access_token: `head.${claims}.seal` };
	return { dataCenterUrl: 'https://eu2.example', clientId: 'n8n', oauthTokenData, ...data };
}

describe('what shares pauses, limits and a token', () => {
	it.each<[string, ICredentialDataDecryptedObject, ICredentialDataDecryptedObject]>([
		['another user', ada, { ...ada, username: 'bob' }],
		['another data center', ada, { ...ada, dataCenterUrl: 'https://us5.example' }],
		['a data center that is found', ada, { ...ada, findDataCenter: true, directoryUrl: 'd' }],
		['another way to sign in', ada, connected('ada')],
		['another person with OAuth2', connected('ada'), connected('bob')],
		['another client', connected('ada'), connected('ada', { clientId: 'other' })],
	])('is not the same for %s', (_what, one, other) => {
		expect(acronis.account(one)).not.toBe(acronis.account(other));
	});

	it('is the same for one user, however the name is written, and after a new token', () => {
		const again = { ...ada, username: ' ADA ', accessToken: 'new' };
		expect(acronis.account(ada)).toBe(acronis.account(again));
		const { oauthTokenData } = connected('ada');
		const renewed = { ...oauthTokenData, access_token: 'a', id_token: oauthTokenData.access_token };
		expect(acronis.account(connected('ada', { oauthTokenData: renewed }))).toBe(
			acronis.account(connected('ada')),
		);
	});

	it('has nothing secret in it', () => {
		expect(acronis.account(ada)).not.toContain(ada.password);
		expect(acronis.account(connected('ada'))).not.toContain('seal');
	});
});

describe('a data center that was found', () => {
	const found = {
		...ada,
		findDataCenter: true,
		directoryUrl: 'https://directory.example',
		foundUrl: 'https://us5.example',
		accessToken: 'a-token',
	};
	const originFor = async (credential: ICredentialDataDecryptedObject) => {
		// All that is asked of it.
		const context = {
			getNodeParameter: (_name: string, fallback: string) => fallback,
			getCredentials: async () => credential,
		} as unknown as RequestContext;
		return await acronis.origin(context);
	};

	it('is known for the user whom it was found for', async () => {
		const credential = { ...found, madeFor: madeFor('a-token', found) };
		expect(await originFor(credential)).toBe('https://us5.example');
	});

	it('is not known for the user who was entered since', async () => {
		const credential = { ...found, madeFor: madeFor('a-token', found), username: 'bob' };
		await expect(originFor(credential)).rejects.toThrow('is not known yet');
	});
});
