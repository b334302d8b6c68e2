import type { Sandbox } from './sandbox';

/** What somebody needs to use a sandbox: addresses and secrets that work now. */
export function offerOf({ docSpace, acronis, mail, control }: Sandbox) {
	const { url, storageUrl, credentials } = docSpace;
	const { users, client, tenantIds } = acronis;
	return {
		docSpace: { url, storageUrl, credentials },
		acronis: { url: acronis.url, users, client, tenantIds },
		mail: { host: '127.0.0.1', port: mail.port },
		control: { url: control.url },
	};
}

/** The same in the form that a process prints for its parent. */
export type SandboxOffer = ReturnType<typeof offerOf>;
