import type { Fault } from '../../sandbox/http/faults';
import { acronisNode, chainWorkflow, docSpaceNode, type Link } from '../chain/chainWorkflow';
import { executionFailure } from '../n8n/executions';
import { importWorkflow } from '../stage';
import { PATIENCE } from '../process/waiting';
import type { Subject, Watch } from './subject';
import { textFile } from './textFile';

/**
 * Lets connections break, once and for good, a service be out during a wait, and a sign-in be refused,
 * and looks whether the request is sent again, or the error says in words what is wrong: n8n tells the
 * nodes of it in its own way in each version.
 *
 * @throws an Error with what an execution ended with
 */
export async function checkFailures(
	{ sandbox, ...subject }: Subject,
	{ lifetime: { signal } }: Watch,
): Promise<void> {
	const { client } = subject;
	const end = async (links: Link[], credentials = subject.credentials) => {
		const workflow = chainWorkflow('Failures', links);
		const id = await client.run(await importWorkflow({ client, credentials }, workflow), 'Start');
		return executionFailure(await client.finishedExecution(id, { deadline: PATIENCE, signal }));
	};
	const during = async (fault: Fault, ...links: Link[]) => {
		const active = sandbox.faults.add(fault);
		const failure = await end(links).finally(() => sandbox.faults.clear());
		if (active.met === 0) throw new Error(`Nothing met ${JSON.stringify(fault)}`);
		return failure;
	};
	const list = acronisNode('auditLog', 'getAll');
	expectFailure(await during({ operationId: 'listAuditLog', cut: true }, list));
	const file = textFile('failures.txt', 'A report');
	const upload = acronisNode('file', 'upload');
	expectFailure(await during({ operationId: 'uploadFile', cut: true }, ...file, upload));
	expectFailure(
		await during({ operationId: 'listAuditLog', cut: true, times: 'always' }, list),
		'The connection to Acronis was lost',
	);

	// After the start, and one more than a request has tries: a wait goes on.
	const outage: Fault = { operationId: 'getBackupProgress', skip: 2, status: 503, times: 6 };
	sandbox.docSpace.settings.nextBackups.push({ durationMilliseconds: 5_000 });
	const backup = docSpaceNode('backup', 'start', { waiting: { intervalSeconds: 1 } });
	expectFailure(await during(outage, backup));

	const { url, users } = sandbox.acronis;
	const wrong = await client.createCredential({
		name: 'A wrong password',
		type: 'acronisFilesPasswordApi',
		data: { dataCenterUrl: url, username: users.admin.login, password: 'a-wrong-password' },
	});
	expectFailure(
		await end([list], new Map([['acronisFilesPasswordApi', wrong]])),
		'Acronis does not accept the user name and password',
	);
}

/** @throws an Error when it failed otherwise, or at all where it has to work */
function expectFailure(failure: string | undefined, expected?: string): void {
	const isExpected = expected === undefined ? failure === undefined : failure?.includes(expected);
	if (!isExpected) throw new Error(`It ended with: ${failure ?? 'a success'}`);
}
