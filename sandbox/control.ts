import type { AddressInfo } from 'node:net';

import fastify from 'fastify';

import type { AuditBatch, AuditRowInput } from './acronis/state/auditLog';
import type { AcronisSettings } from './acronis/quirks/settings';
import { auditLogSchema, faultSchema, portalHistorySchema, settingsSchema } from './controlSchemas';
import type { EventBatch, EventInput } from './docspace/state/eventLog';
import type { DocSpaceSettings } from './docspace/quirks/settings';
import type { Fault } from './http/faults';
import { offerOf } from './offer';
import type { Sandbox } from './sandbox';

/** The control's routes with what they are for, in the order in which to show them. */
export const CONTROL_ROUTES: [string, string][] = [
	['GET /credentials', 'addresses and secrets that work now'],
	['GET /state', 'what both services remember, with the MD5 of archives and files'],
	['POST /settings', 'change switches: {docSpace?: {…}, acronis?: {…}}'],
	['GET /faults', 'the faults that are switched on'],
	['POST /faults', 'switch a fault on: {operationId | method, path, …, status | cut | …}'],
	['DELETE /faults', 'switch all faults off'],
	['DELETE /faults/{id}', 'switch one fault off'],
	['POST /audit-log', 'append rows: a list of rows, or {count, startingAt?, stepMilliseconds?, …}'],
	[
		'POST /portal-history',
		'add to the portal: {audit?: events, login?: events, archives?: how many}',
	],
	['POST /scheduled-backup', "let the portal's own scheduler make a backup"],
	['POST /purge', 'what Acronis deletes every night by its settings'],
	['POST /tokens/expire', 'let all access tokens of Acronis end now'],
	['GET /requests', 'the log of requests, without secrets'],
	['GET /violations', 'what the contracts forbid and happened'],
	['GET /statistics', 'requests and requests in flight of each origin'],
	['DELETE /statistics', 'begin the figures anew'],
	['GET /mail', 'the messages that have arrived'],
	['GET /files', 'all files at Acronis'],
	['GET /files/{uuid}', 'name, size and MD5 of one file'],
	['POST /reset', 'back to the state of the start'],
];

/**
 * Serves the sandbox's switches over HTTP.
 *
 * @param port 0 for a free one
 * @throws when the port is taken, with the code `EADDRINUSE`
 */
export async function startControl(sandbox: Sandbox, port: number) {
	const { docSpace, acronis, mail, faults } = sandbox;
	const server = fastify({
		forceCloseConnections: true,
		// A slip in a switch's name is an error here, never ignored.
		ajv: { customOptions: { removeAdditional: false, coerceTypes: false, strictTypes: false } },
	});
	server.get('/credentials', () => offerOf(sandbox));
	server.get('/state', async () => ({
		docSpace: await docSpace.state(),
		acronis: acronis.state(),
	}));
	server.post<{
		Body: { docSpace?: Partial<DocSpaceSettings>; acronis?: Partial<AcronisSettings> };
	}>('/settings', { schema: { body: settingsSchema } }, ({ body }) => {
		merge(docSpace.settings, body.docSpace ?? {});
		merge(acronis.settings, body.acronis ?? {});
		return { docSpace: docSpace.settings, acronis: acronis.settings };
	});
	server.get('/faults', () => faults.list());
	server.post<{ Body: Fault }>('/faults', { schema: { body: faultSchema } }, ({ body }) =>
		faults.add(body),
	);
	server.delete('/faults', () => {
		faults.clear();
		return [];
	});
	server.delete<{ Params: { id: string } }>('/faults/:id', ({ params }) => {
		faults.remove(Number(params.id));
		return faults.list();
	});
	server.post<{ Body: AuditRowInput[] | AuditBatch }>(
		'/audit-log',
		{ schema: { body: auditLogSchema } },
		({ body }) => acronis.appendAuditRows(body),
	);
	server.post<{
		Body: {
			audit?: EventInput[] | EventBatch;
			login?: EventInput[] | EventBatch;
			archives?: number;
		};
	}>('/portal-history', { schema: { body: portalHistorySchema } }, ({ body }) => {
		docSpace.appendAuditEvents(body.audit ?? []);
		docSpace.appendLoginEvents(body.login ?? []);
		docSpace.addArchives(body.archives ?? 0);
		return {};
	});
	server.post('/scheduled-backup', () => {
		docSpace.startScheduledBackup();
		return {};
	});
	server.post('/purge', () => {
		acronis.purge();
		return {};
	});
	server.post('/tokens/expire', () => {
		acronis.expireTokens();
		return {};
	});
	server.get('/requests', () => sandbox.requests().map((entry) => ({ ...entry, body: undefined })));
	server.get('/violations', () => sandbox.violations());
	server.get('/statistics', () => sandbox.statistics());
	server.delete('/statistics', () => {
		sandbox.resetStatistics();
		return sandbox.statistics();
	});
	server.get('/mail', () => mail.messages);
	server.get('/files', () => acronis.files());
	server.get<{ Params: { uuid: string } }>('/files/:uuid', ({ params }, reply) => {
		const file = acronis.file(params.uuid);
		return file ?? reply.code(404).send({ message: 'There is no such file' });
	});
	server.post('/reset', async () => {
		await sandbox.reset();
		return {};
	});
	await server.listen({ host: '127.0.0.1', port });
	// A server that listens on a port has an address of this kind.
	const { port: taken } = server.server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${taken}`, close: async () => await server.close() };
}

/** Writes what is named over what is there, member by member. Lists are replaced as a whole. */
function merge<Target extends object>(target: Target, changes: Partial<Target>): void {
	for (const [name, value] of Object.entries(changes)) {
		const current: unknown = Reflect.get(target, name);
		if (isObject(current) && isObject(value)) merge(current, value);
		else Reflect.set(target, name, value);
	}
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
