import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';

import type { StoredCredential } from './credentials';
import { CredentialsHelper, saveCredential, typeNamed } from './credentials';
import { additionalDataFor } from './engine';
import { sawText } from './secretWatch';

/** What the editor shows after a credential was saved. */
export interface CredentialVerdict {
	status: 'OK' | 'Error';
	message: string;
}

/**
 * The node that n8n borrows for the test of a credential that has a test of its own, by the name in
 * its description (n8n 1.123 to 2.41). n8n signs in anew for the test of `n8n-nodes-base.noOp` only,
 * so it never does: a token that is kept is used by the test too.
 */
const NO_OPERATION = 'noOp';

/**
 * Tests a credential the way n8n's credentials tester does: the type's request as a declarative node
 * of one field, and its rules about what came of it.
 */
export async function testCredential(credential: StoredCredential): Promise<CredentialVerdict> {
	const verdict = await verdictOn(credential);
	sawText('the test of a credential', verdict.message);
	return verdict;
}

async function verdictOn(credential: StoredCredential): Promise<CredentialVerdict> {
	const { test } = typeNamed(credential.type);
	if (!test) throw new Error(`${credential.type} has no test`);
	const type: INodeType = {
		description: {
			displayName: 'No Operation',
			name: NO_OPERATION,
			group: ['organization'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: credential.type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		},
	};
	const details = saveCredential(credential);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: NO_OPERATION,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credential.type]: details },
	};
	const find = () => type;
	const nodeTypes: INodeTypes = {
		getByName: find,
		getByNameAndVersion: find,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const temporary = workflow.nodes[node.name] ?? node;
	const additionalData = additionalDataFor(undefined);
	const data = await decrypted(details, credential);
	const context = new ExecuteContext(
		workflow,
		temporary,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node: temporary, data: {}, source: null },
		[],
	);
	let outcome: INodeExecutionData[][] | null | undefined;
	try {
		outcome = await new RoutingNode(context, type, {
			id: details.id ?? '',
			name: details.name,
			type: credential.type,
			data,
		}).runNode();
	} catch (error) {
		// The error itself stays inside n8n's tester, which shows no more than the verdict.
		return failureVerdict(test.rules, error);
	}
	return successVerdict(test.rules, outcome);
}

async function decrypted(
	details: ReturnType<typeof saveCredential>,
	{ type }: StoredCredential,
): Promise<ICredentialDataDecryptedObject> {
	return await new CredentialsHelper().getDecrypted(
		additionalDataFor(undefined),
		details,
		type,
		'internal',
	);
}

type Rules = NonNullable<ReturnType<typeof typeNamed>['test']>['rules'];

function successVerdict(
	rules: Rules = [],
	outcome: INodeExecutionData[][] | null | undefined,
): CredentialVerdict {
	for (const { type, properties } of rules) {
		if (type !== 'responseSuccessBody') continue;
		const first = outcome?.[0]?.[0];
		// n8n's tester does not look whether there is one, and its server answers 500.
		if (!first) throw new TypeError("Cannot read properties of undefined (reading 'json')");
		if (memberAt(first.json, properties.key) === properties.value) {
			return { status: 'Error', message: properties.message };
		}
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function failureVerdict(rules: Rules = [], error: unknown): CredentialVerdict {
	const cause = member(error, 'cause');
	const response = member(cause, 'response');
	if (response !== undefined) {
		const status = member(response, 'status');
		for (const { type, properties } of rules) {
			if (type === 'responseCode' && properties.value === status) {
				return { status: 'Error', message: properties.message };
			}
		}
		const said = String(member(response, 'statusText') || `Received HTTP status code: ${status}`);
		return { status: 'Error', message: said };
	}
	const code = member(cause, 'code');
	return { status: 'Error', message: String(code ?? member(error, 'message')) };
}

/** `[0]` or `a`, as the rules of our credentials name members. */
function memberAt(value: unknown, key: string): unknown {
	const name = key.replace(/^\[(.+)\]$/, '$1');
	return typeof value === 'string' ? value[Number(name)] : member(value, name);
}

function member(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
