import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { secretValues, withoutSecrets } from '../../shared/http/failure/secrets';
import { docSpace } from './docSpace';

/**
 * A text of the portal's, which can quote a storage's address with its key.
 *
 * @param sent What was sent, which can hold secrets too.
 */
export async function withoutOwnSecrets(
	context: IExecuteSingleFunctions,
	text: string,
	sent?: unknown,
): Promise<string> {
	const credential = await context.getCredentials(docSpace.credentialType(context));
	return withoutSecrets(
		text,
		[...secretValues(credential), ...secretValues(sent)],
		docSpace.secretPatterns,
	);
}
