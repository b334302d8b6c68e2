import { offerOf } from '../sandbox/offer';
import { runChain } from './chain/chain';
import { describeError, report, runCommandLine } from './process/command';
import { setDemo } from './demo';
import { type Lifetime, rejectedWhenAborted, withDeadline } from './process/lifetime';
import { installN8n } from './n8n/install';
import { helpText, type Ports, readStartOptions } from './process/options';
import { assertPortFree } from './process/ports';
import { setStage } from './stage';
import { welcomeText } from './welcome';

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
	const { n8n, owner, sandbox, testPortal } = await setDemo(lifetime, { report, ports });
	const offers = { sandbox: offerOf(sandbox), testPortal: offerOf(testPortal) };
	console.log(welcomeText({ n8nUrl: n8n.url, owner, ...offers }));
	return rejectedWhenAborted(lifetime.signal);
}
