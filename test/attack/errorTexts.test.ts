import { attacked } from './attacks';
import { LONGEST_TEXT } from '../../nodes/shared/http/secrets';
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
