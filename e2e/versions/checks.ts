import { runChain } from '../chain/chain';
import { checkCredentialTests } from '../credentials/credentialTests';
import { readManifest } from '../../tools/packages/project';
import { checkLoaded, checkServed } from '../packages/loaded';
import { checkCancel } from './cancel';
import { checkFailures } from './failures';
import { checkImports } from './imports';
import { renewalCheck } from './renewal';
import type { Subject, Watch } from './subject';
import { checkTriggers } from './triggers';

/** What has to work in every n8n, in an order that makes sense: the chains want a mailbox of their own. */
export const VERSION_CHECKS: ReadonlyArray<
	[name: string, work: (subject: Subject, watch: Watch) => Promise<unknown>]
> = [
	['loads', loads],
	['chains', (subject, { report, lifetime: { signal } }) => runChain(subject, { report, signal })],
	['triggers', checkTriggers],
	['credentials', ({ client }, { lifetime }) => checkCredentialTests(lifetime, client)],
	['renewal, password', renewalCheck('acronisFilesPasswordApi')],
	['renewal, OAuth2', renewalCheck('acronisFilesOAuth2Api')],
	['failures', checkFailures],
	['cancel', checkCancel],
	['imports', checkImports],
];

async function loads(subject: Subject): Promise<void> {
	const { local, client } = subject;
	if (local) await checkLoaded(local.n8n, subject, [local.packed]);
	else await checkServed(client, readManifest());
}
