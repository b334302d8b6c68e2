import type { Tenant } from './tenant';
import type { AcronisUser } from './users';

/** A user as the service shows one to administrators. */
export function shownUser({ files }: Tenant, { uuid, name, email, administrator }: AcronisUser) {
	const own = files
		.all()
		.filter((node) => node.owner.uuid === uuid && node.deletedAt === undefined);
	const sizes = own.map(({ revisions }) => revisions.at(-1)?.size ?? 0);
	return {
		uuid,
		name,
		email,
		allow_sync_and_share: true,
		disabled: false,
		free_space_to_maintain: 0,
		is_superuser: administrator,
		licensed: true,
		locale: 'en',
		purge_proactively: false,
		override_quota: 0,
		quota: 53_687_091_200,
		login_url: `https://files.example/login?email=${email}`,
		updated_at: '2026-01-01T00:00:00Z',
		created_at: '2026-01-01T00:00:00Z',
		sync_and_share_content: {
			file_count: own.filter(({ isDirectory }) => !isDirectory).length,
			folder_count: own.filter(({ isDirectory }) => isDirectory).length,
			used_space: sizes.reduce((sum, size) => sum + size, 0),
		},
	};
}
