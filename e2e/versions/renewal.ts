import { acronisNode, chainWorkflow, type Link } from '../chain/chainWorkflow';
import { connectByConsent } from '../credentials/consent';
import { executionFailure } from '../n8n/executions';
import type { Workflow } from '../n8n/workflow';
import { importWorkflow } from '../stage';
import { Receipts } from '../triggers/outcome';
import { triggerWorkflow } from '../triggers/workflow';
import { PATIENCE, waitFor } from '../process/waiting';
import type { Subject, Watch } from './subject';
import { textFile } from './textFile';

const TRIGGER = 'acronisFilesTrigger';
const LIST = 'listAuditLog';
const UPLOAD = 'uploadFile';

/** How each credential of Acronis is chosen in a node. */
const AUTHENTICATION = {
	acronisFilesPasswordApi: 'password',
	acronisFilesOAuth2Api: 'oAuth2',
} as const;

/**
 * Makes the check that a token which the service refuses is renewed: the first request after that is a
 * list, an upload and a poll, and each of them does its work as if nothing had been.
 */
export function renewalCheck(credential: keyof typeof AUTHENTICATION) {
	return async (subject: Subject, { lifetime: { signal } }: Watch): Promise<void> => {
		const { client, sandbox, credentials } = subject;
		if (credential === 'acronisFilesOAuth2Api') {
			const stored = credentials.get(credential);
			if (!stored) throw new Error('n8n has no OAuth2 credential');
			const { status, message } = await connectByConsent(client, stored);
			if (status !== 'OK') throw new Error(message);
		}

		/** The workflow with this credential in its nodes of Acronis. */
		const using = (workflow: Workflow): Workflow => ({
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.type.includes('.acronis')
					? {
							...node,
							parameters: { ...node.parameters, authentication: AUTHENTICATION[credential] },
							credentials: { [credential]: { id: null, name: '' } },
						}
					: node,
			),
		});
		const run = async (...links: Link[]) => {
			const id = await importWorkflow(subject, using(chainWorkflow('Renewal', links)));
			const execution = await client.finishedExecution(await client.run(id, 'Start'), {
				deadline: PATIENCE,
				signal,
			});
			if (execution.status !== 'success') throw new Error(executionFailure(execution));
		};
		/** Lets the token end, does the work, and looks whether the operation met the 401. */
		const afterExpiry = async (operationId: string, work: () => Promise<unknown>) => {
			const before = sandbox.requests().length;
			sandbox.acronis.expireTokens();
			await work();
			const statuses = sandbox
				.requests()
				.slice(before)
				.filter((request) => request.operationId === operationId)
				.map(({ status }) => status);
			const isRepeated = statuses.some((status = 0) => status >= 200 && status < 300);
			if (statuses[0] !== 401 || !isRepeated) {
				throw new Error(`${operationId} was answered ${statuses.join(', ')}`);
			}
		};

		const list = acronisNode('auditLog', 'getAll');
		await run(list);
		await afterExpiry(LIST, () => run(list));

		const name = `renewal-${credential}.txt`;
		const text = 'A report. '.repeat(20_000);
		await afterExpiry(UPLOAD, () => run(...textFile(name, text), acronisNode('file', 'upload')));
		const file = sandbox.acronis.files().find((stored) => stored.name === name);
		if (file?.size !== text.length) throw new Error(`Acronis has ${file?.size} bytes of ${name}`);

		const id = await importWorkflow(subject, using(triggerWorkflow(TRIGGER, {}, 5)));
		await client.publish(id);
		const receipts = new Receipts(client, id, TRIGGER);
		const [row] = sandbox.acronis.appendAuditRows([{ text: 'After the token had run out' }]);
		await afterExpiry(LIST, () =>
			waitFor(
				'the event after the token had run out',
				async () => ((await receipts.compare([String(row?.uuid)])).lost === 0 ? true : undefined),
				{ deadline: PATIENCE, interval: 1_000, signal },
			),
		);
		await client.unpublish(id);
	};
}
