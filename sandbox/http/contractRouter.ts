import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

import {
	type Context,
	OpenAPIBackend,
	type Operation,
	type ValidationResult,
} from 'openapi-backend';

import { loadContract } from '../contracts';
import { type Answer, Refusal } from './answer';
import type { Call, Handlers } from './call';

/** A request on its way from the wire to its route. */
export interface Exchange {
	method: string;
	/** With the query. */
	url: string;
	headers: IncomingHttpHeaders;
	/** A text of JSON, the fields of a form, or undefined for other media types. */
	body: unknown;
	stream: Readable;
	address: string;
	/** Records a violation of the contract. */
	violate(kind: 'request' | 'response' | 'secret', messages: string[]): void;
}

/** What a service adds to its contract. */
export interface RouterOptions<Caller> {
	/** The contract's file name. */
	contract: string;
	handlers: Handlers<Caller>;
	/**
	 * Answers who is calling, by the name of the contract's security scheme. Throws a `Refusal` with
	 * the service's answer for one who may not.
	 */
	security: Record<string, (operation: Operation, exchange: Exchange) => Caller>;
	/**
	 * Whether the service takes no notice of what it does not know, and of upper and lower case in the
	 * names of parameters. What the contract does not know is a violation all the same.
	 */
	isTolerant?: boolean;
	/** The service's words for a request that its contract forbids. */
	invalid(messages: string[]): Answer;
}

/** What an origin needs of a contract. */
export interface Router {
	/** The operation that the contract has for a method and path. */
	match(method: string, url: string): Operation | undefined;
	/** Answers a request that `match` knows. */
	answer(operation: Operation, exchange: Exchange): Promise<Answer>;
}

/** Routes requests by a contract, and holds requests and answers to it. */
export class ContractRouter<Caller> implements Router {
	private constructor(
		private readonly api: OpenAPIBackend,
		private readonly options: RouterOptions<Caller>,
	) {}

	/**
	 * Operations that have no handler answer with the contract's example.
	 *
	 * @throws when one has neither
	 */
	static async create<Caller>(options: RouterOptions<Caller>): Promise<ContractRouter<Caller>> {
		const api = new OpenAPIBackend({
			// Contract names only the members that are looked at; a test checks the document as a whole.
			definition: loadContract(options.contract) as never,
			strict: true,
			// Leaves the check of the document itself to a test, and compiles each schema when it is needed.
			quick: true,
			coerceTypes: true,
			ignoreTrailingSlashes: false,
			ajvOpts: { allErrors: true },
		});
		await api.init();
		const handlers = { ...examples(api.getOperations()), ...options.handlers };
		const missing = api
			.getOperations()
			.filter(({ operationId = '' }) => !Object.hasOwn(handlers, operationId));
		if (missing.length > 0) {
			const names = missing.map(({ operationId }) => operationId).join(', ');
			throw new Error(
				`${options.contract} has operations without a handler and an example: ${names}`,
			);
		}
		const router = new ContractRouter(api, { ...options, handlers });
		router.register();
		return router;
	}

	match(method: string, url: string): Operation | undefined {
		return this.api.matchOperation({ method, path: url, headers: {} });
	}

	async answer(operation: Operation, exchange: Exchange): Promise<Answer> {
		const { method, headers, body } = exchange;
		const { isTolerant } = this.options;
		const url = isTolerant ? asDocumented(operation, exchange.url) : exchange.url;
		const wrongType = wrongMediaType(operation, headers['content-type']);
		if (wrongType) {
			exchange.violate('request', [wrongType]);
			return this.options.invalid([wrongType]);
		}
		const answer = await this.routed(() =>
			this.api.handleRequest(
				{ method, path: url, headers: singleHeaders(headers), body },
				exchange,
			),
		);
		const faults = this.answerFaults(operation, answer);
		if (faults.length > 0) exchange.violate('response', faults);
		return answer;
	}

	private async routed(route: () => Promise<Answer>): Promise<Answer> {
		try {
			return await route();
		} catch (error) {
			if (error instanceof Refusal) return error.answer;
			throw error;
		}
	}

	private register(): void {
		const { handlers, security, invalid, isTolerant } = this.options;
		for (const [name, identify] of Object.entries(security)) {
			this.api.registerSecurityHandler(name, (context: Context, exchange: Exchange) => {
				const caller = identify(context.operation, exchange);
				return { caller };
			});
		}
		for (const [operationId, handler] of Object.entries(handlers)) {
			this.api.register(operationId, (context: Context, exchange: Exchange) =>
				handler(this.callFrom(context, exchange)),
			);
		}
		this.api.register({
			unauthorizedHandler: (context: Context) => {
				// A security handler's only way to refuse is to throw, and the library keeps what it threw.
				for (const result of Object.values<unknown>(context.security ?? {})) {
					if (isRefused(result)) throw result.error;
				}
				throw new Error('A security handler refused without an answer');
			},
			validationFail: (context: Context, exchange: Exchange) => {
				const messages = describe(context.validation);
				exchange.violate('request', messages);
				const known = isTolerant ? withoutUnknown(context, exchange) : undefined;
				return known ? this.api.handleRequest(known, exchange) : invalid(messages);
			},
		});
	}

	private callFrom({ operation, request, security }: Context, exchange: Exchange): Call<Caller> {
		const scheme = Object.keys(this.options.security).find((name) => security?.[name]);
		return {
			operationId: operation.operationId ?? '',
			parameters: request.params,
			query: request.query,
			body: typeof exchange.body === 'string' ? request.requestBody : exchange.body,
			stream: exchange.stream,
			headers: exchange.headers,
			caller: scheme === undefined ? undefined : security?.[scheme].caller,
			address: exchange.address,
			violate: (message) => exchange.violate('request', [message]),
		};
	}

	private answerFaults(operation: Operation, { status, headers = {}, body }: Answer): string[] {
		// The library has dereferenced the document, so no reference is left among the answers.
		const documented = operation.responses?.[status] as { content?: object } | undefined;
		if (!documented) return [`${status} is not in the contract of ${operation.operationId}`];
		const problems: string[] = [];
		if (body === undefined) {
			// Any error may lose its body on the way; a success may not.
			if (documented.content && status < 400) problems.push(`${status} has no body`);
		} else if (!documented.content) problems.push(`${status} must not have a body`);
		else if (headers['content-type'] === undefined) {
			problems.push(...describe(this.api.validateResponse(wireForm(body), operation, status)));
		}
		return problems.concat(
			describe(this.api.validateResponseHeaders(headers, operation, { statusCode: status })),
		);
	}
}

/** What always has the same answer, which stands in the contract. */
function examples(operations: Operation[]): Handlers<unknown> {
	return Object.fromEntries(
		operations.flatMap(({ operationId = '', responses }) => {
			// Of an answer only its example is looked at.
			const success = responses?.[200] as { content?: Record<string, { example?: object }> };
			const body = success?.content?.['application/json']?.example;
			return body ? [[operationId, (): Answer => ({ status: 200, body })]] : [];
		}),
	);
}

function isRefused(result: unknown): result is { error: unknown } {
	return typeof result === 'object' && result !== null && 'error' in result;
}

function wireForm(body: unknown): unknown {
	return JSON.parse(JSON.stringify(body));
}

function wrongMediaType(operation: Operation, contentType: string | undefined): string | undefined {
	// The library has dereferenced the document, so no reference is left for the body.
	const documented = operation.requestBody as { content: object } | undefined;
	if (!documented) return undefined;
	const sent = contentType?.split(';')[0]?.trim().toLowerCase();
	const allowed = Object.keys(documented.content);
	if (sent !== undefined && allowed.includes(sent)) return undefined;
	return `The content type is ${sent ?? 'absent'}, not ${allowed.join(' or ')}`;
}

function singleHeaders(headers: IncomingHttpHeaders): Record<string, string | string[]> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? '']));
}

/** The address with the names of its parameters as the contract writes them. */
function asDocumented({ parameters = [] }: Operation, url: string): string {
	const [path = '', query] = url.split('?');
	if (query === undefined) return url;
	// The library has dereferenced the document, so no reference is left among the parameters.
	const names = (parameters as { name: string; in: string }[])
		.filter((parameter) => parameter.in === 'query')
		.map(({ name }) => name);
	const written = query.replace(/(^|&)([^=&]*)/g, (_all, start: string, name: string) => {
		const known = names.find((other) => other.toLowerCase() === name.toLowerCase());
		return start + (known ?? name);
	});
	return `${path}?${written}`;
}

/** The request without what only its contract minds; undefined when there is nothing of the kind. */
function withoutUnknown({ validation, request }: Context, exchange: Exchange) {
	const errors = validation.errors ?? [];
	const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
	if (unknown.length === 0) return undefined;
	const query = { ...request.query };
	const sent: unknown = request.requestBody;
	const body = sent === undefined ? undefined : structuredClone(sent);
	for (const { instancePath, params } of unknown) {
		const [place, ...steps] = instancePath.split('/').slice(1);
		const name = String(params.additionalProperty);
		if (place === 'query') Reflect.deleteProperty(query, name);
		if (place !== 'requestBody') continue;
		const parent = steps.reduce<unknown>((at, step) => Reflect.get(Object(at), step), body);
		Reflect.deleteProperty(Object(parent), name);
	}
	return {
		method: exchange.method,
		path: request.path,
		query,
		headers: singleHeaders(exchange.headers),
		body: typeof exchange.body === 'string' ? JSON.stringify(body) : body,
	};
}

/** The validator's findings in words. They name places and rules, never values. */
function describe(result: ValidationResult | undefined): string[] {
	return (result?.errors ?? []).map(({ instancePath, message, params }) => {
		const name: unknown = params.additionalProperty;
		return `${instancePath || '/'} ${message}${typeof name === 'string' ? `: ${name}` : ''}`;
	});
}
