import { isLink } from '../../../../nodes/DocSpaceBackup/service/portalLink';
import { PublishedTrigger } from '../../../support/polls';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();

it.each([
	'/storage/backup/root/portal_2026-06-01.tar.gz?expire=1&auth=a',
	'/doceditor?fileId=77',
	'https://storage.example/a.tar.gz?X-Amz-Signature=0',
	'HTTP://portal.example',
])('%p is a link', (text) => expect(isLink(text)).toBe(true));

it.each([
	...['', ' ', '/', '//', '//storage.example/a', '/ a', 'a.tar.gz', 'http://', 'https://:99999'],
	...['https://a b', 'javascript:alert(1)', 'file:///etc/passwd', 'Access denied'],
	...[undefined, null, 7, true, {}, ['/a']],
])('%p is none', (text) => expect(isLink(text)).toBe(false));

it('what is none is none for the trigger too', async () => {
	const credential = at.docSpace();
	const parameters = { event: 'backupFinished' };
	const trigger = new PublishedTrigger({ node: 'docSpaceBackupTrigger', credential, parameters });
	await trigger.activate();
	at.sandbox.docSpace.appendAuditEvents([
		{ action: 'BackupCompleted', date: new Date().toISOString() },
	]);
	const task = {
		taskId: 'one',
		isCompleted: true,
		progress: 100,
		error: '',
		link: 'https://:99999',
	};
	const body = { response: task, count: 1, links: [], status: 0, statusCode: 200 };
	at.sandbox.faults.add({ operationId: 'getBackupProgress', status: 200, body, times: 'always' });
	expect(await trigger.tick()).toMatchObject([{ link: null }]);
});
