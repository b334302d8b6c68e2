import type { SeededRandom } from '../../random';
import { type BackupTask, endOf } from './backupTask';
import type { Documents } from './documents';

const DAY = 24 * 60 * 60 * 1000;

/** A backup that the portal has kept. */
export interface Archive {
	/** The history's id: at first the task's, after a restore another one. */
	id: string;
	taskId: string;
	dump: boolean;
	fileName: string;
	storageType: number;
	createdAt: number;
	/** Absent for never. */
	expiresAt?: number;
	bytes: number;
	/** Made beyond the free ones. */
	paid: boolean;
	/** What the portal held when it began. */
	documents: Documents;
}

/** The records of a portal's backups. */
export class BackupHistory {
	archives: Archive[] = [];
	/** Records that are gone, and still count. */
	removed: Archive[] = [];

	constructor(private readonly random: SeededRandom) {}

	/** Records that are there, and those that were. */
	all(): Archive[] {
		return [...this.archives, ...this.removed];
	}

	/** How many backups were made in a period; deleting one does not change that. */
	count(paid: boolean, from: number, to: number): number {
		return this.all().filter(
			({ createdAt, ...archive }) => archive.paid === paid && createdAt >= from && createdAt <= to,
		).length;
	}

	/** Takes records out. */
	remove(isMeant: (archive: Archive) => boolean): void {
		this.removed.push(...this.archives.filter(isMeant));
		this.archives = this.archives.filter((archive) => !isMeant(archive));
	}

	/** Keeps so many backups of earlier days, a minute apart. */
	add(count: number, now: number): void {
		for (let index = 0; index < count; index++) {
			const id = this.random.uuid();
			this.archives.push({
				id,
				taskId: id,
				dump: false,
				fileName: `portal_${id.slice(0, 8)}.tar.gz`,
				storageType: 0,
				createdAt: now - (index + 1) * 60_000,
				bytes: 1024,
				paid: false,
				documents: [],
			});
		}
	}

	/** Keeps what a backup has made. */
	keep(task: BackupTask): void {
		const createdAt = endOf(task);
		this.archives.push({
			id: task.id,
			taskId: task.id,
			dump: task.dump,
			fileName: task.fileName,
			storageType: task.storageType,
			createdAt,
			// Only the temporary storage forgets.
			expiresAt: task.storageType === 4 ? createdAt + DAY : undefined,
			bytes: task.plan.archiveBytes,
			paid: task.paid,
			documents: task.documents,
		});
	}

	/** In a restored portal the records have other ids. */
	renew(): void {
		for (const archive of this.archives) archive.id = this.random.uuid();
	}
}
