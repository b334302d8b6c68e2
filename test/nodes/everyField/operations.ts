import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { fileItem } from '../../support/binaryData';
import { runNode } from '../../support/engine';
import { nodeClass } from '../../support/nodeTypes';
import { useSandbox } from '../../support/sandbox';
import { type FieldCase, fieldsOf } from './fields';
import { HOSTILE, isRight, rightForms } from './forms';

const at = useSandbox();
type NodeName = 'acronisFiles' | 'docSpaceBackup';
const counts = { fields: 0, hostile: 0, refused: 0, right: 0 };

let file: INodeExecutionData;

beforeAll(async () => {
	file = await fileItem(Buffer.from('x'), 'a.txt');
});

function itemsWith(count: number): INodeExecutionData[] {
	const { binary } = file;
	return Array.from({ length: count }, (_, i) => ({ json: { i }, binary }));
}

/** Runs an operation once for each source; the services refuse all that reaches them. */
async function runWith(
	node: NodeName,
	withExpression: (expression: string) => INodeParameters,
	sources: readonly string[],
) {
	const { operation } = withExpression('');
	// The items of one run share one backup, and take turns at the one upload of a portal.
	const together = operation !== 'start';
	const runs = together ? [sources] : sources.map((source) => [source]);
	const outcomes = [];
	for (const one of runs) outcomes.push(await runOnce(node, withExpression, one));
	return {
		messages: outcomes.flatMap(({ messages }) => messages),
		requests: outcomes.flatMap(({ requests }) => requests),
	};
}

async function runOnce(
	node: NodeName,
	withExpression: (expression: string) => INodeParameters,
	sources: readonly string[],
) {
	const before = at.requests().length;
	const { items } = await runNode({
		node,
		credential: node === 'acronisFiles' ? at.acronis() : at.docSpace(),
		...(node === 'docSpaceBackup' ? { storage: at.storageAccount() } : {}),
		parameters: withExpression(`={{ [${sources.join(', ')}][$json.i] }}`),
		input: itemsWith(sources.length),
		onError: 'continueRegularOutput',
	});
	const requests = at
		.requests()
		.slice(before)
		.filter(({ operationId }) => operationId !== 'issueToken');
	return { messages: items.map(({ error }) => error?.message), requests };
}

/** Holds every field of a node's operations against hostile values, and against every right form. */
export function holdEveryField(node: NodeName): void {
	afterAll(() => {
		process.stdout.write(
			`${counts.fields} fields of operations: ${counts.hostile} hostile values, of which ${counts.refused} were refused by the field's name; ${counts.right} right forms\n`,
		);
	});

	beforeEach(() => {
		at.sandbox.faults.add({ status: 403, path: '/fc/*', times: 'always' });
		at.sandbox.faults.add({ status: 403, path: '/api/2.0/*', times: 'always' });
	});
	const cases = sharedThrice(fieldsOf(node)).map((one) => [one.title, one] as const);

	it.each(cases)('understands or refuses %s', async (_title, one) => {
		const { messages, requests } = await runWith(node, one.withExpression, HOSTILE);
		const refused = messages.map((message) => message?.startsWith(`${one.displayName} `) === true);
		const guessed = HOSTILE.filter((source, i) => !refused[i] && !isRight(one.field, source));
		expect(guessed.map((source) => [source, messages[HOSTILE.indexOf(source)]])).toEqual([]);
		if (refused.every(Boolean)) expect(requests).toEqual([]);
		counts.fields += 1;
		counts.hostile += HOSTILE.length;
		counts.refused += refused.filter(Boolean).length;
	});

	const withForms = cases.filter(
		([, { field }]) => rightForms(field).length > 0 && !field.noDataExpression,
	);

	it.each(withForms)('takes every form of %s', async (_title, one) => {
		for (const forms of inOneRun(rightForms(one.field))) {
			const usual = forms.map(([first]) => first);
			const wanted = await runWith(node, one.withExpression, usual);
			const given = await runWith(
				node,
				one.withExpression,
				forms.map(([, form]) => form),
			);
			expect([forms, given.messages]).toEqual([forms, wanted.messages]);
			expect([forms, sent(given)]).toEqual([forms, sent(wanted)]);
			counts.right += forms.length;
		}
	});

	it('demands no field that only the code can judge', () => {
		const { properties } = nodeClass(node).description;
		const demanded = properties.filter(
			({ required, displayOptions }) =>
				required === true &&
				Object.keys(displayOptions?.show ?? {}).some(
					(name) => name !== 'resource' && name !== 'operation',
				),
		);
		expect(demanded.map(({ displayName }) => displayName)).toEqual([]);
	});
}

/** So many operations stand for all that share a field: one function reads it for each of them. */
const SHARED = 3;

/** Leaves out what is the same field as three before it. */
function sharedThrice(cases: FieldCase[]): FieldCase[] {
	const seen = new Map<string, number>();
	return cases.filter(({ field, displayName }) => {
		const same = JSON.stringify([displayName, { ...field, displayOptions: undefined }]);
		const count = (seen.get(same) ?? 0) + 1;
		seen.set(same, count);
		return count <= SHARED;
	});
}

/**
 * The forms of each meaning, each with the usual one before it, as they go together: many meanings
 * in one run, where only two errors that cancel each other out go unseen; the two of a switch apart.
 */
function inOneRun(meanings: string[][]): [usual: string, form: string][][] {
	const pairs = meanings.map((forms) =>
		forms.map((form): [string, string] => [forms[0] ?? '', form]),
	);
	return pairs.length > 2 ? [pairs.flat()] : pairs;
}

/** What was asked, in no order, since the items go side by side. */
function sent({ requests }: Awaited<ReturnType<typeof runWith>>): string[] {
	return requests
		.map(({ method, path, query, body }) => JSON.stringify([method, path, query, body]))
		.sort();
}
