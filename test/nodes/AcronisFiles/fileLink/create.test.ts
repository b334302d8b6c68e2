import { fileItem } from '../../../support/binaryData';
import { runNode } from '../../../support/engine';
import { computed, runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

const chosen = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

async function uploadedFile() {
	const input = [await fileItem(Buffer.from('x'), 'a.txt')];
	return chosen((await runNode(runs.upload({}, { input }))).items[0]?.json.uuid);
}

it('makes a link to a file', async () => {
	const file = await uploadedFile();
	const { items } = await runNode(runs.createLink({ file }));
	expect(items).toEqual([
		{
			json: expect.objectContaining({ node_uuid: file.value, download_count: 0 }),
			pairedItem: { item: 0 },
		},
	]);
});

it('sends its options in the form of the service', async () => {
	const file = await uploadedFile();
	const options = {
		access_restriction: 'public',
		ttl: 7,
		single_use: true,
		locale: 'de',
		message: 'The backup',
		recipients: ' ann@example.com, bob@example.com;\ncat@example.com ',
	};
	const { items, error } = await runNode(runs.createLink({ file, options }));
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({
		access_restriction: 'public',
		ttl: 7,
		single_use: true,
		emails: ['ann@example.com', 'bob@example.com', 'cat@example.com'],
	});
});

it.each([
	[{ ttl: 0 }, 'Days Until It Expires is not a whole number from 1: 0'],
	[{ ttl: 1.5 }, 'Days Until It Expires is not a whole number from 1: 1.5'],
	[{ recipients: 'ann' }, 'Recipients contains "ann", which is not an email address'],
	[{ recipients: 'ann@example.com bob@' }, 'Recipients contains "bob@"'],
])('refuses %j before anything is sent', async (options, message) => {
	const { error } = await runNode(runs.createLink({ file: chosen('0'), options }));
	expect(error?.message).toContain(message);
	expect(at.requests()).toEqual([]);
});

it('makes no second link when the answer was lost', async () => {
	const file = await uploadedFile();
	at.sandbox.faults.add({ operationId: 'createFileLink', cut: true, afterWork: true });
	const { error } = await runNode(runs.createLink({ file }));
	expect(error?.description).toContain('Check in Acronis before you run it again');
	expect(at.requests('createFileLink')).toHaveLength(1);
});

it.each(['', '.', '..', ' ', '0', '../../settings'])('refuses the id %p', async (value) => {
	const file = { __rl: true, mode: 'list', value: computed(value) };
	const { error } = await runNode(runs.createLink({ file }));
	expect(error?.message).toMatch(/^File is /);
	expect(at.requests()).toEqual([]);
});
