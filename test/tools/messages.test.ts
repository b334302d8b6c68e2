import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectFolder } from '../../tools/packages/project';
import { messagesPage } from '../../tools/pages/messagesPage';

const page = messagesPage();
const sentences = page
	.split('\n')
	.flatMap((line) => (line.startsWith('- ') ? [line.slice(2)] : []));

it('is the page of error texts that people have read', () => {
	// `npm run packages` writes it.
	expect(readFileSync(join(projectFolder, 'docs/messages.md'), 'utf8')).toBe(page);
});

it('finds the texts of both services and of what they share', () => {
	expect(sentences.length).toBeGreaterThan(500);
	expect(sentences).toEqual(
		expect.arrayContaining([
			'Acronis did not receive the whole file',
			'Check the path, or turn on Create Missing Folders in the options.',
			'DocSpace does not accept the key',
			'The portal was not answering after … minutes',
			'is not one of the options: …',
			'The download is not a complete archive',
		]),
	);
});

it('has no text that blames, shouts, or shows what is inside', () => {
	const words = /\b(error|problem|failure|mistake|oops|exception|undefined|null)\b|!|\bplease\b/i;
	expect(sentences.filter((sentence) => words.test(sentence))).toEqual([]);
});
