import { contractNames, listOperations } from '../sandbox/contracts';
import { runNode } from './support/engine';
import { runsAt } from './support/runs';
import { useSandbox } from './support/sandbox';

const at = useSandbox();

/** For these, `everyFault.test.ts` of the node runs each operation against its request of the contract. */
const COVERED_BY_NODES = ['acronis.yaml', 'docspace.yaml'];
const SIGN_IN = 'acronis-idp.yaml';
/** A person's calls, which `docspaceSignIn.test.ts` makes with the commands of the page. */
const FOR_PEOPLE = 'docspace-sign-in.yaml';

/** The consent page is for a person's browser; only the address that n8n opens is ours. */
const FOR_BROWSERS = ['authorize'];

it('every operation of the sign-in contract is reached by a credential', async () => {
	const credential = at.acronis({ findDataCenter: true, directoryUrl: at.sandbox.acronis.url });
	const { error } = await runNode(runsAt(at).auditLog({}, { credential }));
	expect(error).toBeUndefined();
	const reached = new Set(at.requests().map(({ operationId }) => operationId));
	const missed = listOperations()
		.filter(({ contract }) => contract === SIGN_IN)
		.map(({ operationId }) => operationId)
		.filter((operationId) => !reached.has(operationId) && !FOR_BROWSERS.includes(operationId));
	expect(missed).toEqual([]);
});

it('no contract is left out', () => {
	expect(contractNames().sort()).toEqual([SIGN_IN, FOR_PEOPLE, ...COVERED_BY_NODES].sort());
});
