import type { Sandbox } from '../../sandbox';
import type { N8nClient } from '../n8n/client';
import { type Execution, executionFailure, nodeOutput } from '../n8n/executions';
import { importWorkflow, type Stage } from '../stage';
import { PATIENCE, waitFor } from '../process/waiting';
import { type Flavor, readExampleWorkflow, withFastPolls } from '../workflows/examples';

/** What the example workflows did by themselves; every part of it has been checked. */
export interface ChainResult {
	ok: true;
	/** Audit events that the triggers put out. */
	events: number;
	/** The id of the DocSpace backup that went off-site. */
	backupTaskId: string;
	archiveBytes: number;
	/** Whether the file in Acronis is the archive that DocSpace made. */
	md5Match: true;
	/** E-mails that arrived. */
	notified: number;
	executions: Array<{ id: string; status: string }>;
}

/** What a chain runs on. */
type ChainStage = Pick<Stage, 'client' | 'credentials' | 'sandbox'>;

/** How a chain is watched. */
export interface ChainOptions {
	report: (line: string) => void;
	signal: AbortSignal;
	/** For which packages the workflows are; for the one with both services when absent. */
	flavor?: Flavor;
}

const secondsBetweenPolls = 5;
/** What starts them by themselves. */
const triggers = ['On Audit Event', 'On Backup Finished'];

/** The mails that have to arrive; a watchdog that finds a good copy is silent. */
const MAILS = [
	'[ok] Scheduled DocSpace backup stored off-site',
	'[ok] DocSpace backup stored off-site',
	'[problem] DocSpace backup failed',
	'[ok] DocSpace backup stored off-site',
];

/**
 * Runs the first five example workflows, one after the other, and checks what they did: two ship a
 * backup off-site by a schedule, one tells of a backup that failed, one finds a good copy, and one
 * ships a backup for an audit event. All of them tell through *Notify*.
 *
 * @throws an Error naming what did not happen
 */
export async function runChain(stage: ChainStage, options: ChainOptions): Promise<ChainResult> {
	const { mail } = stage.sandbox;
	// First, since the trigger gives an event no archive when another backup ended within a minute.
	const scheduled = await runOnEvent(stage, options, {
		workflow: 'scheduled-backup-to-off-site',
		// The trigger tells backups apart that are a minute apart, and the nightly one was just now.
		happens({ docSpace }) {
			docSpace.removeArchives();
			docSpace.startScheduledBackup();
		},
	});
	const nightly = await runByHand(stage, options, 'nightly-off-site-backup', 'Every Night');
	const failure = await runOnEvent(stage, options, {
		workflow: 'backup-failure-alert',
		happens: ({ docSpace }) => docSpace.appendAuditEvents([{ action: 'BackupFailed' }]),
	});
	const watchdog = await runByHand(stage, options, 'backup-watchdog', 'Every Hour');
	const offsite = await runOnEvent(stage, options, {
		workflow: 'audit-event-to-offsite-backup',
		happens: ({ acronis }) =>
			acronis.appendAuditRows([
				{ severity: 2, text: 'Sharing of "Contracts" with everybody was switched on' },
			]),
	});
	const archive = await checkOffsiteBackup(stage.sandbox, offsite);

	const subjects = mail.messages.map(({ subject }) => subject);
	check(
		String(subjects) === String(MAILS),
		`the mails that arrived are: ${JSON.stringify(mail.messages.map((sent) => [sent.subject, sent.text]))}`,
	);
	const violations = stage.sandbox.violations();
	check(violations.length === 0, `the contracts were violated: ${JSON.stringify(violations)}`);
	const executions = [scheduled, nightly, failure, watchdog, offsite];
	return {
		ok: true,
		events: executions.flatMap((execution) =>
			triggers.flatMap((trigger) => nodeOutput(execution, trigger)),
		).length,
		...archive,
		notified: subjects.length,
		executions: executions.map(({ id, status }) => ({ id, status })),
	};
}

/** Runs a workflow as somebody does who opens it for the first time, and gives that execution. */
async function runByHand(
	stage: ChainStage,
	{ report, signal, flavor }: ChainOptions,
	name: string,
	trigger: string,
): Promise<Execution> {
	const workflow = await readExampleWorkflow(name, flavor);
	const { client } = stage;
	const run = await client.run(await importWorkflow(stage, workflow), trigger);
	const execution = await client.finishedExecution(run, { deadline: PATIENCE, signal });
	return good(workflow.name, execution, report);
}

/** Publishes a workflow until an event has made it run, and gives that execution. */
async function runOnEvent(
	stage: ChainStage,
	{ report, signal, flavor }: ChainOptions,
	chain: { workflow: string; happens: (sandbox: Sandbox) => unknown },
): Promise<Execution> {
	const example = await readExampleWorkflow(chain.workflow, flavor);
	// Those that carry archives save no successful executions, which could not be looked at then.
	const settings = { ...example.settings, saveDataSuccessExecution: 'all' as const };
	const workflow = withFastPolls({ ...example, settings }, secondsBetweenPolls);
	const { client, sandbox } = stage;
	const id = await importWorkflow(stage, workflow);
	await client.publish(id);
	report(`${workflow.name}: published, an event happens`);
	chain.happens(sandbox);
	try {
		const execution = await waitFor(
			`"${workflow.name}" to start by itself and finish`,
			() => finishedExecution(client, id),
			{ deadline: PATIENCE, interval: 500, signal },
		);
		check(execution.mode === 'trigger', `an execution was started by ${execution.mode}`);
		return good(workflow.name, execution, report);
	} finally {
		await client.unpublish(id);
	}
}

function good(name: string, execution: Execution, report: (line: string) => void): Execution {
	const failure = executionFailure(execution);
	check(execution.status === 'success', `"${name}" ended with: ${failure}`);
	report(`${name}: execution ${execution.id} succeeded`);
	return execution;
}

async function finishedExecution(client: N8nClient, workflowId: string) {
	const executions = await client.executions(workflowId);
	const over = executions.find(({ finished, stoppedAt }) => finished || stoppedAt);
	return over && client.execution(over.id);
}

/** The archive that DocSpace made has to lie in Acronis, whole, with a link to it. */
async function checkOffsiteBackup(
	{ docSpace, acronis }: Sandbox,
	execution: Execution,
): Promise<Pick<ChainResult, 'backupTaskId' | 'archiveBytes' | 'md5Match'>> {
	const [started] = nodeOutput(execution, 'Back Up DocSpace');
	const [uploaded] = nodeOutput(execution, 'Upload Archive');
	const [linked] = nodeOutput(execution, 'Create Link');
	const backupTaskId = String(started?.json.taskId);
	const archive = (await docSpace.archives()).find(({ taskId }) => taskId === backupTaskId);
	check(archive !== undefined, `DocSpace has no backup of the task ${backupTaskId}`);
	const file = acronis.file(String(uploaded?.json.uuid));
	check(file !== undefined, 'Acronis has no file of the upload');
	check(file.size === archive.bytes, `Acronis has ${file.size} bytes of ${archive.bytes}`);
	check(file.md5 === archive.md5, `Acronis has the MD5 ${file.md5}, DocSpace ${archive.md5}`);
	check(linked?.json.node_uuid === file.uuid, 'the link leads to another file');
	return { backupTaskId, archiveBytes: file.size, md5Match: true };
}

function check(condition: boolean, message: string): asserts condition {
	if (!condition) throw new Error(`The chain did not work: ${message}`);
}
