import type { RequestFailure } from '../../shared/http/failure/failure';
import { ForeignAnswer, notJson } from '../../shared/http/failure/failure';
import type { Explanation } from '../../shared/http/service';
import { askInTest, credentialTest } from '../../shared/http/credentialTest';
import { ignoresSslIssues } from '../../shared/http/certificates';
import { acronis, OWN_SPACE } from './acronis';
import { dataCenterOf } from './dataCenter';
import { explainAcronisFailure } from './errors';
import { passwordToken } from './passwordToken';

/** The test of a user name and password: signs in anew, and asks what every role may ask. */
export const testPassword = credentialTest({
	displayName: acronis.displayName,
	explain,
	async attempt(helpers, credential) {
		const { accessToken, foundUrl = '' } = await passwordToken(helpers, credential);
		const { body } = await askInTest(helpers, {
			url: `${dataCenterOf({ ...credential, foundUrl })}${acronis.basePath}${OWN_SPACE.path}`,
			qs: OWN_SPACE.qs,
			headers: { Accept: 'application/json', Authorization: `Bearer ${accessToken}` },
			skipSslCertificateValidation: ignoresSslIssues(credential),
		});
		if (typeof body === 'string') throw notJson(body);
		if (!Array.isArray(body)) throw new ForeignAnswer('Something else');
	},
});

function explain(failure: RequestFailure): Explanation {
	if (failure.kind !== 'answer') {
		return explainAcronisFailure(failure, { resource: '', operation: '', isPoll: false });
	}
	if (failure.status === 403) {
		return {
			message: 'The user name and password are good, but the user has no role in File Sync & Share',
			description: 'Assign a role to the user in the management portal.',
		};
	}
	if (failure.status === 404) {
		return {
			message: 'There is no File Sync & Share at this address',
			description: 'Check Data Center URL.',
		};
	}
	return {
		message: `Acronis answered with status ${failure.status}`,
		description: 'Run the test again later.',
	};
}
