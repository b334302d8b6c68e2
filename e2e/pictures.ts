import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { connectAcronis, uploadToPickedFolder } from './editor/acronisEditor';
import { report, runCommandLine } from './process/command';
import { type Demo, setDemo } from './demo';
import { openEditor } from './n8n/editor';

const folder = join(__dirname, '..', 'docs');

/** How long n8n's editor moves what was clicked last, in ms. */
const MOVING_MS = 1_500;

/** Nodes whose panels are shown, by the example that has them. */
const PANELS: ReadonlyArray<{ workflow: string; node: string; picture: string }> = [
	{ workflow: 'nightly-off-site-backup', node: 'Back Up DocSpace', picture: 'panel-backup' },
	{ workflow: 'nightly-off-site-backup', node: 'Prune Old Copies', picture: 'panel-prune' },
	{ workflow: 'restore-drill', node: 'Restore Into Test Portal', picture: 'panel-restore' },
	{ workflow: 'backup-failure-alert', node: 'On Backup Finished', picture: 'panel-trigger' },
];

/** Takes the pictures of the documents anew, from the running editor. */
void runCommandLine(async (lifetime) => {
	const demo = await setDemo(lifetime, { report });
	const page = await openEditor(lifetime, demo.n8n.url, demo.owner);
	await takeWorkflows(demo, page);
	await takeCredentials(demo, page);
	await takePanels(demo, page);
	const shoot = async (name: string) => await take(page, name);
	await connectAcronis({ stage: demo, page, shoot });
	await uploadToPickedFolder({ stage: demo, page, shoot });
	return 0;
});

/** @param what the page, or a part of it */
async function take(what: Pick<Page, 'screenshot'>, name: string): Promise<void> {
	const path = join(folder, `${name}.png`);
	await mkdir(dirname(path), { recursive: true });
	await new Promise((resolve) => setTimeout(resolve, MOVING_MS));
	await what.screenshot({ path });
	report(`docs/${name}.png`);
}

async function openWorkflow({ n8n, workflows }: Demo, page: Page, name: string): Promise<void> {
	await page.goto(`${n8n.url}/workflow/${workflows.get(name)}`);
	await page.getByTestId('canvas-node').first().waitFor();
	await page.keyboard.press('1'); // the editor's key for "fit to view"
}

/** A published workflow is covered by n8n's checklist; a low window leaves less around a wide one. */
async function takeWorkflows(demo: Demo, page: Page): Promise<void> {
	const size = page.viewportSize() ?? { width: 1600, height: 900 };
	await page.setViewportSize({ ...size, height: 700 });
	for (const name of demo.workflows.keys()) {
		await demo.client.unpublish(demo.workflows.get(name) ?? '');
		await openWorkflow(demo, page, name);
		await take(page.getByTestId('canvas-wrapper'), `pictures/${name}`);
	}
	await page.setViewportSize(size);
}

async function takePanels(demo: Demo, page: Page): Promise<void> {
	for (const { workflow, node, picture } of PANELS) {
		await openWorkflow(demo, page, workflow);
		await page.getByTestId('canvas-node').filter({ hasText: node }).first().dblclick();
		await page.getByTestId('ndv').waitFor();
		await take(page, `pictures/${picture}`);
	}
}

async function takeCredentials(demo: Demo, page: Page): Promise<void> {
	const { docSpace } = demo.sandbox;
	const withKey = await demo.client.createCredential({
		name: 'ONLYOFFICE DocSpace account with an API key',
		type: 'docSpaceApi',
		data: {
			portalUrl: docSpace.url,
			method: 'bearer',
			apiKey: docSpace.credentials.adminApiKey,
		},
	});
	const pictures = {
		'credential-docspace-cookie': demo.credentials.get('docSpaceApi'),
		'credential-docspace-key': withKey,
		'credential-storage': demo.credentials.get('docSpaceStorageAccountApi'),
		'credential-acronis-password': demo.credentials.get('acronisFilesPasswordApi'),
		'credential-acronis-oauth2': demo.credentials.get('acronisFilesOAuth2Api'),
	};
	for (const [picture, credential] of Object.entries(pictures)) {
		await page.goto(`${demo.n8n.url}/home/credentials/${credential?.id}`);
		const dialog = page.getByTestId('editCredential-modal');
		await dialog.waitFor();
		await take(dialog, `pictures/${picture}`);
	}
}
