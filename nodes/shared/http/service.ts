import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { RequestContext } from '../context';
import type { RequestLimits } from './admission/admission';
import type { RequestFailure } from './failure/failure';

/** An answer with a status that is not a failure; `body` is parsed JSON, text, or a stream. */
export interface ServiceResponse {
	status: number;
	/** Header values by lower-case name. */
	headers: IDataObject;
	body: unknown;
}

/** What a person needs to know about a request that did not work. */
export interface Explanation {
	/** One sentence: what happened. */
	message: string;
	/** Which field or setting to look at and what to do. */
	description: string;
}

/** What the request pipeline has to know about one service. It knows nothing else about it. */
export interface Service {
	/** The service's name in messages. */
	readonly displayName: string;
	/** What every path begins with, for example `/api/2.0`. */
	readonly basePath: string;
	/** Statuses after which a request that is safe to repeat is sent again, apart from 429. */
	readonly transientStatuses: readonly number[];
	/** Texts that are secrets of this service wherever they stand, to be taken out of messages. */
	readonly secretPatterns: readonly RegExp[];
	/** The credential type that the node uses. */
	credentialType(context: RequestContext): string;
	/**
	 * The origin (`https://host`) that the credential names.
	 *
	 * @throws UserError when the credential's address cannot be used.
	 */
	origin(context: RequestContext): Promise<string>;
	/**
	 * Where a credential leads and as whom, as far as it says so itself. Nothing is asked of the
	 * service.
	 *
	 * @returns A text to compare, without secrets.
	 */
	account(credential: ICredentialDataDecryptedObject): string;
	/**
	 * Whose data the credential leads to: what is remembered of one customer, a trigger's place in a
	 * log for example, means nothing for another one.
	 *
	 * @returns A text to compare, without secrets.
	 */
	customer(context: RequestContext): Promise<string>;
	/** How many requests the service at an origin is asked at once and in a minute. */
	limits(origin: string): RequestLimits;
	/** Whether the credential type puts the origin into a request itself (n8n's OAuth2 types cannot). */
	credentialSetsOrigin(credentialType: string): boolean;
	/**
	 * The cheapest question that needs a token, for services whose tokens run out and are renewed:
	 * a refused answer to it makes n8n renew the token.
	 */
	readonly renewal?: { path: string; qs: IDataObject };
	/**
	 * Takes the service's envelope off.
	 *
	 * @returns The result: a list, an object, a plain value, or undefined when there is none.
	 * @throws ForeignAnswer when the answer cannot be the service's (a web page, for example).
	 */
	read(response: ServiceResponse): unknown;
	/**
	 * What the service says itself of a request that it refused, as a sentence to put behind ours; of any
	 * length, and with whatever it repeats.
	 */
	said?(body: unknown): string | undefined;
	/** Puts a failed request into words that are true for where it came from. */
	explain(failure: RequestFailure, context: RequestContext): Explanation;
}
