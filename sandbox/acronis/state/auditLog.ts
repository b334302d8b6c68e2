import type { SeededRandom } from '../../random';
import { shownTime } from '../quirks/answers';
import type { AcronisSettings } from '../quirks/settings';
import type { AcronisUser } from './users';

/** Something with a name that a row is about. */
export interface Named {
	uuid: string;
	name: string;
}

/** A row to append. */
export interface AuditRowInput {
	text?: string;
	/** 1 Info, 2 Warning, 3 Error, 4 Fatal. Default 1. */
	severity?: 1 | 2 | 3 | 4;
	/** ISO 8601 with any fraction of a second. Default now. */
	createdAt?: string;
	/** How much later than now the row can first be read. Default 0. */
	visibleAfterMilliseconds?: number;
	node?: Named;
	share?: Named;
	user?: Named & { email: string };
}

/** Many rows of one kind. */
export interface AuditBatch extends Omit<AuditRowInput, 'createdAt'> {
	count: number;
	/** ISO 8601; the first row's time. Default now. */
	startingAt?: string;
	/** From one row to the next. Default 0: all at the same moment. */
	stepMilliseconds?: number;
}

/** A row as the sandbox keeps it. */
export interface AuditRow {
	uuid: string;
	text: string;
	severity: number;
	/** Milliseconds since 1970, with the fraction that answers do not show. */
	createdAt: number;
	visibleAt: number;
	node?: Named;
	share?: Named;
	user?: Named & { email: string };
}

/** The filters of a read, as the query has them. */
export interface AuditFilters {
	filter_user?: string;
	filter_share?: string;
	filter_node_uuid?: string;
	filter_severity?: number;
	filter_text?: string;
	filter_from?: string;
	filter_to?: string;
}

/** The log of what happened in the tenant. */
export class AuditLog {
	private rows: AuditRow[] = [];

	constructor(
		private readonly settings: AcronisSettings,
		private readonly now: () => number,
		private readonly random: () => SeededRandom,
	) {}

	/** Forgets all rows. */
	clear(): void {
		this.rows = [];
	}

	/** Appends rows, whatever their dates. */
	append(input: AuditRowInput[] | AuditBatch): AuditRow[] {
		const fresh = (Array.isArray(input) ? input : single(input, this.now())).map((row) =>
			this.row(row),
		);
		this.rows.push(...fresh);
		return fresh;
	}

	/** Notes what a user did. */
	note(text: string, user: AcronisUser, about: { node?: Named; share?: Named }): void {
		const { uuid, name, email } = user;
		this.append([{ text, user: { uuid, name, email }, ...about }]);
	}

	/** Forgets the rows before a moment, and says how many that were. */
	purge(before: number): number {
		const kept = this.rows.filter(({ createdAt }) => createdAt >= before);
		const purged = this.rows.length - kept.length;
		this.rows = kept;
		return purged;
	}

	/** How many rows there are, also those that cannot be read yet. */
	get size(): number {
		return this.rows.length;
	}

	/** The rows that fit, in the order of the settings. */
	read(filters: AuditFilters): AuditRow[] {
		const visible = this.rows.filter(
			(row) => row.visibleAt <= this.now() && this.fits(row, filters),
		);
		switch (this.settings.auditLog.order) {
			case 'newestFirst':
				return visible.reverse().sort((left, right) => right.createdAt - left.createdAt);
			case 'oldestFirst':
				return visible.sort((left, right) => left.createdAt - right.createdAt);
			case 'shuffled':
				return visible.sort((left, right) => (left.uuid < right.uuid ? -1 : 1));
			default:
				return visible;
		}
	}

	private row({ createdAt, visibleAfterMilliseconds = 0, ...input }: AuditRowInput): AuditRow {
		const now = this.now();
		return {
			text: 'Something happened.',
			severity: 1,
			...input,
			uuid: this.random().uuid(),
			createdAt: createdAt === undefined ? now : Date.parse(createdAt),
			visibleAt: now + visibleAfterMilliseconds,
		};
	}

	private fits(row: AuditRow, filters: AuditFilters): boolean {
		const { filter_severity, filter_text, filter_from, filter_to } = filters;
		const { hiddenSubSeconds } = this.settings.auditLog;
		const time = hiddenSubSeconds ? row.createdAt : Math.floor(row.createdAt / 1000) * 1000;
		return (
			isAbout(row.user, filters.filter_user) &&
			isAbout(row.share, filters.filter_share) &&
			isAbout(row.node, filters.filter_node_uuid) &&
			(filter_severity === undefined || row.severity === filter_severity) &&
			(filter_text === undefined || row.text.toLowerCase().includes(filter_text.toLowerCase())) &&
			(filter_from === undefined || time >= Date.parse(filter_from)) &&
			(filter_to === undefined || time <= Date.parse(filter_to))
		);
	}
}

/** A row as the service shows it: whole seconds, and only the members that apply. */
export function shownRow({ uuid, text, severity, createdAt, node, share, user }: AuditRow) {
	return {
		uuid,
		text,
		code: 0,
		created_at: shownTime(createdAt),
		severity,
		...(node && { node, node_uuid: node.uuid }),
		...(share && { share, share_uuid: share.uuid }),
		...(user && { user, owner_uuid: user.uuid }),
	};
}

function isAbout(thing: Named | undefined, filter: string | undefined): boolean {
	if (filter === undefined) return true;
	return filter === '-' ? thing === undefined : thing?.uuid === filter.toLowerCase();
}

function single(batch: AuditBatch, now: number): AuditRowInput[] {
	const { count, startingAt, stepMilliseconds = 0, ...row } = batch;
	const start = startingAt === undefined ? now : Date.parse(startingAt);
	return Array.from({ length: count }, (_, index) => ({
		...row,
		createdAt: new Date(start + index * stepMilliseconds).toISOString(),
	}));
}
