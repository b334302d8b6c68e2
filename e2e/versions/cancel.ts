import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../sandbox/http/faults';
import { acronisNode, chainWorkflow, docSpaceNode, type Link } from '../chain/chainWorkflow';
import { executionFailure } from '../n8n/executions';
import { importWorkflow } from '../stage';
import { PATIENCE, waitFor } from '../process/waiting';
import type { Subject, Watch } from './subject';

/** An upload of 40 seconds: what lies in the sockets when it is stopped comes within some of them. */
const SLOW: Fault['slowRead'] = { chunkBytes: 64 * 1024, pauseMilliseconds: 100 };
const ARCHIVE_BYTES = 24 * 1024 * 1024;

/** How long what was stopped has time to end. In ms. */
const END_DEADLINE = 30_000;

/** After so long without a request none comes any more: a wait asks every second. In ms. */
const QUIET_MILLISECONDS = 4_000;

/**
 * Stops an execution while it waits for a backup, and another one in the middle of an upload, and looks
 * whether both end at once and ask nothing any more.
 *
 * @throws an Error naming what goes on
 */
export async function checkCancel(subject: Subject, watch: Watch): Promise<void> {
	const { faults, docSpace, acronis } = subject.sandbox;
	const backup = docSpaceNode('backup', 'start', { waiting: { intervalSeconds: 1 } });
	const { backup: settings } = docSpace.settings;
	const usual = { ...settings };
	try {
		Object.assign(settings, { durationMilliseconds: 0, archiveBytes: ARCHIVE_BYTES });
		faults.add({ operationId: 'uploadFile', slowRead: SLOW });
		const chain = [backup, docSpaceNode('backup', 'download'), acronisNode('file', 'upload')];
		const files = acronis.files().length;
		await stopDuring(subject, watch, { operationId: 'uploadFile', requests: 1 }, ...chain);
		if (acronis.files().length !== files) throw new Error('An upload that was stopped is there');

		settings.durationMilliseconds = 60 * 60_000;
		// The first ones come before the start.
		await stopDuring(subject, watch, { operationId: 'getBackupProgress', requests: 4 }, backup);
	} finally {
		faults.clear();
		Object.assign(settings, usual);
	}
}

async function stopDuring(
	subject: Subject,
	{ lifetime: { signal } }: Watch,
	{ operationId, requests: wanted }: { operationId: string; requests: number },
	...links: Link[]
): Promise<void> {
	const { client, sandbox } = subject;
	const earlier = sandbox.requests().length;
	const started = await client.run(
		await importWorkflow(subject, chainWorkflow(`Stopped during ${operationId}`, links)),
		'Start',
	);
	const isAsked = () =>
		sandbox
			.requests()
			.slice(earlier)
			.filter((request) => request.operationId === operationId).length >= wanted || undefined;
	await waitFor(operationId, isAsked, { deadline: PATIENCE, signal });
	await client.stop(started).catch(async (error: unknown) => {
		console.error(
			'DEBUG',
			JSON.stringify(await client.execution(started)).slice(0, 3000),
			await subject.local?.n8n.log().then((l) => l.slice(-3000)),
		);
		// It is over already.
		const execution = await client.finishedExecution(started, { deadline: END_DEADLINE, signal });
		throw new Error(executionFailure(execution), { cause: error });
	});
	const { status } = await client.finishedExecution(started, { deadline: END_DEADLINE, signal });
	if (status !== 'canceled') throw new Error(`An execution that was stopped is ${status}`);
	const isOver = () => {
		const { acronis, docSpace } = sandbox.statistics();
		return acronis.inFlight + docSpace.inFlight === 0 || undefined;
	};
	await waitFor('the requests to end', isOver, { deadline: END_DEADLINE, signal });
	const requests = sandbox.requests().length;
	await sleep(QUIET_MILLISECONDS, undefined, { signal });
	const later = sandbox.requests().slice(requests);
	if (later.length > 0) throw new Error(`Requests go on: ${JSON.stringify(later)}`);
}
