import { type Sandbox, startSandbox } from '../sandbox';
import { offerOf } from '../sandbox/offer';
import { sandboxCredentials, TEST_PORTAL } from './credentials/credentials';
import type { Lifetime } from './process/lifetime';
import { executionFailure } from './n8n/executions';
import { importWorkflow, setStage, type Stage, type StageOptions } from './stage';
import { PATIENCE, waitFor } from './process/waiting';
import { exampleWorkflowNames, readExampleWorkflow } from './workflows/examples';

/** A stage on which each example workflow works at its first *Execute*. */
export interface Demo extends Stage {
	/** What the Restore Drill overwrites. */
	testPortal: Sandbox;
	/** The ids of the example workflows by their names; all but chats are published. */
	workflows: ReadonlyMap<string, string>;
}

/**
 * Sets the stage, with a second portal, with the past of a portal that people work in, with a copy
 * off-site, and with every example workflow.
 *
 * @throws an Error when something cannot be installed, built or started
 */
export async function setDemo(lifetime: Lifetime, options: StageOptions): Promise<Demo> {
	const stage = await setStage(lifetime, options);
	const testPortal = await startTestPortal(lifetime);
	const credentials = new Map(stage.credentials);
	credentials.set(TEST_PORTAL, await storeTestPortal(stage, testPortal));
	fillPast(stage.sandbox);
	const workflows = new Map<string, string>();
	const chats = new Set<string>();
	for (const name of await exampleWorkflowNames()) {
		const workflow = await readExampleWorkflow(name);
		workflows.set(name, await importWorkflow({ ...stage, credentials }, workflow));
		// A chat lacks the model that somebody has to choose, and is used in the editor.
		if (workflow.nodes.some(({ type }) => type.endsWith('.chatTrigger'))) chats.add(name);
	}
	options.report('Making a first copy off-site …');
	await makeFirstCopy(stage, workflows);
	await makeScheduledBackup(stage.sandbox);
	for (const [name, id] of workflows) {
		if (name !== 'notify' && !chats.has(name)) await stage.client.publish(id);
	}
	return { ...stage, testPortal, workflows };
}

/** Only a server of one's own takes an archive that another portal has made. */
async function startTestPortal(lifetime: Lifetime): Promise<Sandbox> {
	const testPortal = await startSandbox({ seed: 2 });
	await lifetime.onEnd(() => testPortal.close());
	testPortal.docSpace.settings.hosted = false;
	return testPortal;
}

async function storeTestPortal({ client }: Stage, testPortal: Sandbox) {
	const own = sandboxCredentials(offerOf(testPortal)).find(({ type }) => type === 'docSpaceApi');
	if (!own) throw new Error('There is no credential for a portal');
	return await client.createCredential({ ...own, name: TEST_PORTAL });
}

/** What people have done in both services, of which triggers show the newest when they are tried. */
function fillPast({ docSpace, acronis }: Sandbox): void {
	docSpace.documents = ['Contracts 2026.docx', 'Budget.xlsx', 'Minutes of the board.pdf'];
	const { uuid, name, email } = acronis.users.user;
	const user = { uuid, name, email };
	acronis.appendAuditRows([
		{ text: "Added new file 'june.pdf'.", user },
		{ text: "Created public link to file 'contracts.pdf'.", user },
		{ text: 'Sharing of "Contracts" with everybody was switched on.', user, severity: 2 },
	]);
	docSpace.appendAuditEvents([
		{ action: 'RoomCreated', target: 'Contracts' },
		{ action: 'FileCreated', target: 'Budget.xlsx', room: 'Contracts' },
		{ action: 'FileDeleted', target: 'Draft.docx', room: 'Contracts' },
	]);
	docSpace.appendLoginEvents([{ action: 'LoginSuccess' }]);
	docSpace.appendLoginEvents({ action: 'LoginFail', count: 3 });
}

/** The watchdog, the drill and the report look at what a good night has left. */
async function makeFirstCopy({ client }: Stage, workflows: ReadonlyMap<string, string>) {
	const id = workflows.get('nightly-off-site-backup') ?? '';
	const run = await client.run(id, 'Every Night');
	const execution = await client.finishedExecution(run, { deadline: PATIENCE });
	if (execution.status !== 'success') throw new Error(executionFailure(execution));
}

/**
 * Only the archive of the newest backup has a link, so this one comes last. A trigger tells backups
 * apart that are a minute apart, so the portal forgets the one before.
 */
async function makeScheduledBackup({ docSpace }: Sandbox): Promise<void> {
	docSpace.removeArchives();
	docSpace.startScheduledBackup();
	await waitFor(
		'the backup to end',
		async () => (await docSpace.state()).backup?.isCompleted || undefined,
		{ deadline: PATIENCE },
	);
}
