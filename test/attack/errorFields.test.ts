import { inspect } from 'node:util';

import { attacked } from './attacks';
import type { NodeRun } from '../support/engine';
import { runNode, searchList } from '../support/engine';
import { PublishedTrigger } from '../support/polls';
import { computed, emptyItems, runsAt } from '../support/runs';
import { useSandbox } from '../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

/** What nobody but the node has to know of. */
const MARKER = 'only-for-the-node-4711';

/** What n8n writes of an error into its database and its log, and what hangs on it besides. */
function stored(error: unknown): string {
	attacked('errors searched for fields');
	const members = Object.getOwnPropertyNames(Object(error));
	const whole = Object.fromEntries(members.map((name) => [name, Reflect.get(Object(error), name)]));
	return `${JSON.stringify(whole)} ${inspect(whole, { depth: 12 })}`;
}

const refusedByService = () => {
	at.sandbox.faults.add({ operationId: 'saveThirdParty', status: 403 });
	return runs.createAccount({ customerTitle: MARKER });
};
const failedOnTheWay = () => {
	at.sandbox.faults.add({ operationId: 'createFolder', cut: true, times: 'always' });
	return runs.createFolder({ name: MARKER });
};
const missingFile = () => runs.upload({ options: { name: MARKER } });
const refusedField = () => runs.createFolder({ name: MARKER, where: computed('nowhere') });
const unknownOperation = () =>
	runs.createFolder({ operation: 'make', name: MARKER }, { input: emptyItems(2) });

describe.each<[string, () => NodeRun]>([
	['a refusal of the service', refusedByService],
	['a broken connection', failedOnTheWay],
	['a missing binary file', missingFile],
	['a refused field', refusedField],
	['an unknown operation', unknownOperation],
])('the error of %s carries no fields', (_what, run) => {
	it('as the error of the execution', async () => {
		const { error } = await runNode(run());
		expect(error).toMatchObject({ node: { name: 'Node', parameters: {} } });
		expect(stored(error)).not.toContain(MARKER);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'in an item, with %s',
		async (onError) => {
			const { items, errorItems } = await runNode({ ...run(), onError });
			const failed = [...items, ...errorItems];
			expect(failed.length).toBeGreaterThan(0);
			for (const item of failed) {
				expect(stored(item)).not.toContain(MARKER);
				expect(stored(item.error)).not.toContain(MARKER);
			}
		},
	);

	it('as the tool of a model', async () => {
		const { error } = await runNode({ ...run(), isTool: true });
		expect(stored(error)).not.toContain(MARKER);
	});
});

it('the error of a poll carries no fields, neither at the publication nor later', async () => {
	const trigger = new PublishedTrigger({
		node: 'docSpaceBackupTrigger',
		parameters: { event: 'loginEvent', filters: { unknown: MARKER }, options: { note: MARKER } },
		credential: at.docSpace(),
	});
	const failure = async (step: Promise<unknown>) =>
		await step.then(
			() => undefined,
			(error: unknown) => error,
		);
	at.sandbox.faults.add({ operationId: 'getLoginEvents', status: 403, times: 2 });
	const atPublication = await failure(trigger.activate());
	expect(atPublication).toMatchObject({ node: { name: 'Node', parameters: {} } });
	at.sandbox.faults.clear();
	await trigger.activate();
	at.sandbox.faults.add({ operationId: 'getLoginEvents', status: 403, times: 'always' });
	const later = await failure(trigger.tick());
	expect(later).toMatchObject({ node: { name: 'Node', parameters: {} } });
	expect(stored(atPublication) + stored(later)).not.toContain(MARKER);
});

it('the error of a list carries no fields', async () => {
	at.sandbox.faults.add({ operationId: 'listContents', status: 403 });
	const parameters = { ...runs.createFolder().parameters, name: MARKER };
	const list = searchList(
		{ node: 'acronisFiles', parameters, credential: at.acronis() },
		'searchFolders',
	);
	const error = await list.catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({ node: { name: 'Node', parameters: {} } });
	expect(stored(error)).not.toContain(MARKER);
});
