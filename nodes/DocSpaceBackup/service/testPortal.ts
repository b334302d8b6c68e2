import type { RequestFailure } from '../../shared/http/failure/failure';
import type { Explanation } from '../../shared/http/service';
import { askInTest, credentialTest } from '../../shared/http/credentialTest';
import { isRecord } from '../../shared/util/isRecord';
import { authenticated } from './authenticate';
import { docSpace } from './docSpace';
import { explainDocSpaceFailure } from './errors';

/** What only an administrator may ask, and what changes nothing. */
const QUESTION = `${docSpace.basePath}/backup/getbackupprogress`;

/** Statuses that mean the same for a test as for an operation. */
const COMMON = [301, 302, 307, 308, 401, 402, 403];

/** The test of a portal's credential. It only reads, so it cannot see whether a key may write. */
export const testPortal = credentialTest({
	displayName: docSpace.displayName,
	explain,
	async attempt(helpers, credential) {
		docSpace.read(await askInTest(helpers, authenticated(credential, { url: QUESTION })));
	},
});

function explain(failure: RequestFailure): Explanation {
	if (failure.kind !== 'answer') return explainDocSpaceFailure(failure);
	const { status, body } = failure;
	if (status === 404) {
		return {
			message: 'There is no DocSpace API at this address',
			description: 'Check Portal URL.',
		};
	}
	if (status === 403 && isRecord(body) && isRecord(body.error)) {
		return {
			message: 'The key is good, but its owner may not run backups',
			description: 'Use the key of the portal owner or of a DocSpace administrator.',
		};
	}
	if (COMMON.includes(status)) return explainDocSpaceFailure(failure);
	return {
		message: `The portal answered with status ${status}`,
		description: 'Run the test again when the portal works.',
	};
}
