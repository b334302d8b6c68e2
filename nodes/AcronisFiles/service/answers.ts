import { anything, content, done, many, one } from '../../shared/http/items/answer';

const ENTRY = ['uuid', 'name'];
const DEVICE = ['uuid', 'name'];
const MEMBER = ['id', 'email'];

/**
 * What the service answers with, in one place for all requests: an answer without these members is
 * no use to whoever asked, whatever its status says. Copying, moving, renaming and deleting are
 * answered by a good status without a body.
 */
export const ANSWER = {
	done,
	content,
	entry: one('the file or folder', ENTRY),
	entries: many('the contents of the folder', ENTRY),
	device: one('the device', DEVICE),
	devices: many('the list of devices', DEVICE),
	user: one('the user', ['uuid', 'email']),
	link: one('the link', ['id', 'download_url']),
	member: one('the member', MEMBER),
	members: many('the list of members', MEMBER),
	revisions: many('the list of revisions', ['revision']),
	auditLog: many('the audit log', ['uuid', 'created_at']),
	/** For readers that have words of their own about an entry that cannot be used. */
	anyAuditLog: many('the audit log', () => true),
	/** For readers that get on without. */
	anySettings: anything,
} as const;
