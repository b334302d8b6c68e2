import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../sandbox/http/faults';
import { acronisNode, chainWorkflow, docSpaceNode, type Link } from '../chain/chainWorkflow';
import { type Execution, executionFailure } from '../n8n/executions';
import { importWorkflow, setStage } from '../stage';
import type { Suite } from '../suite';
import { PATIENCE, waitFor } from '../process/waiting';

const MEBIBYTE = 1024 * 1024;

/** More than the sockets between two ends take in. */
const ARCHIVE_BYTES = 40 * MEBIBYTE;

/** n8n's own limit of a request. In seconds. */
const USUAL_LIMIT = 300;

/** Pieces of 64 KiB with such pauses make a transfer of six minutes. */
const SLOW = { chunkBytes: 64 * 1024, pauseMilliseconds: 560 };
const STALLED = { chunkBytes: 64 * 1024, pauseMilliseconds: 30 * 60_000 };

const DOWNLOAD = 'downloadTemporaryBackup';
const UPLOAD = 'uploadFile';

/**
 * Contents on their way in the real n8n, with its real limit of 300 seconds: one that moves slowly comes
 * through in both directions, and one that stands still ends.
 */
export const suite: Suite = {
	deadline: 30 * 60_000,
	onlyWhenNamed: 'it takes a quarter of an hour',
	async run({ lifetime, report, check }) {
		const stage = await setStage(lifetime, { report });
		const { client, sandbox } = stage;
		const { faults } = sandbox;
		Object.assign(sandbox.docSpace.settings.backup, {
			durationMilliseconds: 0,
			archiveBytes: ARCHIVE_BYTES,
		});

		const backup = docSpaceNode('backup', 'start', { waiting: { intervalSeconds: 1 } });
		const download = (requestOptions: INodeParameters = {}) =>
			docSpaceNode('backup', 'download', { requestOptions });
		const upload = (requestOptions: INodeParameters = {}) =>
			acronisNode('file', 'upload', { requestOptions });
		const start = async (...links: Link[]) => {
			const workflow = await importWorkflow(stage, chainWorkflow('Transfer', links));
			return await client.run(workflow, 'Start');
		};
		const end = async (id: string): Promise<Execution> =>
			await client.finishedExecution(id, { deadline: 15 * 60_000, signal: lifetime.signal });
		const seconds: Record<string, number> = {};
		/** Starts a transfer that a fault makes slow, and gives what waits for its end. */
		const comesThrough = async (name: string, fault: Fault, ...links: Link[]) => {
			const { id: faultId, operationId } = faults.add(fault);
			const id = await start(...links);
			const met = () => {
				const requests = sandbox.requests();
				const index = requests.findIndex((request) => request.faultId === faultId);
				return index < 0 ? undefined : requests.slice(index);
			};
			const options = { deadline: PATIENCE, signal: lifetime.signal };
			await waitFor(`the ${name} to begin`, met, options);
			const began = Date.now();
			return async () => {
				const execution = await end(id);
				seconds[name] = (Date.now() - began) / 1000;
				if (execution.status !== 'success') throw new Error(executionFailure(execution));
				if ((seconds[name] ?? 0) <= USUAL_LIMIT) throw new Error('It was not slow enough');
				const tries = met()?.filter((request) => request.operationId === operationId).length;
				if (tries !== 1) throw new Error(`It took ${tries} tries`);
			};
		};

		const slowUpload = { operationId: UPLOAD, slowRead: SLOW };
		const uploaded = await comesThrough('upload', slowUpload, backup, download(), upload());
		const slowDownload = { operationId: DOWNLOAD, slowBody: SLOW };
		const downloaded = await comesThrough('download', slowDownload, backup, download());
		await check('a slow download comes through', downloaded);
		await check('a slow upload comes through', uploaded);

		const options = { idleTimeoutSeconds: 5 };
		const ends = async (id: string, service: string) => {
			const failure = executionFailure(await end(id)) ?? 'nothing';
			if (!failure.includes(`${service} does not answer`))
				throw new Error(`It ended with ${failure}`);
		};
		await check('an upload that stands still ends', async () => {
			faults.add({ operationId: UPLOAD, slowRead: STALLED, times: 'always' });
			await ends(await start(backup, download(), upload(options)), 'Acronis');
		});
		await check('a download that stands still ends', async () => {
			faults.add({ operationId: DOWNLOAD, slowBody: STALLED, times: 'always' });
			await ends(await start(backup, download(options)), 'DocSpace');
		});
		return { seconds };
	},
};
