import type { RequestEntry } from '../../sandbox/http/journal';
import type { Desk } from './acronisEditor';
import { chainWorkflow, docSpaceNode } from '../chain/chainWorkflow';
import { importWorkflow } from '../stage';
import { PATIENCE, waitFor } from '../process/waiting';

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
export async function pickFromPortal({ stage, page }: Desk): Promise<void> {
	stage.sandbox.docSpace.settings.backup.durationMilliseconds = 0;
	const open = async (node: typeof EVENTS) => {
		const id = await importWorkflow(stage, chainWorkflow(node.name, [node]));
		await page.goto(`${stage.n8n.url}/workflow/${id}`);
		await page.getByTestId('canvas-node').filter({ hasText: node.name }).first().dblclick();
	};
	const list = (field: string) =>
		page.getByTestId(`resource-locator-${field}`).getByTestId('rlc-input');
	const isSent = async (operationId: string, isRight: (request: RequestEntry) => boolean) => {
		await page.getByTestId('node-execute-button').click();
		await waitFor(
			`a request ${operationId} with what was picked`,
			() =>
				stage.sandbox
					.requests()
					.some((each) => each.operationId === operationId && isRight(each)) || undefined,
			{ deadline: PATIENCE },
		);
	};

	await open(EVENTS);
	await list('userId').click();
	await page.getByTestId('rlc-item').filter({ hasText: 'Ada Administrator' }).click();
	await isSent('getAuditEvents', ({ query }) => isUuid(query.userId));

	await open(BACKUP);
	await list('folderId').click();
	await page.getByTestId('rlc-search').fill('Backups/');
	await page.getByTestId('rlc-item').filter({ hasText: 'Backups/Nightly' }).click();
	await isSent('startBackup', ({ body = '' }) => body.includes('"value":"12"'));
}

const isUuid = (value: unknown) =>
	/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(value));
