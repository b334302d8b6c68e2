import {
	CREDENTIAL_BLANKING_VALUE,
	type ICredentialType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { PATIENCE, waitFor } from '../process/waiting';
import type { Execution, ExecutionSummary } from './executions';
import type { Workflow } from './workflow';

/** Who signs in. */
export interface Account {
	email: string;
	password: string;
}

/** A credential as n8n stores it; `data` in plain text, n8n encrypts it. */
export interface NewCredential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** A credential that n8n has stored, the way a workflow's node names it. */
export interface StoredCredential {
	id: string;
	name: string;
}

/** What n8n's test of a credential says. */
export interface CredentialVerdict {
	status: 'OK' | 'Error';
	message: string;
}

/** What n8n says about a workflow's triggers. */
interface PublicationStatus {
	status: 'published' | 'partial' | 'failed' | 'in_progress' | 'not_published';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** An answer of n8n that is no success. */
class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

const apiKeyScopes = [
	'workflow:read',
	'workflow:list',
	'workflow:activate',
	'workflow:deactivate',
	'execution:read',
	'execution:list',
	'execution:retry',
];

/** Uses an n8n over HTTP as its editor does, with the one owner that it sets up. */
export class N8nClient {
	private cookie = '';
	private apiKey = '';

	constructor(readonly url: string) {}

	/** Signs in; an n8n that has no owner yet gets this one. */
	async signIn({ email, password }: Account): Promise<void> {
		const { userManagement } = await this.editor<{
			userManagement: { showSetupOnFirstLoad: boolean };
		}>('GET', '/settings');
		if (userManagement.showSetupOnFirstLoad) {
			const name = { firstName: 'Sandbox', lastName: 'Owner' };
			await this.editor('POST', '/owner/setup', { email, password, ...name });
		} else await this.editor('POST', '/login', { emailOrLdapLoginId: email, password });
		await this.createApiKey();
	}

	/** The version of n8n that runs. */
	async version(): Promise<string> {
		return (await this.editor<{ versionCli: string }>('GET', '/settings')).versionCli;
	}

	/** The nodes that n8n has loaded, with the package's name before each node's own. */
	nodeTypes(): Promise<INodeTypeDescription[]> {
		return this.file('/types/nodes.json');
	}

	/** The credential types that n8n has loaded; one of several packages is in it several times. */
	credentialTypes(): Promise<ICredentialType[]> {
		return this.file('/types/credentials.json');
	}

	/** Stores a credential. */
	async createCredential(credential: NewCredential): Promise<StoredCredential> {
		const { id, name } = await this.editor<StoredCredential>('POST', '/credentials', credential);
		return { id, name };
	}

	/** Has n8n test a stored credential, as the editor does with what it knows of it. */
	async testCredential({ id, name }: StoredCredential): Promise<CredentialVerdict> {
		const { type, data } = await this.editor<NewCredential>(
			'GET',
			`/credentials/${id}?includeData=true`,
		);
		// What somebody has consented to is a yes there, and a marker where n8n is to put it in.
		if (data.oauthTokenData === true) data.oauthTokenData = CREDENTIAL_BLANKING_VALUE;
		return await this.editor('POST', '/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	/** Where somebody allows n8n to use an OAuth2 credential. */
	async consentAddress({ id }: StoredCredential): Promise<string> {
		return await this.editor('GET', `/oauth2-credential/auth?id=${id}`);
	}

	/** Opens an address of this n8n in the owner's session, and gives what the page says. */
	async open(address: string): Promise<string> {
		const { pathname, search } = new URL(address);
		return await (await this.inSession('GET', pathname + search)).text();
	}

	/** The names of the workflows that n8n has stored (at most 250). */
	async workflowNames(): Promise<string[]> {
		const { data } = await this.api<{ data: Workflow[] }>('GET', '/workflows?limit=250');
		return data.map(({ name }) => name);
	}

	/** Stores a workflow, unpublished, and gives its id. */
	async createWorkflow(workflow: Workflow): Promise<string> {
		const { id } = await this.editor<{ id: string }>('POST', '/workflows', workflow);
		return id;
	}

	/**
	 * Publishes a workflow and waits until n8n has activated its triggers.
	 *
	 * @throws an Error with n8n's reason: the call itself succeeds even when a trigger then fails
	 */
	async publish(workflowId: string): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/activate`, {});
		await waitFor(
			`workflow ${workflowId} to be published`,
			async () => {
				const publication = await this.editor<PublicationStatus>(
					'GET',
					`/workflows/${workflowId}/publication-status`,
				).catch((error: unknown) => {
					// An n8n that has no such status has activated the triggers by then.
					if (error instanceof Refusal && error.status === 404) return undefined;
					throw error;
				});
				if (publication === undefined) return true;
				if (publication.status === 'published') return true;
				if (publication.status === 'failed' || publication.status === 'partial') {
					const reasons = publication.triggers.map(({ errorMessage }) => errorMessage);
					throw new Error(`Workflow ${workflowId} was not published: ${reasons.join('; ')}`);
				}
				return undefined;
			},
			{ deadline: PATIENCE },
		);
	}

	/** Takes a published workflow's triggers out of service. */
	async unpublish(workflowId: string): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/deactivate`, {});
	}

	/** Starts a workflow by hand at the trigger of this name and gives the execution's id. */
	async run(workflowId: string, triggerName: string): Promise<string> {
		// Before 2.20 n8n runs what it is sent, from then on what it has stored.
		const workflowData = await this.editor<Workflow>('GET', `/workflows/${workflowId}`);
		const { executionId } = await this.editor<{ executionId: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{ workflowData, triggerToStartFrom: { name: triggerName } },
		);
		return executionId;
	}

	/** Ends an execution that runs, as the editor's button does. */
	async stop(executionId: string): Promise<void> {
		await this.editor('POST', `/executions/${executionId}/stop`);
	}

	/** The newest executions of a workflow (at most 250), newest first. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const { data } = await this.api<{ data: ExecutionSummary[] }>(
			'GET',
			`/executions?workflowId=${workflowId}&limit=250`,
		);
		return data;
	}

	/** One execution with the data of all its nodes. */
	execution(executionId: string): Promise<Execution> {
		return this.api('GET', `/executions/${executionId}?includeData=true`);
	}

	/** Runs a failed execution again and gives the new execution's id. */
	async retry(executionId: string): Promise<string> {
		const { id } = await this.api<{ id: string }>('POST', `/executions/${executionId}/retry`, {});
		return id;
	}

	/**
	 * Waits until an execution is over, however it went.
	 *
	 * @param options.deadline milliseconds
	 */
	async finishedExecution(
		executionId: string,
		options: { deadline: number; signal?: AbortSignal },
	): Promise<Execution> {
		await waitFor(
			`execution ${executionId} to finish`,
			async () => {
				const { finished, stoppedAt } = await this.api<ExecutionSummary>(
					'GET',
					`/executions/${executionId}`,
				);
				return finished || stoppedAt ? true : undefined;
			},
			options,
		);
		return this.execution(executionId);
	}

	private async createApiKey(): Promise<void> {
		const { rawApiKey } = await this.editor<{ rawApiKey: string }>('POST', '/api-keys', {
			label: `launcher ${Date.now()}`,
			expiresAt: Math.floor(Date.now() / 1000) + 30 * 24 * 3600,
			scopes: apiKeyScopes,
		});
		this.apiKey = rawApiKey;
	}

	/** A call of the editor's own interface, in the owner's session. */
	private async editor<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
		const answer = await this.inSession(method, `/rest${path}`, body);
		const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		const { data }: { data: Answer } = JSON.parse(await answer.text());
		return data;
	}

	private inSession(method: string, path: string, body?: unknown): Promise<Response> {
		return this.request(method, path, body, {
			cookie: this.cookie,
			// n8n ties a session to the browser that began it.
			'browser-id': 'launcher',
		});
	}

	/** A file that n8n makes for its editor. */
	private async file<Content>(path: string): Promise<Content> {
		const answer = await this.request('GET', path, undefined, { cookie: this.cookie });
		const content: Content = JSON.parse(await answer.text());
		return content;
	}

	/** A call of n8n's public interface. */
	private async api<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
		const answer = await this.request(method, `/api/v1${path}`, body, {
			'x-n8n-api-key': this.apiKey,
		});
		const data: Answer = JSON.parse(await answer.text());
		return data;
	}

	private async request(
		method: string,
		path: string,
		body: unknown,
		headers: Record<string, string>,
	): Promise<Response> {
		const ask = async () => {
			const answer = await fetch(this.url + path, {
				method,
				headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
				body: body === undefined ? undefined : JSON.stringify(body),
				signal: AbortSignal.timeout(PATIENCE),
			});
			if (answer.ok) return answer;
			const text = await answer.text();
			// n8n says so while it writes much. A question does no harm when it is asked again.
			const isBusy = answer.status === 503 && text.includes('Database is not ready');
			if (method === 'GET' && isBusy) return undefined;
			throw new Refusal(
				answer.status,
				`n8n answered ${method} ${path} with ${answer.status}: ${text}`,
			);
		};
		return await waitFor(`${method} ${path}`, ask, { deadline: PATIENCE, interval: 1_000 });
	}
}
