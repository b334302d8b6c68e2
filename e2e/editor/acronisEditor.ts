import type { Page } from 'playwright-core';
import { acronisNode, chainWorkflow, type Link, setFields } from '../chain/chainWorkflow';
import { executionFailure } from '../n8n/executions';
import type { Workflow } from '../n8n/workflow';
import { importWorkflow, type Stage } from '../stage';
import { PATIENCE } from '../process/waiting';

/** Where somebody works with the Acronis node. */
export interface Desk {
	stage: Stage;
	/** n8n's editor, signed in. */
	page: Page;
	/** Takes a picture of the page, by its name without an ending. */
	shoot?(name: string): Promise<void>;
}

const NODE = 'Upload to Acronis';

/** Connects the credential by hand, and reads with it. */
export async function connectAcronis({ stage, page, shoot }: Desk): Promise<void> {
	const credential = stage.credentials.get('acronisFilesOAuth2Api');
	if (!credential) throw new Error('The stage has no OAuth2 credential');
	await page.goto(`${stage.n8n.url}/home/credentials/${credential.id}`);
	const connect = page.getByRole('button', { name: /connect/i }).first();
	const [consent] = await Promise.all([page.waitForEvent('popup'), connect.click()]);
	await consent.getByRole('button', { name: 'Allow' }).click();
	await page.getByTestId('oauth-connect-success-banner').waitFor();
	await shoot?.('acronis-connected');

	const list = acronisNode('folder', 'getAll', { authentication: 'oAuth2' });
	list.credentials = { acronisFilesOAuth2Api: { id: null, name: '' } };
	await runToEnd(stage, chainWorkflow('Connected', [list]));
}

async function makeFolders(stage: Stage): Promise<void> {
	const folders = ['Archive', 'Backups', 'Reports'].map((name) =>
		acronisNode('folder', 'create', { name }),
	);
	await runToEnd(stage, chainWorkflow('Folders', folders));
}

/** @throws an Error when the execution failed */
async function runToEnd(stage: Stage, workflow: Workflow): Promise<void> {
	const id = await importWorkflow(stage, workflow);
	const run = await stage.client.run(id, 'Start');
	const execution = await stage.client.finishedExecution(run, { deadline: PATIENCE });
	if (execution.status !== 'success') throw new Error(executionFailure(execution));
}

/** Chooses the folder in the node's panel, runs the node there and looks at what came out. */
export async function uploadToPickedFolder({ stage, page, shoot }: Desk): Promise<void> {
	await makeFolders(stage);
	const text = setFields({ text: { type: 'string', value: 'A report' } });
	const file: Link = {
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		parameters: {
			operation: 'toText',
			sourceProperty: 'text',
			options: { fileName: 'june.txt' },
		},
	};
	const upload = { ...acronisNode('file', 'upload'), name: NODE };
	const id = await importWorkflow(stage, chainWorkflow('Off-site copy', [text, file, upload]));
	await page.goto(`${stage.n8n.url}/workflow/${id}`);
	await page.getByTestId('canvas-node').filter({ hasText: NODE }).first().dblclick();
	await page.getByTestId('resource-locator-folder').getByTestId('rlc-input').click();
	const choice = page.getByTestId('rlc-item').filter({ hasText: '/Backups' });
	await choice.waitFor();
	await shoot?.('acronis-folder');
	await choice.click();
	await page.getByTestId('node-execute-button').click();
	const output = page.getByTestId('output-panel');
	await output.getByText('june.txt').first().waitFor();
	await page.getByTestId('node-execute-button').getByText('Execute step').waitFor();
	await shoot?.('acronis-upload');
	const paths = stage.sandbox.acronis.files().map(({ path }) => path);
	if (!paths.includes('Backups/june.txt')) throw new Error(`Acronis has ${paths.join()}`);
}
