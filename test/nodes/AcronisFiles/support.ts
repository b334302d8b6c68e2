import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fileItem } from '../../support/binaryData';
import type { NodeOutcome, NodeRun } from '../../support/engine';
import { runNode } from '../../support/engine';
import type { SandboxUnderTest } from '../../support/sandbox';

/** Runs an operation of the Acronis node. */
export type Run = (parameters?: INodeParameters, rest?: Partial<NodeRun>) => Promise<NodeOutcome>;

/** An operation of the Acronis node against a sandbox, as an administrator. */
export function operationAt(at: SandboxUnderTest, resource: string, operation: string): Run {
	return async (parameters = {}, rest = {}) =>
		await runNode({
			node: 'acronisFiles',
			credential: at.acronis(),
			...rest,
			parameters: { resource, operation, ...parameters },
		});
}

/** A locator's value. */
export function chosen(value: unknown, mode = 'id'): INodeParameters {
	return { __rl: true, mode, value: String(value) };
}

/** The only item of a run that has to work. */
export function only({ items, error }: NodeOutcome): IDataObject {
	expect(error?.message).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(items[0]?.pairedItem).toEqual({ item: 0 });
	return items[0]?.json ?? {};
}

/** Puts files at paths, with the folders on the way; a path that ends with / is a folder. */
export async function place(at: SandboxUnderTest, ...paths: string[]): Promise<IDataObject[]> {
	const made: IDataObject[] = [];
	for (const path of paths) {
		const names = path.split('/').filter((name) => name !== '');
		if (path.endsWith('/')) {
			made.push(only(await operationAt(at, 'folder', 'create')({ where: 'path', path })));
			continue;
		}
		const input = [await fileItem(Buffer.from(`content of ${path}`), names.at(-1) ?? '')];
		const parameters = {
			folder: chosen(`/${names.slice(0, -1).join('/')}`, 'path'),
			options: { createMissing: true },
		};
		made.push(only(await operationAt(at, 'file', 'upload')(parameters, { input })));
	}
	return made;
}

/** A change of each page of settings. */
export const CHANGES: Record<string, INodeParameters> = {
	auditLog: { purge_logs_older_than_enabled: true },
	purgingPolicies: { only_keep_n_revisions: 7 },
	security: { allow_collaborators_to_invite: false },
	server: { session_timeout_in_minutes: 20 },
	webPreview: { max_cache_size_mb: 300 },
};
