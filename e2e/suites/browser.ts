import { connectAcronis, uploadToPickedFolder } from '../editor/acronisEditor';
import { openEditor } from '../n8n/editor';
import { pickFromPortal } from '../editor/portalLists';
import { setStage } from '../stage';
import type { Suite } from '../suite';

/** What a person does in the editor: connect a credential, pick a folder, run an upload. */
export const suite: Suite = {
	deadline: 20 * 60_000,
	async run({ lifetime, report, check }) {
		const stage = await setStage(lifetime, { report });
		const page = await openEditor(lifetime, stage.n8n.url, stage.owner);
		await check('the OAuth2 credential is connected through the consent page', () =>
			connectAcronis({ stage, page }),
		);
		await check('a folder is picked from the list, and an upload shows its output', () =>
			uploadToPickedFolder({ stage, page }),
		);
		await check('a person and a folder are picked from the lists of the portal', () =>
			pickFromPortal({ stage, page }),
		);
	},
};
