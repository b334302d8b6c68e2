import { type SandboxOffer } from '../sandbox/offer';
import type { Account } from './n8n/client';

/** What somebody needs to look around in a demo. */
export interface Welcome {
	n8nUrl: string;
	owner: Account;
	sandbox: SandboxOffer;
	/** What the Restore Drill overwrites. */
	testPortal: SandboxOffer;
}

/** What `npm start` prints when everything runs: what to click first, and every login. */
export function welcomeText({ n8nUrl, owner, sandbox, testPortal }: Welcome): string {
	const { docSpace, acronis, mail, control } = sandbox;
	const { credentials } = docSpace;
	const { admin, twoFactor } = credentials.people;
	const event = [{ severity: 2, text: 'Created public link to file contracts.pdf.' }];
	const portalEvents = {
		audit: [{ action: 'BackupFailed' }],
		login: { action: 'LoginFail', count: 6 },
	};
	const json = "curl -H 'content-type: application/json' -d";
	return `
Ready. Ctrl-C ends everything.

What to click first
  1. Open ${n8nUrl} and sign in as ${owner.email} with ${owner.password}
  2. Open the workflow "Nightly Off-Site Backup" and press "Execute workflow".
  3. Read the mail that it sends:      ${control.url}/mail
     Look at the copy in Acronis:      ${control.url}/files
  4. Let somebody share a file with everybody:
     ${json} '${JSON.stringify(event)}' ${control.url}/audit-log
     Within a minute, "Leak and Mass-Deletion Alarm" sends a mail, and "Audit Event to Off-Site
     Backup" stores another backup.
  5. A minute after any other backup, let the portal's own schedule make one:
     curl -X POST ${control.url}/scheduled-backup
     Within a minute, "Scheduled Backup to Off-Site" fetches and stores it.
  6. Open "Restore Drill" and execute it: it restores the newest copy into the test portal.
  7. Let a backup fail, and let somebody try passwords:
     ${json} '${JSON.stringify(portalEvents)}' ${control.url}/portal-history
     Within a minute, "Backup Failure Alert" and "Failed Sign-In Alarm" send their mails.
  8. Open "Weekly Evidence Report" and execute it: it mails a report. "Backup Watchdog" and "Audit
     Archive" send no mail as long as all is well.

Logins
  DocSpace            ${docSpace.url}
    session token     ${credentials.adminCookie}
    API key           ${credentials.adminApiKey}
    API key to read   ${credentials.readOnlyApiKey}
    sign-in           ${admin.userName} with ${admin.password}
    two factors       ${twoFactor.userName} with ${twoFactor.password}, and the code ${twoFactor.code}
    WebDAV storage    ${credentials.storage.login} with ${credentials.storage.password}
  Test portal         ${testPortal.docSpace.url}
    session token     ${testPortal.docSpace.credentials.adminCookie}
  Acronis             ${acronis.url}
    administrator     ${acronis.users.admin.login} with ${acronis.users.admin.password}
    user              ${acronis.users.user.login} with ${acronis.users.user.password}
    two factors       ${acronis.users.twoFactor.login} with ${acronis.users.twoFactor.password}: for OAuth2
    API client        ${acronis.client.id} with ${acronis.client.secret}
  Mail server         ${mail.host}:${mail.port}, without TLS and with any login

After a restore a portal has new keys, and its credential in n8n needs one of them:
  DocSpace            ${control.url}/credentials
  Test portal         ${testPortal.control.url}/credentials
`;
}
