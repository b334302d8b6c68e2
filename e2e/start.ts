import { runChain } from './chain';
import { describeError, report, runCommandLine } from './command';
import { type Lifetime, rejectedWhenAborted, withDeadline } from './lifetime';
import { installN8n } from './n8n/install';
import { helpText, type Ports, readStartOptions } from './options';
import { assertPortFree } from './ports';
import { importWorkflow, setStage, type Stage } from './stage';
import { exampleWorkflowNames, readExampleWorkflow } from './workflows/examples';

const onceDeadline = 20 * 60_000;

void runCommandLine(async (lifetime) => {
	const { once, help, ports } = readStartOptions(process.argv.slice(2), process.env);
	if (help) {
		console.log(helpText());
		return 0;
	}
	// Before the long way of installing and starting, as nothing of it helps with a taken port.
	await assertPortsFree(ports);
	return once ? runOnce(lifetime, ports) : runDemo(lifetime, ports);
});

async function assertPortsFree(ports: Ports): Promise<void> {
	for (const [flag, port] of Object.entries(ports)) {
		if (port !== 0) await assertPortFree(port, flag);
	}
}

/** Runs the example workflows without anybody looking; the last line says how it went. */
async function runOnce(lifetime: Lifetime, ports: Ports): Promise<number> {
	try {
		// The first install takes as long as the network needs: it does not count.
		await installN8n(report, lifetime.signal);
		const result = await withDeadline(lifetime, onceDeadline, async (within) =>
			runChain(await setStage(within, { report, ports }), { report, signal: within.signal }),
		);
		console.log(JSON.stringify(result));
		return 0;
	} catch (error) {
		lifetime.signal.throwIfAborted();
		report(describeError(error));
		console.log(JSON.stringify({ ok: false }));
		return 1;
	}
}

/** Keeps everything running until the user has seen enough. */
async function runDemo(lifetime: Lifetime, ports: Ports): Promise<number> {
	const stage = await setStage(lifetime, { report, ports });
	for (const name of await exampleWorkflowNames()) {
		const workflow = await readExampleWorkflow(name);
		const id = await importWorkflow(stage, workflow);
		// A chat lacks the model that somebody has to choose, and is used in the editor.
		const isChat = workflow.nodes.some(({ type }) => type.endsWith('.chatTrigger'));
		if (!isChat) await stage.client.publish(id);
	}
	console.log(describeStage(stage));
	return rejectedWhenAborted(lifetime.signal);
}

function describeStage({ n8n, owner, sandbox }: Stage): string {
	const { docSpace, acronis, control } = sandbox;
	const { login, password } = acronis.users.admin;
	return `
Ready. Ctrl-C ends everything.

  n8n        ${n8n.url}
             sign in as ${owner.email} with ${owner.password}
  DocSpace   ${docSpace.url}
             cookie ${docSpace.credentials.adminCookie}
  Acronis    ${acronis.url}
             ${login} with ${password}
  Mail       ${control.url}/mail

Append a warning to Acronis' audit log, and within a minute the workflow sends a backup off-site:
  curl -H 'content-type: application/json' -d '[{"severity":2}]' ${control.url}/audit-log
`;
}
