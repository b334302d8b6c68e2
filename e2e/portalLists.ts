import type { Page } from 'playwright-core';
import type { Desk } from './acronisEditor';
import { chainWorkflow, docSpaceNode } from './chainWorkflow';
import { importWorkflow } from './stage';

const NOTHING = { __rl: true, mode: 'list', value: '' };

const EVENTS = {
	...docSpaceNode('auditEvent', 'getAll', { filters: { userId: NOTHING } }),
	name: 'Events of a Person',
};
const BACKUP = {
	...docSpaceNode('backup', 'start', { storageType: 0, folderId: NOTHING }),
	name: 'Back Up to a Room',
};

/** Picks a person in a filter, and a folder by the path to it, from the lists of the portal. */
export async function pickFromPortal({ stage, page, shoot }: Desk): Promise<void> {
	const { docSpace } = stage.sandbox;
	docSpace.settings.backup.durationMilliseconds = 0;
	const id = await importWorkflow(stage, chainWorkflow('Picked', [EVENTS, BACKUP]));
	const open = async (node: string) => {
		await page.goto(`${stage.n8n.url}/workflow/${id}`);
		await page.getByTestId('canvas-node').filter({ hasText: node }).first().dblclick();
	};

	await open(EVENTS.name);
	await list(page, 'userId').click();
	await page.getByTestId('rlc-item').filter({ hasText: 'Ada Administrator' }).click();
	await shoot?.('pictures/panel-person');

	await open(BACKUP.name);
	await list(page, 'folderId').click();
	await page.getByTestId('rlc-search').fill('Backups/');
	const folder = page.getByTestId('rlc-item').filter({ hasText: 'Backups/Nightly' });
	await folder.waitFor();
	await shoot?.('pictures/panel-folder');
	await folder.click();
	await page.getByTestId('node-execute-button').click();
	await page.getByTestId('output-panel').getByText('taskId').first().waitFor();
	const [started] = stage.sandbox
		.requests()
		.filter(({ operationId }) => operationId === 'startBackup');
	if (!String(started?.body).includes('"value":"12"')) {
		throw new Error(`The backup was started with ${String(started?.body)}`);
	}
}

function list(page: Page, field: string) {
	return page.getByTestId(`resource-locator-${field}`).getByTestId('rlc-input');
}
