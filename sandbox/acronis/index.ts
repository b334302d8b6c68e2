import type { IncomingHttpHeaders } from 'node:http';

import type { Operation } from 'openapi-backend';

import { Refusal, page } from '../http/answer';
import { ContractRouter } from '../http/contractRouter';
import { Origin, type OriginSurroundings } from '../http/origin';
import { fileError, fileErrorAnswer, shownTime } from './quirks/answers';
import type { AuditBatch, AuditRow, AuditRowInput } from './state/auditLog';
import { administrationRoutes } from './routes/administration';
import { auditLogRoutes } from './routes/auditLog';
import { contentRoutes } from './routes/content';
import { CONSENT_PATH, answerConsent, idpRoutes } from './routes/idp';
import { linkRoutes } from './routes/links';
import { memberRoutes } from './routes/members';
import { nodeRoutes } from './routes/nodes';
import { uploadRoutes } from './routes/upload';
import { makeDevices } from './state/devices';
import { purge } from './state/purge';
import type { AcronisSettings } from './quirks/settings';
import { shownPlainNode } from './state/shownNode';
import { Tenant } from './state/tenant';
import type { AcronisClient, AcronisUser, AcronisUsers } from './state/users';

/** A stored file, for a look from outside the interface. */
export interface StoredFile {
	uuid: string;
	name: string;
	/** With the names of the folders above it. */
	path: string;
	/** Bytes. */
	size: number;
	md5: string;
	/** How many contents it has had. */
	revisions: number;
}

/** The stand-in for Acronis File Sync & Share with its identity provider. */
export class AcronisSandbox {
	private constructor(
		private readonly tenant: Tenant,
		private readonly origin: Origin,
	) {}

	/** @param options port 0 for a free one; `folder` exists and takes what is uploaded */
	static async start(
		options: OriginSurroundings & { seed: number; now: () => number; port: number; folder: string },
	): Promise<AcronisSandbox> {
		const { seed, now, port, folder, ...surroundings } = options;
		const tenant = new Tenant(seed, now, folder);
		const files = await ContractRouter.create<AcronisUser>({
			contract: 'acronis.yaml',
			handlers: {
				...auditLogRoutes(tenant),
				...nodeRoutes(tenant),
				...uploadRoutes(tenant),
				...linkRoutes(tenant),
				...contentRoutes(tenant),
				...memberRoutes(tenant),
				...administrationRoutes(tenant),
			},
			security: { bearer: (operation, { headers }) => admit(tenant, operation, headers) },
			invalid: () => fileErrorAnswer('invalid'),
		});
		const idp = await ContractRouter.create<undefined>({
			contract: 'acronis-idp.yaml',
			handlers: idpRoutes(tenant),
			security: {},
			invalid: (messages) => ({
				status: 400,
				body: { error: 'invalid_request', error_description: messages.join('; ') },
			}),
		});
		const origin = await Origin.listen({
			...surroundings,
			name: 'acronis',
			port,
			routers: [files, idp],
			otherwise: (exchange) => {
				const isConsent = exchange.method === 'POST' && exchange.url === CONSENT_PATH;
				return isConsent ? answerConsent(tenant, exchange) : page('<h1>404 Not Found</h1>', 404);
			},
			interfacePaths: ['/fc/api/v1/'],
		});
		return new AcronisSandbox(tenant, origin);
	}

	/** The data center's address, without a slash at its end. */
	get url(): string {
		return this.origin.url;
	}

	/** Change them at any time. */
	get settings(): AcronisSettings {
		return this.tenant.settings;
	}

	/** The accounts with their passwords. */
	get users(): AcronisUsers {
		return this.tenant.users;
	}

	/** The API client for the authorization-code grant. */
	get client(): AcronisClient {
		return this.tenant.client;
	}

	/** The uuids of the tenant and of the one below it. */
	get tenantIds(): { own: string; child: string } {
		return this.tenant.tenantIds;
	}

	/** Lets the tenant have one more tenant below it, and gives its uuid. */
	addTenantBelow(): string {
		return this.tenant.addTenantBelow();
	}

	/** Appends rows to the audit log of a tenant, its own unless said otherwise, whatever their dates. */
	appendAuditRows(rows: AuditRowInput[] | AuditBatch, tenantId?: string): AuditRow[] {
		return this.tenant.auditLogOf(tenantId).append(rows);
	}

	/** Gives a file another date: the service shows what a client says, whatever it is. */
	dateFile(uuid: string, modifiedAt: number): void {
		const node = this.tenant.files.find(uuid);
		if (node) node.modifiedAt = modifiedAt;
	}

	/** Does now what the service does every night. */
	purge(): void {
		purge(this.tenant);
	}

	/** Lets the tenant have so many devices; the first three are always there at the start. */
	setDevices(count: number): void {
		this.tenant.devices = makeDevices(this.tenant.seed, Object.values(this.users), count);
	}

	/** Lets all access tokens end now. */
	expireTokens(): void {
		this.tenant.tokens.expireAll();
	}

	/** A stored file, whoever's it is. */
	file(uuid: string): StoredFile | undefined {
		const { files } = this.tenant;
		const node = files.find(uuid);
		const latest = node?.revisions.at(-1);
		if (!node || !latest) return undefined;
		const { name, path } = shownPlainNode(files, node);
		return {
			uuid: node.uuid,
			name,
			path,
			size: latest.size,
			md5: latest.md5,
			revisions: node.revisions.length,
		};
	}

	/** The login of the user whose file or folder this is, by its name or UUID. */
	ownerOf(name: string): string | undefined {
		const node = this.tenant.files.all().find((file) => [file.name, file.uuid].includes(name));
		return Object.values(this.users).find(({ uuid }) => uuid === node?.owner.uuid)?.login;
	}

	/** All stored files of all users. */
	files(): StoredFile[] {
		return this.tenant.files
			.all()
			.flatMap(({ uuid, deletedAt }) => (deletedAt === undefined && this.file(uuid)) || []);
	}

	/** What the service remembers, without secrets. */
	state() {
		const { files, auditLog, settings, tenantIds } = this.tenant;
		return {
			url: this.url,
			tenantIds,
			auditRows: auditLog.size,
			nodes: files.all().map((node) => ({
				...shownPlainNode(files, node),
				revisions: node.revisions.map(({ number, size, md5, createdAt }) => ({
					number,
					size,
					md5,
					created_at: shownTime(createdAt),
				})),
				links: node.links,
				members: node.members,
				synced: node.synced,
			})),
			settings,
		};
	}

	/** Back to the state of the start, with the same accounts. Tokens are worth nothing then. */
	async reset(): Promise<void> {
		await this.tenant.reset();
	}

	/** Ends the origin. */
	async close(): Promise<void> {
		await this.origin.close();
	}
}

/** Whose token a request brings, and whether that person may. */
function admit(
	tenant: Tenant,
	operation: Operation,
	{ authorization = '' }: IncomingHttpHeaders,
): AcronisUser {
	const user = tenant.tokens.owner(/^Bearer (.+)$/.exec(authorization)?.[1] ?? '');
	if (!user) throw new Refusal({ status: 401 });
	// The contract's own extension, which the library's types do not know.
	const access = (operation as { 'x-access'?: { administrator?: boolean } })['x-access'];
	if (access?.administrator && !user.administrator) throw fileError('administratorNeeded');
	return user;
}
