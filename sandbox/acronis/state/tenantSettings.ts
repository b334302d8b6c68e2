/** The values of the service's own settings, by the last part of their path. */
export interface TenantSettings {
	purging_policies: Record<string, unknown>;
	server: Record<string, unknown>;
	audit_log: Record<string, unknown>;
	security: Record<string, unknown>;
	web_preview: Record<string, unknown>;
}

/** A page of settings. */
export type SettingsPage = keyof TenantSettings;

/** The settings of a new tenant. */
export function newTenantSettings(): TenantSettings {
	return {
		purging_policies: {
			purge_deleted_files_older_than_enabled: false,
			purge_deleted_files_older_than_n: 6,
			purge_deleted_files_older_than_units: 'months',
			purge_revisions_older_than_enabled: false,
			purge_revisions_older_than_n: 6,
			purge_revisions_older_than_units: 'months',
			keep_at_least_n_revisions_enabled: false,
			keep_at_least_n_revisions: 3,
			only_keep_n_revisions_enabled: false,
			only_keep_n_revisions: 30,
			allow_users_to_selectively_purge_revisions: false,
		},
		server: {
			server_name: 'Files',
			root_web_address: 'https://files.example',
			default_locale: 'en',
			session_timeout_in_minutes: 15,
			notification_admin_enabled: false,
			notification_admin_email: '',
			notification_admin_frequency: 30,
		},
		audit_log: {
			purge_logs_older_than_enabled: false,
			purge_logs_older_than_units: 'months',
			purge_logs_older_than_n: 12,
		},
		security: {
			allow_collaborators_to_invite: true,
			node_share_link_enable: true,
			node_share_link_allow_public_links: true,
			node_share_link_allow_login_links: true,
			node_share_link_single_use_only: false,
			node_share_link_ttl_range_enable: false,
			node_share_link_ttl_max: 365,
			shared_folder_expiration_required: false,
			shared_folder_expiration_max_days: 365,
		},
		web_preview: {
			office_online_integration_enabled: false,
			office_online_wopi_url: '',
			office_online_type_of_use: 'viewing-editing',
			office_online_additional_services_enabled: false,
			office_online_allow_self_signed_certificates: false,
			web_preview_enabled: true,
			only_allow_not_converted: false,
			max_cache_size_mb: 1024,
			servlet_allow_self_signed_certificates: false,
			generation_max_concurrent_calls: 4,
		},
	};
}
