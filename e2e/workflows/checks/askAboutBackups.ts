import { withChatModel } from '../../agent/agentWorkflow';
import { ScriptedModel } from '../../agent/chatModel';
import { McpClient } from '../../agent/mcpClient';
import { MCP_TOKEN } from '../../credentials/credentials';
import type { Workflow } from '../../n8n/workflow';
import { importWorkflow } from '../../stage';
import { PATIENCE } from '../../process/waiting';
import { readExampleWorkflow } from '../examples';
import type { Runner } from '../runner';
import { expect } from './expect';

const CHAT = 'ask-about-backups';
const MCP = 'ask-about-backups-by-mcp';

const PERIOD = { from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' };

/** What each tool is asked, by its name for a model. */
const QUESTIONS: Record<string, Record<string, unknown>> = {
	Backup_Progress: {},
	Backup_Schedule: {},
	Portal_Events: PERIOD,
	'Portal_Sign-Ins': PERIOD,
	'Off-Site_Copies': {},
	Acronis_Log: PERIOD,
};

/** A question in the chat reaches the assistant, whose tools answer; each of them reads only. */
export async function askInChat(runner: Runner): Promise<void> {
	const { stage, sandbox, lifetime } = runner;
	const model = await ScriptedModel.start(lifetime);
	const chatModel = await stage.client.createCredential(model.credential);
	const credentials = new Map([...stage.credentials, ['openAiApi', chatModel] as const]);
	const example = withChatModel(await readExampleWorkflow(CHAT), 'AI Agent');
	const trigger = example.nodes.find(({ name }) => name === 'On Question');
	// Only so can the chat be reached from outside of the editor.
	if (trigger) trigger.parameters = { ...trigger.parameters, public: true };
	sandbox.docSpace.appendAuditEvents({ count: 30 });
	await whilePublished(runner, CHAT, { credentials, workflow: example }, async () => {
		const before = sandbox.requests().length;
		const turns = Object.entries(QUESTIONS).map(([tool, args]) => [{ tool, arguments: args }]);
		const { tools, results } = await model.play(turns, async () => {
			const answer = await fetch(`${stage.n8n.url}/webhook/${trigger?.webhookId}/chat`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ action: 'sendMessage', sessionId: '1', chatInput: 'How is it?' }),
				signal: AbortSignal.timeout(PATIENCE),
			});
			const text = await answer.text();
			expect(answer.ok && text.includes('Done.'), `the chat answered ${answer.status}: ${text}`);
		});
		expectAnswers(
			tools.map((tool) => tool.function.name),
			results,
		);
		expectReading(runner, before);
	});
}

/** The same tools through MCP, for those who have the token. */
export async function askThroughMcp(runner: Runner): Promise<void> {
	const { stage, sandbox } = runner;
	const workflow = await readExampleWorkflow(MCP);
	await whilePublished(runner, MCP, { credentials: stage.credentials, workflow }, async () => {
		const url = `${stage.n8n.url}/mcp/ask-about-backups`;
		const stranger = await McpClient.connect(url, 'guessed').catch((error: Error) => error.message);
		expect(/40[13]/.test(String(stranger)), `a stranger got ${String(stranger)}`);
		const client = await McpClient.connect(url, MCP_TOKEN);
		const tools = (await client.tools()).map(({ name }) => name);
		const before = sandbox.requests().length;
		const results = [];
		for (const [tool, args] of Object.entries(QUESTIONS)) {
			results.push(await client.call(tool, args));
		}
		expectAnswers(tools, results);
		expectReading(runner, before);
	});
}

async function whilePublished(
	{ stage, used }: Runner,
	name: string,
	{ workflow, ...stored }: { workflow: Workflow } & Pick<Runner['stage'], 'credentials'>,
	work: () => Promise<void>,
): Promise<void> {
	used.add(name);
	const { client } = stage;
	const id = await importWorkflow({ client, ...stored }, workflow);
	await client.publish(id);
	try {
		await work();
	} finally {
		await client.unpublish(id);
	}
}

function expectAnswers(tools: string[], results: string[]): void {
	const names = Object.keys(QUESTIONS);
	expect(String(tools.sort()) === String([...names].sort()), `the tools are ${tools}`);
	for (const [index, name] of names.entries()) {
		const result = results[index] ?? '';
		const failed = result === '' || result.includes('"error"');
		expect(!failed, `${name} gave ${result}`);
	}
	const events: unknown[] = JSON.parse(results[names.indexOf('Portal_Events')] ?? '[]');
	expect(events.length === 20, `the list of events has ${events.length} items`);
}

function expectReading({ sandbox }: Runner, before: number): void {
	const changes = sandbox
		.requests()
		.slice(before)
		.filter(({ method, operationId }) => method !== 'GET' && operationId !== 'issueToken');
	const names = changes.map(({ method, operationId }) => `${method} ${operationId}`);
	expect(names.length === 0, `something was written: ${names}`);
}
