import type { Lifetime } from '../e2e/process/lifetime';
import { SandboxProcess } from '../e2e/process/sandboxProcess';
import { type PreparedN8n, prepareN8n, startN8n } from '../e2e/stage';
import { ChainRuns } from './chainRuns';

/** What most measurements work with. */
export interface BenchStage extends PreparedN8n {
	/** In a process of its own, so that it takes nothing from what is measured here. */
	sandbox: SandboxProcess;
	chains: ChainRuns;
	signal: AbortSignal;
	report: (line: string) => void;
}

/**
 * Starts a sandbox and an n8n with this package; the lifetime ends them again.
 *
 * @param environment for n8n, beside its own; `folder` is where the measurement's files lie
 * @throws an Error when something cannot be installed, built or started
 */
export async function setBenchStage(
	lifetime: Lifetime,
	report: (line: string) => void,
	environment: (folder: string) => Record<string, string>,
): Promise<BenchStage> {
	const prepared = await prepareN8n(lifetime, { report, environment });
	const sandbox = await SandboxProcess.start(lifetime, prepared.parts.folder);
	report('Starting n8n …');
	const started = await startN8n(lifetime, prepared.n8n, sandbox.offer);
	const { signal } = lifetime;
	return { ...prepared, sandbox, chains: new ChainRuns(started, signal), signal, report };
}

/** The id of n8n's process. */
export function pidOf({ n8n }: BenchStage): number {
	if (n8n.pid === undefined) throw new Error('n8n does not run');
	return n8n.pid;
}
