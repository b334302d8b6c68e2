import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { NodeRun } from '../support/engine';
import { PublishedTrigger } from '../support/polls';
import { useSandbox } from '../support/sandbox';
import { anyAnswer, enveloped } from './anyAnswer';
import { attacked } from './attacks';

/** Whatever a service answers to polls, nothing that happens later is lost or comes twice. */

const at = useSandbox();

const dated = (action: string) => [{ action, date: new Date().toISOString() }];
const portal = () => at.sandbox.docSpace;

/** What happens, so that the trigger starts its workflow once. */
const TRIGGERS: Array<[string, NodeRun['node'], INodeParameters, () => void]> = [
	[
		'audit events',
		'docSpaceBackupTrigger',
		{ event: 'auditEvent' },
		() => portal().appendAuditEvents(dated('FileCreated')),
	],
	[
		'login events',
		'docSpaceBackupTrigger',
		{ event: 'loginEvent' },
		() => portal().appendLoginEvents([{ date: new Date().toISOString() }]),
	],
	[
		'finished backups',
		'docSpaceBackupTrigger',
		{ event: 'backupFinished' },
		() => portal().appendAuditEvents(dated('BackupFailed')),
	],
	[
		'entries of the audit log',
		'acronisFilesTrigger',
		{},
		() => at.sandbox.acronis.appendAuditRows([{}]),
	],
];

const KINDS = ['possibleLoss', 'unreadable'];

it.each(TRIGGERS)('%s', async (_what, node, parameters, happen) => {
	const credential = node === 'acronisFilesTrigger' ? at.acronis() : at.docSpace();
	const trigger = new PublishedTrigger({ node, credential, parameters });
	await trigger.activate();
	const ours = (rows: IDataObject[] | null) => (rows ?? []).filter(isOurs);
	const known = new Set<string>();
	const isOurs = ({ kind, id, uuid }: IDataObject) =>
		!KINDS.includes(String(kind)) && !known.has(JSON.stringify([id, uuid]));
	await fc.assert(
		fc.asyncProperty(
			anyAnswer(enveloped),
			fc.integer({ min: 1, max: 3 }),
			async (answer, times) => {
				attacked('answers of any form');
				at.sandbox.faults.add({ ...answer, path: '/*', times });
				happen();
				const emitted: IDataObject[] = [];
				for (let poll = 0; poll <= times; poll += 1) {
					const rows = await trigger.tick().catch((error: unknown) => {
						expect(String(error)).not.toMatch(/undefined|\[object|NaN/);
						return null;
					});
					for (const row of rows ?? []) expect(row).toHaveProperty('kind');
					emitted.push(...ours(rows));
				}
				at.sandbox.faults.clear();
				emitted.push(...ours(await trigger.tick()));
				expect(emitted).toHaveLength(1);
				for (const { id, uuid } of emitted) known.add(JSON.stringify([id, uuid]));
				expect(await trigger.tick()).toBeNull();
			},
		),
		{ numRuns: 30 },
	);
});

it.each(TRIGGERS)('%s: a test run and a publication', async (_what, node, parameters) => {
	await fc.assert(
		fc.asyncProperty(anyAnswer(enveloped), async (answer) => {
			attacked('answers of any form');
			const credential = node === 'acronisFilesTrigger' ? at.acronis() : at.docSpace();
			const trigger = new PublishedTrigger({ node, credential, parameters });
			at.sandbox.faults.add({ ...answer, path: '/*', times: 'always' });
			for (const step of [trigger.fetchTestEvent(), trigger.activate()]) {
				const outcome = await step.catch((error: unknown) => error);
				if (outcome instanceof Error) {
					expect(outcome.message).toMatch(/^[A-Z"].{10,}/);
					expect(outcome.message).not.toMatch(/undefined|\[object|NaN/);
				}
			}
			at.sandbox.faults.clear();
		}),
		{ numRuns: 30 },
	);
});
