import type { Sandbox } from '../../sandbox';
import type { Lifetime } from '../process/lifetime';
import type { N8nInstance } from '../n8n/instance';
import type { PackedPackage } from '../n8n/pack';
import type { StartedN8n } from '../stage';

/** An n8n that is looked at, whatever its version. */
export interface Subject extends StartedN8n {
	sandbox: Sandbox;
	/** Absent for an n8n that runs at an address: only what goes over HTTP can be checked there. */
	local?: { n8n: N8nInstance; packed: PackedPackage };
}

/** How a subject is checked. */
export interface Watch {
	lifetime: Lifetime;
	report: (line: string) => void;
}
