import { attacked } from './attacks';
import { LONGEST_TEXT } from '../../nodes/shared/http/failure/secrets';
import { fileItem } from '../support/binaryData';
import type { NodeRun } from '../support/engine';
import { runNode } from '../support/engine';
import { runsAt } from '../support/runs';
import { useSandbox } from '../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

/** Texts of a service that wants n8n to stop, each about a megabyte long. */
const HOSTILE = ['eyJ-', 'eyJ.', 'Bearer ', 'https://', '%25', '\\u005c', '&#38;', ' \n', '"'];
const megabyteOf = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length));

/** The bodies of errors that a text of the service's gets into. */
const BODIES: Array<(text: string) => unknown> = [
	(text) => text,
	(text) => ({ statusCode: 400, error: { message: text, type: text } }),
	(text) => ({ title: text, status: 400, errors: { field: [text] } }),
	(text) => ({
		error: { code: 92, domain: 'Files', conflicting_node: { name: text, uuid: text } },
	}),
];

const ROOT_FOLDER = { __rl: true, mode: 'path', value: '/' };
const UUID = '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';

/** Good answers that lead to an error all the same, which tells of what came. */
const QUOTED: Array<[string, () => NodeRun, string, (text: string) => unknown]> = [
	[
		'the checksum of an upload',
		() => runs.upload(),
		'uploadFile',
		(text) => ({ uuid: UUID, name: 'a', checksum: text }),
	],
	[
		'the name and UUID of an existing file',
		() => runs.upload({ ifExists: 'fail', options: { fileName: 'a' } }),
		'listContents',
		(text) => [
			{ uuid: text, name: 'A' },
			{ uuid: UUID, name: text },
		],
	],
	[
		'the UUID of an existing folder',
		() => runs.createFolder({ name: 'a', ifExists: 'fail', options: { letterCase: 'keep' } }),
		'listContents',
		(text) => [{ uuid: text, name: 'A', is_directory: true }],
	],
	[
		'the name of a folder that is no file',
		() => runs.upload({ operation: 'delete', file: { __rl: true, mode: 'id', value: UUID } }),
		'getNode',
		(text) => ({ uuid: UUID, name: text, is_directory: true }),
	],
	[
		'the names of a folder to prune',
		() =>
			runs.upload({ resource: 'folder', operation: 'prune', pattern: 'x', folder: ROOT_FOLDER }),
		'listContents',
		(text) => [{ uuid: UUID, name: text }],
	],
];

describe.each(QUOTED)('%s', (_what, run, operationId, body) => {
	const errorFor = async (text: string) => {
		at.sandbox.faults.add({ operationId, status: 200, body: body(text), times: 'always' });
		const input = [await fileItem(Buffer.from('mine'), 'a')];
		const { error } = await runNode({ ...run(), input });
		expect(error?.message).toBeTruthy();
		return { message: error?.message ?? '', description: error?.description ?? '' };
	};

	it('is as short in an error as any text', async () => {
		attacked('texts of a megabyte');
		const { message, description } = await errorFor(megabyteOf('name '));
		expect(message.length).toBeLessThanOrEqual(LONGEST_TEXT);
		expect(description.length).toBeLessThanOrEqual(LONGEST_TEXT);
		// What to do is not cut off.
		expect(description).toMatch(/[^…]$/);
	});

	it.each([
		['as it is', (secret: string) => secret],
		['in small letters', (secret: string) => secret.toLowerCase()],
		['in Base64', (secret: string) => Buffer.from(secret).toString('base64')],
	])('is no way for a secret %s', async (_form, form) => {
		attacked('echoes of a secret');
		const echo = form(at.sandbox.acronis.users.admin.password);
		const { message, description } = await errorFor(echo);
		expect(`${message} ${description}`.toLowerCase()).not.toContain(echo.toLowerCase());
	});
});

describe.each([
	['DocSpace', 'getBackupProgress', () => runs.getProgress()],
	['Acronis', 'listAuditLog', () => runs.auditLog()],
])('%s', (_name, operationId, run) => {
	it.each(HOSTILE)('is done in a moment with a megabyte of %j', async (piece) => {
		const text = megabyteOf(piece);
		for (const body of BODIES) {
			at.sandbox.faults.add({ operationId, status: 400, body: body(text) });
			attacked('texts of a megabyte');
			const { error } = await runNode(run());
			expect(error?.message.length).toBeLessThanOrEqual(LONGEST_TEXT);
			expect(error?.description?.length).toBeLessThanOrEqual(LONGEST_TEXT);
		}
	});

	it('does not show a key that is cut or written in another way', async () => {
		const { apiKey } = at.docSpace().data;
		const { password } = at.acronis().data;
		const secret = String(operationId === 'listAuditLog' ? password : apiKey);
		const forms = [
			secret.toUpperCase(),
			encodeURIComponent(secret),
			Buffer.from(secret).toString('base64'),
			secret.replace(/(.{5})/g, '$1\r\n '),
			// Cut where a text of usual length is cut.
			`${'x'.repeat(LONGEST_TEXT - 310)} ${secret}`,
			`${'x'.repeat(295)}${secret}`,
		];
		for (const form of forms) {
			for (const body of BODIES) {
				at.sandbox.faults.add({ operationId, status: 400, body: body(form) });
				attacked('echoes of a secret');
				const { error } = await runNode(run());
				const shown = `${error?.message} ${error?.description}`.toLowerCase();
				for (const part of [secret.slice(0, 8), secret.slice(-8)]) {
					expect(shown.replace(/[^a-z0-9]/g, '')).not.toContain(
						part.toLowerCase().replace(/[^a-z0-9]/g, ''),
					);
				}
			}
		}
	});
});
