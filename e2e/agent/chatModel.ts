import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import type { Lifetime } from '../process/lifetime';
import type { NewCredential } from '../n8n/client';

/** A call of a tool that the model makes. */
export interface ToolCall {
	/** As n8n makes it of the node's name: with underscores. */
	tool: string;
	arguments?: Record<string, unknown>;
}

/** A tool as n8n tells the model of it. */
interface OfferedTool {
	type: 'function';
	function: { name: string; description: string; parameters: { properties?: object } };
}

/** What n8n asks the model. */
interface ChatRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: OfferedTool[];
	stream?: boolean;
}

/** What came of a script. */
export interface Conversation {
	/** What n8n told the model of its tools. */
	tools: OfferedTool[];
	/** What each call gave, in the order of the calls. */
	results: string[];
}

/**
 * A chat model on loopback that n8n's OpenAI Chat Model can talk to. It does not think: it makes the
 * calls of a script, one after the other, and then says that it is done.
 */
export class ScriptedModel {
	private script: readonly ToolCall[][] = [];
	private asked: ChatRequest[] = [];

	private constructor(private readonly url: string) {}

	/** Starts the server; the lifetime ends it. */
	static async start(lifetime: Lifetime): Promise<ScriptedModel> {
		const server = createServer((request, response) => {
			answer(request, response, (chat) => model.next(chat)).catch((error: unknown) => {
				response.writeHead(500).end(String(error));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		await lifetime.onEnd(() => {
			server.close();
		});
		// A server that listens on a port has an address of this kind.
		const { port } = server.address() as AddressInfo;
		const model = new ScriptedModel(`http://127.0.0.1:${port}/v1`);
		return model;
	}

	/** What n8n's OpenAI Chat Model signs in with. */
	get credential(): NewCredential {
		return {
			name: 'Scripted model',
			type: 'openAiApi',
			data: { apiKey: 'none', url: this.url, header: false },
		};
	}

	/**
	 * Makes these calls the next time that an agent asks, and gives what came of them.
	 *
	 * @param script the calls of each turn, which are made at one time
	 * @param work runs the agent to its end
	 * @throws an Error when the agent did not ask for the end of the script
	 */
	async play(script: readonly ToolCall[][], work: () => Promise<unknown>): Promise<Conversation> {
		this.script = script;
		const asked: ChatRequest[] = [];
		this.asked = asked;
		await work();
		const last = asked.at(-1);
		const results = last ? resultsIn(last) : [];
		const calls = script.flat().length;
		if (results.length !== calls) {
			throw new Error(`${results.length} of ${calls} calls gave something: ${results}`);
		}
		return { tools: last?.tools ?? [], results };
	}

	/** The calls of the turn that follows on what there is; none at the end. */
	private next(chat: ChatRequest): ToolCall[] {
		this.asked.push(chat);
		let made = 0;
		return (
			this.script.find((turn) => {
				const isNext = made === resultsIn(chat).length;
				made += turn.length;
				return isNext;
			}) ?? []
		);
	}
}

function resultsIn({ messages }: ChatRequest): string[] {
	return messages
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	next: (chat: ChatRequest) => ToolCall[],
): Promise<void> {
	const chat = (await json(request)) as ChatRequest; // as n8n's node sends it
	const turn = next(chat);
	const made = resultsIn(chat).length;
	const calls = turn.map((call, index) => ({
		index,
		id: `call_${made + index}`,
		type: 'function',
		function: { name: call.tool, arguments: JSON.stringify(call.arguments ?? {}) },
	}));
	const isCall = calls.length > 0;
	const message = isCall
		? { role: 'assistant', content: null, tool_calls: calls }
		: { role: 'assistant', content: 'Done.' };
	const reason = isCall ? 'tool_calls' : 'stop';
	const head = { id: `answer-${made}`, created: 0, model: 'scripted' };
	if (chat.stream === true) {
		const chunk = (delta: object, finish_reason: string | null) =>
			`data: ${JSON.stringify({
				...head,
				object: 'chat.completion.chunk',
				choices: [{ index: 0, delta, finish_reason }],
			})}\n\n`;
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.end(`${chunk(message, null)}${chunk({}, reason)}data: [DONE]\n\n`);
		return;
	}
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(
		JSON.stringify({
			...head,
			object: 'chat.completion',
			choices: [{ index: 0, message, finish_reason: reason }],
			usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
		}),
	);
}
