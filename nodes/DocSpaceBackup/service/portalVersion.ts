import type { RequestContext } from '../../shared/context';
import { request } from '../../shared/http/request';
import { isRecord } from '../../shared/util/isRecord';
import { ANSWER } from './answers';
import { docSpace } from './docSpace';

/**
 * The version of DocSpace that the portal of the credential runs, for example `3.7.2`. Everybody may
 * read it (`VersionController.cs` and `BuildVersion.cs`, read in 2.6 to 3.7.2).
 *
 * @returns undefined if the portal does not say; that is no reason to fail.
 * @throws The cancel signal's reason when the execution was cancelled.
 */
export async function portalVersion(context: RequestContext): Promise<string | undefined> {
	const { result } = await request(context, docSpace, {
		path: '/settings/version/build',
		anonymous: true,
		answer: ANSWER.anyVersion,
		recover: () => 'hidden',
	});
	const version = isRecord(result) ? result.docSpace : undefined;
	return typeof version === 'string' && version !== '' ? version : undefined;
}
