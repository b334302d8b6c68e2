import type { IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { auditActions } from '../../DocSpaceBackup/audit/auditActions';
import { docSpace } from '../../DocSpaceBackup/service/docSpace';
import { itemsOf } from '../../shared/http/items';
import { request } from '../../shared/http/request';
import { keepNewest } from '../../shared/util/boundedMap';
import type { BackupAction } from './backupActions';

/** More portals than one n8n watches. */
const MAXIMUM_PORTALS = 1_000;

/** What portals have said in this process, by their address. */
const modules = new Map<string, string>();

/**
 * The module to which the portal counts the ends of backups, from the portal itself. Asked once in a
 * process, so that a poll need not.
 *
 * @throws NodeOperationError when the portal has no such actions, or has them in several modules.
 */
export async function backupModule(
	context: IPollFunctions,
	wanted: BackupAction[],
): Promise<string> {
	return modules.get(await docSpace.origin(context)) ?? (await askForModule(context, wanted));
}

/** Does so afresh: a portal may have been moved to another version since. */
export async function askForModule(
	context: IPollFunctions,
	wanted: BackupAction[],
): Promise<string> {
	const { result } = await request(context, docSpace, { path: '/security/audit/mappers' });
	const known = new Map(
		auditActions(itemsOf(result)).map(({ action, moduleType }) => [action, String(moduleType)]),
	);
	const [module, ...others] = new Set(wanted.map(({ name }) => known.get(name)));
	if (module === undefined || others.length > 0) {
		// An older portal writes no such events, and the trigger would wait for ever.
		throw new NodeOperationError(
			context.getNode(),
			'This portal does not write the end of backups into its audit trail',
			{
				description:
					'That needs DocSpace 3.6 or newer. Set Read From to Backup History, or update the portal.',
			},
		);
	}
	keepNewest(modules, await docSpace.origin(context), module, MAXIMUM_PORTALS);
	return module;
}
