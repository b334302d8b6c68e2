import { join } from 'node:path';
import { connectAcronis, uploadToPickedFolder } from './acronisEditor';
import { report, runCommandLine } from './command';
import { openEditor } from './n8n/editor';
import { importWorkflow, setStage } from './stage';
import { readExampleWorkflow } from './workflows/examples';

const folder = join(__dirname, '..', 'docs');

/** Takes the pictures of the documents anew, from the running editor. */
void runCommandLine(async (lifetime) => {
	const stage = await setStage(lifetime, { report });
	const page = await openEditor(lifetime, stage.n8n.url, stage.owner);
	const id = await importWorkflow(
		stage,
		await readExampleWorkflow('audit-event-to-offsite-backup'),
	);
	await page.goto(`${stage.n8n.url}/workflow/${id}`);
	const canvas = page.getByTestId('canvas-wrapper');
	await canvas.waitFor();
	await page.getByTestId('canvas-node').first().waitFor();
	await page.keyboard.press('1'); // the editor's key for "fit to view"
	await page.waitForTimeout(2000); // its zoom is animated
	await canvas.screenshot({ path: join(folder, 'workflow.png') });
	report('docs/workflow.png');
	const shoot = async (name: string) => {
		await page.waitForTimeout(1000); // what was clicked last is still moving
		await page.screenshot({ path: join(folder, `${name}.png`) });
		report(`docs/${name}.png`);
	};
	await connectAcronis({ stage, page, shoot });
	await uploadToPickedFolder({ stage, page, shoot });
	return 0;
});
