import type { INodePropertyOptions } from 'n8n-workflow';

import { localeOptions } from '../../fields/locales';

/** One setting: how it is shown, and what the service takes. */
export interface Setting {
	name: string;
	displayName: string;
	description: string;
	/** A switch, a whole number from `least`, a text, or one of a list. */
	value:
		| { kind: 'switch' }
		| { kind: 'number'; least: number; usual: number }
		| { kind: 'text'; form?: 'emails' | 'address'; placeholder: string }
		| { kind: 'choice'; options: INodePropertyOptions[] };
}

/** A page of settings, which is read and written by two routes of the same path. */
export interface SettingsGroup {
	value: string;
	displayName: string;
	path: string;
	/** What the body of a change is wrapped in. */
	envelope: string;
	/** Whether switches are written as texts, although they are read as booleans. */
	switchesAsText?: boolean;
	settings: Setting[];
}

const flag = (name: string, displayName: string, description: string): Setting => ({
	name,
	displayName,
	description: `Whether ${description}`,
	value: { kind: 'switch' },
});

const count = (
	name: string,
	displayName: string,
	description: string,
	usual: number,
	least = 1,
): Setting => ({ name, displayName, description, value: { kind: 'number', least, usual } });

const choice = (
	name: string,
	displayName: string,
	description: string,
	options: INodePropertyOptions[],
): Setting => ({ name, displayName, description, value: { kind: 'choice', options } });

const unit = (name: string, displayName: string): Setting =>
	choice(name, displayName, 'Unit of the age above', [
		{ name: 'Days', value: 'days' },
		{ name: 'Months', value: 'months' },
		{ name: 'Weeks', value: 'weeks' },
	]);

const text = (
	name: string,
	displayName: string,
	description: string,
	placeholder: string,
	form?: 'emails' | 'address',
): Setting => ({ name, displayName, description, value: { kind: 'text', placeholder, form } });

/** All settings of the service; alphabetical within a group, as n8n wants collections. */
export const SETTINGS_GROUPS: readonly SettingsGroup[] = [
	{
		value: 'auditLog',
		displayName: 'Audit Log',
		path: '/settings/audit_log',
		envelope: 'audit_log_settings',
		switchesAsText: true,
		settings: [
			flag('purge_logs_older_than_enabled', 'Purge Old Entries', 'old entries are deleted'),
			count(
				'purge_logs_older_than_n',
				'Purge Old Entries: Age',
				'Age at which entries are deleted',
				12,
			),
			unit('purge_logs_older_than_units', 'Purge Old Entries: Unit'),
		],
	},
	{
		value: 'purgingPolicies',
		displayName: 'Purging Policies',
		path: '/settings/purging_policies',
		envelope: 'purging_policies_settings',
		settings: [
			flag(
				'allow_users_to_selectively_purge_revisions',
				'Let Users Purge Revisions',
				'users may delete individual revisions for good',
			),
			flag(
				'keep_at_least_n_revisions_enabled',
				'Keep at Least Some Revisions',
				'the newest revisions are kept, however old they are',
			),
			count(
				'keep_at_least_n_revisions',
				'Keep at Least: Revisions',
				'Number of revisions to keep, however old they are',
				3,
			),
			flag(
				'only_keep_n_revisions_enabled',
				'Keep Only Some Revisions',
				'the number of revisions of a file is limited',
			),
			count(
				'only_keep_n_revisions',
				'Keep Only: Revisions',
				'Maximum number of revisions of a file',
				30,
			),
			flag(
				'purge_deleted_files_older_than_enabled',
				'Purge Deleted Files',
				'deleted files are deleted for good after a while',
			),
			count(
				'purge_deleted_files_older_than_n',
				'Purge Deleted Files: Age',
				'Age at which deleted files are deleted for good',
				30,
			),
			unit('purge_deleted_files_older_than_units', 'Purge Deleted Files: Unit'),
			flag(
				'purge_revisions_older_than_enabled',
				'Purge Old Revisions',
				'old revisions are deleted for good',
			),
			count(
				'purge_revisions_older_than_n',
				'Purge Old Revisions: Age',
				'Age at which revisions are deleted',
				180,
			),
			unit('purge_revisions_older_than_units', 'Purge Old Revisions: Unit'),
		],
	},
	{
		value: 'security',
		displayName: 'Security',
		path: '/settings/security',
		envelope: 'security_settings',
		switchesAsText: true,
		settings: [
			flag('allow_collaborators_to_invite', 'Let Members Invite', 'members may invite others'),
			flag('node_share_link_enable', 'Links', 'files can be shared by links'),
			flag(
				'node_share_link_allow_login_links',
				'Links for People With an Account',
				'links for anybody with an account are allowed',
			),
			flag(
				'node_share_link_allow_public_links',
				'Links for Anybody',
				'links that anybody can open are allowed',
			),
			flag(
				'node_share_link_ttl_range_enable',
				'Links Must Expire',
				'links must have an expiry date',
			),
			count(
				'node_share_link_ttl_max',
				'Links Must Expire: Days',
				'Maximum lifetime of a link in days',
				30,
			),
			flag(
				'node_share_link_single_use_only',
				'Links Only Once',
				'links work for only one download',
			),
			flag(
				'shared_folder_expiration_required',
				'Shared Folders Must Expire',
				'shared folders must have an expiry date',
			),
			count(
				'shared_folder_expiration_max_days',
				'Shared Folders Must Expire: Days',
				'Maximum number of days that a folder can be shared',
				365,
			),
		],
	},
	{
		value: 'server',
		displayName: 'Server',
		path: '/settings/server',
		envelope: 'server_settings',
		settings: [
			choice(
				'default_locale',
				'Default Language',
				'The language of new entries of the audit log',
				localeOptions,
			),
			flag(
				'notification_admin_enabled',
				'Notify Administrators',
				'administrators get emails about errors',
			),
			text(
				'notification_admin_email',
				'Notify Administrators: Addresses',
				'Who gets the emails, separated by commas',
				'e.g. ann@example.com, bob@example.com',
				'emails',
			),
			count(
				'notification_admin_frequency',
				'Notify Administrators: Minutes',
				'Number of minutes between two emails',
				30,
			),
			text(
				'root_web_address',
				'Root Web Address',
				'The address that links in emails lead to',
				'e.g. https://files.example.com',
				'address',
			),
			text('server_name', 'Server Name', 'Name that the service shows', 'e.g. Example Files'),
			count(
				'session_timeout_in_minutes',
				'Session Timeout (Minutes)',
				'Minutes of inactivity after which the browser session ends',
				15,
			),
		],
	},
	{
		value: 'webPreview',
		displayName: 'Web Preview',
		path: '/settings/web_preview',
		envelope: 'settings',
		settings: [
			// No number of ours: `minimum: 251` stands in the vendor's OpenAPI document
			// (developer.acronis.com/doc/files/v1/reference/openapi.json, as of August 2026).
			count('max_cache_size_mb', 'Cache Size (MB)', 'Maximum size of the preview cache', 1024, 251),
			count(
				'generation_max_concurrent_calls',
				'Conversions at a Time',
				'Maximum number of previews generated at the same time',
				4,
			),
			flag('office_online_integration_enabled', 'Office Online', 'Office Online is used'),
			flag(
				'office_online_additional_services_enabled',
				'Office Online: Other Services',
				'other services on the network of Office Online are used as well',
			),
			text(
				'office_online_wopi_url',
				'Office Online: Address',
				'The WOPI discovery address',
				'e.g. https://office.example.com/hosting/discovery',
				'address',
			),
			flag(
				'office_online_allow_self_signed_certificates',
				'Office Online: Allow Self-Signed',
				'self-signed certificates are accepted',
			),
			choice('office_online_type_of_use', 'Office Online: Use', 'What Office Online is used for', [
				{ name: 'Editing', value: 'editing' },
				{ name: 'Viewing and Editing', value: 'viewing-editing' },
			]),
			flag(
				'only_allow_not_converted',
				'Only Without Conversion',
				'only files that need no conversion are shown',
			),
			flag('web_preview_enabled', 'Preview', 'files can be previewed in the browser'),
			flag(
				'servlet_allow_self_signed_certificates',
				'Previews: Allow Self-Signed',
				'self-signed certificates are accepted',
			),
		],
	},
];

/** @throws Error for a value that the node's field does not offer. */
export function settingsGroup(value: unknown): SettingsGroup {
	const group = SETTINGS_GROUPS.find((one) => one.value === value);
	if (!group) throw new Error(`There are no settings named ${String(value)}`);
	return group;
}
