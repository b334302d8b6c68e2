import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { acronisNode, chainWorkflow } from '../../e2e/chain/chainWorkflow';
import type { Workflow } from '../../e2e/n8n/workflow';
import {
	readExampleWorkflow,
	withCalledWorkflows,
	withCredentials,
	withFastPolls,
} from '../../e2e/workflows/examples';
import { projectFolder, readManifest } from '../../tools/packages/project';
import { singlePackages } from '../../tools/packages/singlePackages';

const workflow: Workflow = {
	name: 'Example',
	nodes: [
		{
			id: '1',
			name: 'Trigger',
			type: 'n8n-nodes-docspace-acronis.acronisFilesTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] } },
			credentials: { acronisFilesPasswordApi: { id: null, name: 'placeholder' } },
		},
		{
			id: '2',
			name: 'Filter',
			type: 'n8n-nodes-base.filter',
			typeVersion: 2.2,
			position: [0, 0],
			parameters: {},
		},
	],
	connections: {},
};

describe('importing a workflow', () => {
	it('names the stored credential of the same type', () => {
		const stored = new Map([['acronisFilesPasswordApi', { id: 'abc', name: 'Stored' }]]);
		const { nodes } = withCredentials(workflow, stored);
		expect(nodes[0]?.credentials).toEqual({
			acronisFilesPasswordApi: { id: 'abc', name: 'Stored' },
		});
		expect(nodes[1]).not.toHaveProperty('credentials');
	});

	it('says which credential is missing', () => {
		expect(() => withCredentials(workflow, new Map())).toThrow(
			'Trigger: no credential of type acronisFilesPasswordApi is stored',
		);
	});

	it('calls the workflow of the same name, whatever its id is here', async () => {
		const watchdog = await readExampleWorkflow('backup-watchdog');
		// The editor offers what a file names beside the workflows that there are.
		expect(JSON.stringify(watchdog)).not.toContain('"cachedResultName":"Notify"');
		const call = await withCalledWorkflows(watchdog, async (name) => {
			expect(name).toBe('Notify');
			return 'abc';
		});
		const ids = call.nodes.flatMap(({ type, parameters }) =>
			type === 'n8n-nodes-base.executeWorkflow' ? [parameters.workflowId] : [],
		);
		expect(ids).toHaveLength(3);
		for (const id of ids) expect(id).toMatchObject({ value: 'abc', cachedResultName: 'Notify' });
	});

	it('makes only the triggers poll every few seconds', () => {
		const { nodes } = withFastPolls(workflow, 20);
		expect(nodes[0]?.parameters.pollTimes).toEqual({
			item: [0, 20, 40].map((second) => ({
				mode: 'custom',
				cronExpression: `${second} * * * * *`,
			})),
		});
		expect(nodes[1]?.parameters).toEqual({});
	});
});

describe('a chain of nodes', () => {
	it('leads from a start by hand through all of them', () => {
		const last = { ...acronisNode('file', 'upload'), name: 'Upload' };
		const { nodes, connections } = chainWorkflow('Chain', [acronisNode('user', 'getAll'), last]);
		expect(nodes.map(({ id, name }) => [id, name])).toEqual(
			['Start', 'Node 1', 'Upload'].map((name) => [name, name]),
		);
		expect(nodes[2]?.parameters).toEqual({ resource: 'file', operation: 'upload' });
		const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
		expect(connections).toEqual({ Start: to('Node 1'), 'Node 1': to('Upload') });
	});
});

describe.each(exampleWorkflows())('the example workflow $name', ({ name, flavor, packages }) => {
	it('names no stored credential, and connects only nodes that it has', async () => {
		const { nodes, connections } = await readExampleWorkflow(name, flavor);
		const names = new Set(nodes.map((node) => node.name));
		expect(names.size).toBe(nodes.length);
		for (const node of nodes) {
			for (const credential of Object.values(node.credentials ?? {})) {
				expect(credential.id).toBeNull();
			}
		}
		const targets = Object.values(connections).flatMap(({ main = [] }) =>
			main.flatMap((output) => output ?? []).map(({ node }) => node),
		);
		for (const connected of [...Object.keys(connections), ...targets]) {
			expect(names).toContain(connected);
		}
	});

	it('has nodes of its packages', async () => {
		const { nodes } = await readExampleWorkflow(name, flavor);
		const used = nodes.map(({ type }) => type.split('.')[0] ?? '');
		const own = used.filter((packageName) => /docspace|acronis/.test(packageName));
		// What the others tell through is of no service.
		if (name !== 'notify') expect(own.length).toBeGreaterThan(0);
		for (const packageName of own) expect(packages).toContain(packageName);
	});

	it('tells by Notify alone', async () => {
		if (name === 'notify') return;
		const { nodes } = await readExampleWorkflow(name, flavor);
		const types = nodes.map(({ type }) => type);
		// Who asks is answered on the spot.
		if (types.some((type) => type.endsWith('Tool'))) return;
		expect(types).toContain('n8n-nodes-base.executeWorkflow');
		expect(types).not.toContain('n8n-nodes-base.emailSend');
	});

	it('writes a manifest beside each archive that it stores, with the portal of the credential', async () => {
		const { nodes } = await readExampleWorkflow(name, flavor);
		const fetches = nodes.some(
			({ type, parameters: { resource, operation } }) =>
				type.endsWith('.docSpaceBackup') && resource === 'backup' && operation === 'download',
		);
		const manifest = JSON.stringify(nodes.find((node) => node.name === 'Describe Archive') ?? '');
		// The link of an archive may lead to a storage: a drill could not know the portal by it.
		const portal = "portal: $('Download Archive').item.json.portalUrl";
		expect(manifest.includes(portal)).toBe(fetches);
		expect(nodes.some((node) => node.name === 'Upload Manifest')).toBe(fetches);
	});

	it('has an error output at each step on the way of an archive', async () => {
		const { nodes } = await readExampleWorkflow(name, flavor);
		const begin = nodes.findIndex((node) => node.name === 'Download Archive');
		const end = nodes.findIndex((node) => node.name === 'Upload Manifest');
		if (begin < 0 || end < 0) return;
		for (const node of nodes.slice(begin, end + 1)) {
			expect([node.name, node.onError]).toEqual([node.name, 'continueErrorOutput']);
		}
	});

	it('tells of the portal that its Settings name', async () => {
		const { nodes } = await readExampleWorkflow(name, flavor);
		for (const { type, parameters } of nodes) {
			if (type !== 'n8n-nodes-base.executeWorkflow') continue;
			const portal = "={{ $('Settings').first().json.portalName }}";
			expect(parameters).toHaveProperty('workflowInputs.value.portal', portal);
		}
	});

	it('is in the README by its name', async () => {
		const { name: title } = await readExampleWorkflow(name, flavor);
		expect(readFileSync(join(projectFolder, 'README.md'), 'utf8')).toContain(title);
	});
});

/** Every example workflow, for the package with both services and for the single packages. */
function exampleWorkflows() {
	const names = readdirSync(join(projectFolder, 'workflows'))
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace('.json', ''));
	const single = singlePackages.map((it) => it.name);
	return names.flatMap((name) => [
		{ name, flavor: 'both' as const, packages: [readManifest().name] },
		{ name, flavor: 'single-packages' as const, packages: single },
	]);
}
