import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AcronisSandbox } from './acronis';
import { startControl } from './control';
import { DocSpaceSandbox } from './docspace';
import type { Language } from './docspace/quirks/language';
import { FaultSwitches } from './http/faults';
import { Journal } from './http/journal';
import type { RequestListener } from './http/origin';
import { MailSandbox } from './mail';
import type { Sandbox } from './sandbox';

export type { Sandbox } from './sandbox';

/** The ports that a sandbox takes. */
export interface SandboxPorts {
	docSpace: number;
	/** Where signed links lead. */
	docSpaceStorage: number;
	acronis: number;
	smtp: number;
	control: number;
}

/** How to start a sandbox. */
export interface SandboxOptions {
	/** The same seed gives the same secrets, ids and archives. Default 1. */
	seed?: number;
	/** 0 or absent for a free one. */
	ports?: Partial<SandboxPorts>;
	/** The clock, in milliseconds since 1970. Default the machine's. */
	now?: () => number;
	/** In which the portal shows its texts. Default English. */
	language?: Language;
	/** Where uploaded bytes are kept while it runs. Default a folder of its own, deleted at the end. */
	dataFolder?: string;
}

/** A port that something else listens on. */
export class PortTakenError extends Error {
	constructor(
		readonly which: keyof SandboxPorts,
		readonly port: number,
	) {
		super(`Port ${port} for ${which} is taken`);
	}
}

/** @throws PortTakenError; nothing goes on running then. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { seed = 1, ports = {}, now = Date.now, language = 'english' } = options;
	const journal = new Journal(now);
	const faults = new FaultSwitches();
	const listeners = new Set<RequestListener>();
	const surroundings = { seed, now, journal, faults, listeners };
	const closers: (() => Promise<void>)[] = [];
	const close = async () => {
		for (const end of closers.splice(0).reverse()) await end();
	};
	const started = async <Part extends { close(): Promise<void> }>(
		part: Promise<Part>,
	): Promise<Part> => {
		const running = await part;
		closers.push(() => running.close());
		return running;
	};
	try {
		const folder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'sandbox-')));
		await mkdir(folder, { recursive: true });
		if (options.dataFolder === undefined) {
			closers.push(() => rm(folder, { recursive: true, force: true }));
		}
		const docSpace = await started(
			DocSpaceSandbox.start({
				...surroundings,
				language,
				folder: join(folder, 'backup_temp'),
				port: ports.docSpace ?? 0,
				storagePort: ports.docSpaceStorage ?? 0,
			}),
		);
		const acronis = await started(
			AcronisSandbox.start({ ...surroundings, port: ports.acronis ?? 0, folder }),
		);
		const mail = await started(MailSandbox.start({ port: ports.smtp ?? 0, now }));
		const sandbox: Sandbox = {
			docSpace,
			acronis,
			mail,
			control: { url: '' },
			faults,
			requests: () => journal.requests(),
			violations: () => journal.violations(),
			statistics: () => journal.allStatistics(),
			resetStatistics: () => journal.resetStatistics(),
			onRequest: (listener) => {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
			reset: async () => {
				await docSpace.reset();
				await acronis.reset();
				mail.reset();
				faults.clear();
				journal.reset();
			},
			close,
		};
		const control = await started(startControl(sandbox, ports.control ?? 0));
		sandbox.control = { url: control.url };
		return sandbox;
	} catch (error) {
		await close();
		throw takenPort(error, ports) ?? error;
	}
}

function takenPort(error: unknown, ports: Partial<SandboxPorts>): PortTakenError | undefined {
	// Node's own error for a failed listen.
	const { code, port } = error as NodeJS.ErrnoException & { port?: number };
	if (code !== 'EADDRINUSE' || port === undefined) return undefined;
	const which = Object.keys(ports).find((name) => ports[name as keyof SandboxPorts] === port);
	// The key comes from the object that it is looked up in.
	return which === undefined ? undefined : new PortTakenError(which as keyof SandboxPorts, port);
}
