import type { AcronisSandbox } from './acronis';
import type { DocSpaceSandbox } from './docspace';
import type { FaultSwitches } from './http/faults';
import type { OriginName, OriginStatistics, RequestEntry, Violation } from './http/journal';
import type { RequestListener } from './http/origin';
import type { MailSandbox } from './mail';

/** Stand-ins for both services and a mail server, all on loopback. */
export interface Sandbox {
	docSpace: DocSpaceSandbox;
	acronis: AcronisSandbox;
	mail: MailSandbox;
	/** The same switches and looks over HTTP. */
	control: { url: string };
	faults: FaultSwitches;
	/** All requests so far, in the order of their arrival. */
	requests(): RequestEntry[];
	/** What must not have happened, at the client or in the sandbox. */
	violations(): Violation[];
	statistics(): Record<OriginName, OriginStatistics>;
	/** Begins the figures anew and leaves everything else. */
	resetStatistics(): void;
	/** Calls this for every request before it is worked on. Returns how to end that. */
	onRequest(listener: RequestListener): () => void;
	/** Back to the state of the start: same secrets, no data, no faults, no log. */
	reset(): Promise<void>;
	close(): Promise<void>;
}
