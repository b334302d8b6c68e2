import { SeededRandom } from '../../random';
import { fileError } from '../quirks/answers';
import { AuditLog } from './auditLog';
import { type Device, makeDevices } from './devices';
import { FileTree } from './fileTree';
import { type AcronisSettings, defaultAcronisSettings } from '../quirks/settings';
import { newTenantSettings } from './tenantSettings';
import { TokenStore } from './tokens';
import { type AcronisClient, type AcronisUsers, makeUsers } from './users';

/** Everything that the service remembers of one customer. */
export class Tenant {
	readonly settings: AcronisSettings = defaultAcronisSettings();
	readonly users: AcronisUsers;
	readonly client: AcronisClient;
	/** The tenant's own uuid and that of the one below it. */
	readonly tenantIds: { own: string; child: string };
	readonly auditLog: AuditLog;
	/** Of the tenants below, by their uuids. */
	readonly logsBelow = new Map<string, AuditLog>();
	readonly files: FileTree;
	readonly tokens: TokenStore;
	/** The service's own settings of the tenant and of the one below it. */
	pages = newTenantSettings();
	childPages = newTenantSettings();
	/** Of the tenant itself; the one below it has none. */
	devices: Device[];
	/** For what comes into being while the sandbox runs. */
	random: SeededRandom;
	private lastLinkId = 0;

	/** @param folder where uploaded bytes are kept */
	constructor(
		readonly seed: number,
		readonly now: () => number,
		readonly folder: string,
	) {
		const accounts = new SeededRandom(seed, 'tenant accounts');
		this.users = makeUsers(accounts);
		this.client = { id: accounts.uuid(), secret: accounts.hex(16) };
		this.tenantIds = { own: accounts.uuid(), child: accounts.uuid() };
		this.random = new SeededRandom(seed, 'tenant events');
		const random = () => this.random;
		this.auditLog = new AuditLog(this.settings, now, random);
		this.logsBelow.set(this.tenantIds.child, new AuditLog(this.settings, now, random));
		this.files = new FileTree(now, random);
		this.tokens = new TokenStore(this.settings, now, random);
		this.devices = this.firstDevices();
	}

	/**
	 * Whether an administrator's call is about the tenant itself and not about the one below it.
	 *
	 * @throws Refusal for a tenant that is neither.
	 */
	isOwn(tenantId: string | undefined): boolean {
		const { own, child } = this.tenantIds;
		const wanted = tenantId?.toLowerCase() ?? own;
		if (wanted !== own && wanted !== child) throw fileError('administratorNeeded');
		return wanted === own;
	}

	/**
	 * The audit log of the tenant itself or of one below it.
	 *
	 * @throws Refusal for a tenant that is neither.
	 */
	auditLogOf(tenantId: string | undefined): AuditLog {
		const wanted = tenantId?.toLowerCase() ?? this.tenantIds.own;
		const log = wanted === this.tenantIds.own ? this.auditLog : this.logsBelow.get(wanted);
		if (!log) throw fileError('administratorNeeded');
		return log;
	}

	/** @returns the uuid of one more tenant below this one, which has an audit log alone */
	addTenantBelow(): string {
		const uuid = this.random.uuid();
		const log = new AuditLog(this.settings, this.now, () => this.random);
		this.logsBelow.set(uuid, log);
		return uuid;
	}

	private firstDevices(): Device[] {
		return makeDevices(this.seed, Object.values(this.users), 3);
	}

	/** The number of the next link. */
	nextLinkId(): number {
		this.lastLinkId += 1;
		return this.lastLinkId;
	}

	/** Back to the state of the start, with the same accounts. */
	async reset(): Promise<void> {
		// The object stays the same, so that whoever holds it sees the change.
		Object.assign(this.settings, defaultAcronisSettings());
		this.random = new SeededRandom(this.seed, 'tenant events');
		this.lastLinkId = 0;
		this.pages = newTenantSettings();
		this.childPages = newTenantSettings();
		this.devices = this.firstDevices();
		this.auditLog.clear();
		for (const [uuid, log] of this.logsBelow) {
			log.clear();
			if (uuid !== this.tenantIds.child) this.logsBelow.delete(uuid);
		}
		this.tokens.clear();
		await this.files.clear();
	}
}
