import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { NodeRun } from './engine';
import type { SandboxUnderTest } from './sandbox';

/** As many empty items as asked for. */
export function emptyItems(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, () => ({ json: {} }));
}

/** A field's value as an expression gives it, which n8n does not look at before the node does. */
export function computed(value: unknown): string {
	return `={{ ${JSON.stringify(value)} }}`;
}

/** Runs of the nodes' operations against a sandbox; what is given stands over what is usual. */
export function runsAt(at: SandboxUnderTest) {
	const run =
		(node: NodeRun['node'], resource: string, operation: string, usual: INodeParameters = {}) =>
		(parameters: INodeParameters = {}, rest: Partial<NodeRun> = {}): NodeRun => ({
			node,
			credential: node === 'docSpaceBackup' ? at.docSpace() : at.acronis(),
			storage: node === 'docSpaceBackup' ? at.storageAccount() : undefined,
			...rest,
			parameters: { resource, operation, ...usual, ...parameters },
		});
	const webDav = {
		providerKey: 'WebDav',
		customerTitle: 'Off-site',
	};
	return {
		createFolder: run('acronisFiles', 'folder', 'create', { name: 'Backups' }),
		upload: run('acronisFiles', 'file', 'upload'),
		createLink: run('acronisFiles', 'fileLink', 'create'),
		auditLog: run('acronisFiles', 'auditLog', 'getAll'),
		startBackup: run('docSpaceBackup', 'backup', 'start', {
			waiting: { intervalSeconds: 0.02 },
		}),
		getProgress: run('docSpaceBackup', 'backup', 'getProgress'),
		download: run('docSpaceBackup', 'backup', 'download'),
		setSchedule: run('docSpaceBackup', 'backupSchedule', 'createOrUpdate', { storageType: 4 }),
		startRestore: run('docSpaceBackup', 'restore', 'start', {
			waiting: { intervalSeconds: 0.02 },
		}),
		createAccount: run('docSpaceBackup', 'thirdPartyAccount', 'create', webDav),
		setBackupAccount: run('docSpaceBackup', 'thirdPartyBackupAccount', 'createOrUpdate', webDav),
	};
}
