import type { INodeParameters } from 'n8n-workflow';
import { acronisNode } from '../e2e/chain/chainWorkflow';
import { accessToken, askFiles, reset } from './acronisBench';
import type { BenchStage } from './benchStage';
import { items } from './chainRuns';

/** How many requests the items of one run took together. */
export interface RequestCounts {
	items: number;
	/** Folders by their paths, all in one folder: look-ups of names are shared. */
	getByPath: number;
	deleteByPath: number;
	/** People who are added to one shared folder. */
	addMembers: number;
	/** The list of that folder's members, and then each of them and the owner. */
	getMembers: number;
}

/** Counts what runs over many items ask of the service: an operation takes one request an item. */
export async function countRequests(bench: BenchStage, count: number): Promise<RequestCounts> {
	const { sandbox, chains, report } = bench;
	const token = await accessToken(sandbox);
	const make = async (name: string, parent: string) => {
		const { body } = await askFiles<{ uuid: string }>(sandbox, token, 'sync_and_share_nodes', {
			sync_and_share_node: { name, parent_uuid: parent },
		});
		return body.uuid;
	};
	report(`Making ${count} folders in one …`);
	const parent = await make('Tree', '0');
	await Promise.all(Array.from({ length: count }, (_, number) => make(`Folder ${number}`, parent)));

	const folder = { __rl: true, mode: 'path', value: '=/Tree/Folder {{ $json.number }}' };
	const shared = { __rl: true, mode: 'path', value: '/Tree' };
	const email = '=person{{ $json.number }}@example.com';
	const counted = async (
		resource: string,
		operation: string,
		parameters: INodeParameters,
		source = items(count),
	) => {
		report(`${resource}: ${operation} for ${count} items …`);
		await sandbox.control('DELETE', '/statistics');
		const run = await chains.run(...source, acronisNode(resource, operation, parameters));
		if (run.items.length < count) throw new Error(`${run.items.length} items came of ${count}`);
		const { acronis } = await sandbox.control<{ acronis: { requests: number } }>(
			'GET',
			'/statistics',
		);
		return acronis.requests;
	};
	const counts: RequestCounts = {
		items: count,
		getByPath: await counted('folder', 'get', { folder }),
		addMembers: await counted('member', 'add', { folder: shared, email }),
		getMembers: await counted(
			'member',
			'get',
			{ folder: shared, member: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
			[acronisNode('member', 'getAll', { folder: shared, returnAll: true })],
		),
		deleteByPath: await counted('folder', 'delete', { folder }),
	};
	await reset(bench);
	return counts;
}
