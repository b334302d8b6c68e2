import type { ICredentialDataDecryptedObject, ICredentialsDecrypted } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { isPoll } from '../context';
import type { Service } from './service';

/** What an item has read of its credential. */
interface Reading {
	account: string;
	data: ICredentialDataDecryptedObject;
	/** In ms by the clock that never jumps. */
	at: number;
}

/**
 * By item: n8n reads a credential from its database and decrypts it each time that it is asked for, which
 * costs more than all else that a request takes. Never shared by items, since a credential may hold an
 * expression.
 */
const readings = new WeakMap<object, Reading>();

/** How long a request may be sent with what was read, in ms. */
const RECENT_MS = 30_000;

/**
 * Where an item's credential leads and as whom; see `Service.account`. A poll reads it anew each time,
 * since its context lives on while somebody changes the credential.
 *
 * @throws What n8n throws for a credential that cannot be read.
 */
export async function accountOf(context: RequestContext, service: Service): Promise<string> {
	const known = isPoll(context) ? undefined : readings.get(context);
	return (known ?? (await read(context, service))).account;
}

/**
 * What the item has just read of its credential, for n8n to send a request with; undefined where n8n has
 * to read it itself: after a while, in a poll, and where it holds a token that others may have renewed.
 */
export function recentCredential(
	context: RequestContext,
	service: Service,
): ICredentialsDecrypted | undefined {
	const reading = readings.get(context);
	if (!reading || isPoll(context) || service.renewal) return undefined;
	if (performance.now() - reading.at > RECENT_MS) return undefined;
	return { id: '', name: '', type: service.credentialType(context), data: { ...reading.data } };
}

/**
 * Reads the credential of an item anew, after the service has refused it.
 *
 * @returns Whether it says something else now.
 */
export async function credentialHasChanged(
	context: RequestContext,
	service: Service,
): Promise<boolean> {
	const before = readings.get(context);
	if (!before) return false;
	const { data } = await read(context, service);
	return JSON.stringify(data) !== JSON.stringify(before.data);
}

async function read(context: RequestContext, service: Service): Promise<Reading> {
	const data = await context.getCredentials(service.credentialType(context));
	const reading = { account: service.account(data), data, at: performance.now() };
	readings.set(context, reading);
	return reading;
}
