import { PATIENCE } from '../process/waiting';

/** A tool as an MCP server tells of it. */
export interface McpTool {
	name: string;
	description: string;
}

/** Talks to an MCP server over HTTP, as an assistant does. */
export class McpClient {
	private session: string | undefined;
	private lastId = 0;

	private constructor(
		private readonly url: string,
		private readonly token: string,
	) {}

	/** @throws an Error with the status when the server refuses the token */
	static async connect(url: string, token: string): Promise<McpClient> {
		const client = new McpClient(url, token);
		await client.ask('initialize', {
			protocolVersion: '2025-03-26',
			capabilities: {},
			clientInfo: { name: 'check', version: '1' },
		});
		await client.send({ method: 'notifications/initialized' });
		return client;
	}

	async tools(): Promise<McpTool[]> {
		const { tools } = await this.ask<{ tools: McpTool[] }>('tools/list', {});
		return tools;
	}

	/** What a tool gives, as text. */
	async call(name: string, args: Record<string, unknown> = {}): Promise<string> {
		const { content } = await this.ask<{ content: Array<{ text?: string }> }>('tools/call', {
			name,
			arguments: args,
		});
		return content.map(({ text = '' }) => text).join('\n');
	}

	private async ask<Result>(method: string, params: object): Promise<Result> {
		this.lastId += 1;
		const text = await this.send({ id: this.lastId, method, params });
		const line = text.split('\n').find((one) => one.startsWith('data:'));
		const answer: { result?: Result; error?: unknown } = JSON.parse(line?.slice(5) ?? text);
		if (answer.result === undefined) throw new Error(`${method}: ${JSON.stringify(answer)}`);
		return answer.result;
	}

	private async send(message: object): Promise<string> {
		const answer = await fetch(this.url, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${this.token}`,
				accept: 'application/json, text/event-stream',
				'content-type': 'application/json',
				...(this.session !== undefined && { 'mcp-session-id': this.session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
			signal: AbortSignal.timeout(PATIENCE),
		});
		if (!answer.ok) throw new Error(`The MCP server answered with ${answer.status}`);
		this.session ??= answer.headers.get('mcp-session-id') ?? undefined;
		return await answer.text();
	}
}
