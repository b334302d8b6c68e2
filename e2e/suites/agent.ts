import { agentWorkflow, chosenByModel } from '../agent/agentWorkflow';
import { ScriptedModel, type ToolCall } from '../agent/chatModel';
import { acronisNode, docSpaceNode, type Link } from '../chain/chainWorkflow';
import { executionFailure } from '../n8n/executions';
import { importWorkflow, setStage } from '../stage';
import type { Suite } from '../suite';
import { expect } from '../workflows/checks/expect';
import { PATIENCE } from '../process/waiting';

/** How many events the lists have that are measured. */
const EVENTS = 300;

/** One whose events are few. */
const PERSON = '9c5d2c1e-3f1e-4b8a-8a3d-0f6f5a7b1c2d';

const chosenId = { __rl: true, mode: 'id', value: chosenByModel('id', 'The UUID of the file') };
const events = (output: string) =>
	docSpaceNode('auditEvent', 'getAll', { limit: EVENTS, returnAll: true, output });
const deleteAll = (confirm: boolean | string) => docSpaceNode('backup', 'deleteAll', { confirm });
const continues = (link: Link): Link => ({ ...link, onError: 'continueRegularOutput' });

const TOOLS: Record<string, Link> = {
	Events: events('simplified'),
	'Raw Events': events('raw'),
	'Few Events': docSpaceNode('auditEvent', 'getAll', {
		limit: chosenByModel('limit', 'How many events', 'number'),
		filters: { from: chosenByModel('from', 'Beginning of the period, in ISO 8601') },
	}),
	'Events of a Person': docSpaceNode('auditEvent', 'getAll', {
		filters: { userId: { __rl: true, mode: 'id', value: chosenByModel('id', 'The userId') } },
	}),
	'Backup Progress': docSpaceNode('backup', 'getProgress'),
	'Start Backup': docSpaceNode('backup', 'start', { waiting: { intervalSeconds: 1 } }),
	'Delete File': acronisNode('file', 'delete', { file: chosenId }),
	'Delete All by Model': deleteAll(chosenByModel('confirm', 'Go ahead', 'boolean')),
	'Delete All': deleteAll(true),
	'Get File': acronisNode('file', 'get', { file: chosenId }),
	'Get File and Go On': continues(acronisNode('file', 'get', { file: chosenId })),
	Upload: acronisNode('file', 'upload'),
	'Create Folder': acronisNode('folder', 'create', { name: chosenByModel('name', 'Its name') }),
};

/** A real AI Agent with a scripted model uses the nodes: what it gets, and what is refused. */
export const suite: Suite = {
	deadline: 20 * 60_000,
	async run({ lifetime, report, check }) {
		const stage = await setStage(lifetime, { report });
		const { client, sandbox } = stage;
		const model = await ScriptedModel.start(lifetime);
		const chatModel = await client.createCredential(model.credential);
		const credentials = new Map([...stage.credentials, ['openAiApi', chatModel] as const]);
		const backup = sandbox.docSpace.settings.backup;
		backup.durationMilliseconds = 0;

		/** Runs an agent of a version with a script. */
		const play = async (version: number, ...script: Array<ToolCall | ToolCall[]>) =>
			await model.play(
				script.map((turn) => [turn].flat()),
				async () => {
					const id = await importWorkflow({ client, credentials }, agentWorkflow(version, TOOLS));
					const execution = await client.finishedExecution(await client.run(id, 'Start'), {
						deadline: PATIENCE,
						signal: lifetime.signal,
					});
					if (execution.status !== 'success') throw new Error(executionFailure(execution));
				},
			);

		sandbox.docSpace.appendAuditEvents({ count: EVENTS });
		sandbox.docSpace.appendAuditEvents([{ userId: PERSON }, { userId: PERSON }]);
		const sizes = await check('lists come simplified, and no longer than the limit', async () => {
			const { tools, results } = await play(
				3,
				{ tool: 'Events' },
				{ tool: 'Raw_Events' },
				{ tool: 'Few_Events', arguments: { limit: 5, from: '2020-01-01T00:00:00Z' } },
			);
			const [simplified = '', raw = '', few = ''] = results;
			const counts = results.map((result) => itemsIn(result).length);
			// Where Return All is on in an imported workflow, the usual limit holds.
			expect(String(counts) === '50,50,5', `the lists have ${counts} items`);
			expect(few.includes('RoomCreated') || few.includes('date'), few);
			const sizeOf = (text: string, items: number) => Math.round(text.length / items);
			return {
				tools: tools.length,
				schemaBytes: JSON.stringify(tools).length,
				eventBytes: sizeOf(simplified, 50),
				rawEventBytes: sizeOf(raw, 50),
				schemas: Object.fromEntries(
					tools.map((tool) => [tool.function.name, JSON.stringify(tool).length]),
				),
			};
		});

		await check('a model is told what a tool does and needs', async () => {
			const { tools } = await play(3, { tool: 'Backup_Progress' });
			const words = new Map(tools.map((tool) => [tool.function.name, tool.function]));
			const few = words.get('Few_Events');
			expect(
				few?.description.startsWith('Get many audit events in ONLYOFFICE DocSpace.') === true,
				`the description is ${few?.description}`,
			);
			const fields = Object.keys(few?.parameters.properties ?? {});
			expect(String(fields) === 'limit,from', `the fields are ${fields}`);
		});

		for (const version of [3, 2.2]) {
			await check(`agent ${version}: what a person has not allowed is refused`, async () => {
				const { results } = await play(
					version,
					{ tool: 'Start_Backup' },
					{ tool: 'Delete_File', arguments: { id: '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f' } },
					{ tool: 'Delete_All_by_Model', arguments: { confirm: true } },
					{ tool: 'Upload' },
				);
				const [started = '', file = '', all = '', upload = ''] = results;
				expect(started.includes('withheld'), `the backup is ${started}`);
				expect(file.includes('Allow as Tool is not turned on'), `the deletion is ${file}`);
				expect(all.includes('has to be a fixed value'), `the confirmation is ${all}`);
				expect(upload.includes('n8n passes no files to tools'), `the upload is ${upload}`);
				expect((await sandbox.docSpace.archives()).length > 0, 'the backups are gone');
			});

			await check(`agent ${version}: a model names what a filter picks from a list`, async () => {
				const { results } = await play(
					version,
					{ tool: 'Events_of_a_Person', arguments: { id: PERSON } },
					{ tool: 'Events_of_a_Person', arguments: { id: 'Ann' } },
				);
				const [events = '', refused = ''] = results;
				expect(itemsIn(events).length === 2, `the events are ${events}`);
				expect(refused.includes('is not the ID of a person'), `the refusal is ${refused}`);
			});

			await check(`agent ${version}: tools that run at one time keep apart`, async () => {
				const folders = ['A', 'B', 'C'];
				const { results } = await play(
					version,
					folders.map((name) => ({ tool: 'Create_Folder', arguments: { name } })),
				);
				for (const [index, name] of folders.entries()) {
					expect(results[index]?.includes(`"name":"${name}"`) === true, `it gave ${results}`);
				}
			});

			await check(`agent ${version}: what a person has confirmed is done`, async () => {
				const { results } = await play(version, { tool: 'Delete_All' });
				expect(results[0]?.includes('deleted') === true, `it gave ${results}`);
				expect((await sandbox.docSpace.archives()).length === 0, 'the backups are still there');
			});

			await check(`agent ${version}: a failure says what to do next`, async () => {
				const { results } = await play(
					version,
					{ tool: 'Get_File', arguments: { id: 'june' } },
					{ tool: 'Get_File_and_Go_On', arguments: { id: 'june' } },
				);
				for (const result of results) {
					expect(/File is not a UUID\. Pick it from the list/.test(result), `it gave ${result}`);
				}
			});
		}
		await check('the contracts are kept', async () => {
			const violations = sandbox.violations();
			if (violations.length > 0) throw new Error(JSON.stringify(violations));
		});
		return { ...sizes };
	},
};

/** The items in what a tool gave. */
function itemsIn(result: string): unknown[] {
	const items: unknown = JSON.parse(result);
	return Array.isArray(items) ? items : [items];
}
