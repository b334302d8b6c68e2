import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { PublishedTrigger } from '../../support/polls';
import type { SandboxUnderTest } from '../../support/sandbox';

/** A trigger at a sandbox's portal, not published yet. */
export function triggerAt(at: SandboxUnderTest, parameters: INodeParameters): PublishedTrigger {
	return new PublishedTrigger({
		node: 'docSpaceBackupTrigger',
		credential: at.docSpace(),
		parameters,
	});
}

/** The same, published. */
export async function publishedAt(
	at: SandboxUnderTest,
	parameters: INodeParameters,
): Promise<PublishedTrigger> {
	const trigger = triggerAt(at, parameters);
	await trigger.activate();
	return trigger;
}

/** A moment before now, in ISO 8601. */
export function ago(seconds: number): string {
	return new Date(Date.now() - seconds * 1000).toISOString();
}

/** One member of every item, in the order of the values. */
export function sortedValues(rows: IDataObject[] | null, member: string): unknown[] {
	return (rows ?? []).map((row) => row[member]).sort();
}
