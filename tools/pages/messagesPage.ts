import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { projectFolder } from '../packages/project';

/** Members of a field of a node, which the pages of operations have. */
const OF_FIELDS = new Set(
	'displayName name description hint placeholder action notice propertyHint searchHint documentationUrl default value subtitle'.split(
		' ',
	),
);

/** Members of an error, or of what a field is refused with. */
const OF_ERRORS = new Set(['message', 'problem', 'advice', 'itemIndex']);

const FOLDERS = ['nodes', 'credentials'];

/**
 * The page with every sentence that an error can have, in Markdown, read from the source: a change of
 * words is a change of this page.
 */
export function messagesPage(): string {
	const parts = FOLDERS.flatMap((folder) => filesIn(folder)).flatMap((path) => {
		const found = sentencesOf(path);
		return found.length === 0 ? [] : [`## ${path}\n\n${found.map(row).join('\n')}`];
	});
	return `${[
		'# Error texts',
		'Every text that an error of these nodes can have, read from the source by `npm run packages`. `…` stands for what differs from case to case. An error has a message, and below it a description that says how to get on; where a field is refused, its name stands before the text.',
		...parts,
	].join('\n\n')}\n`;
}

function row(sentence: string): string {
	return `- ${sentence.replace(/\s+/g, ' ').trim()}`;
}

function filesIn(folder: string): string[] {
	return readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
		.map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
		.filter((path) => path.endsWith('.ts'))
		.sort();
}

/** In the order of the source, each once. */
function sentencesOf(path: string): string[] {
	const text = readFileSync(join(projectFolder, path), 'utf8');
	const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
	const found = new Set<string>();
	const visit = (node: ts.Node, isSaid: boolean): void => {
		if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isOfField(node)) return;
		const sentence = textOf(node)?.trim() ?? '';
		if (isSaid ? isPhrase(sentence) : isSentence(sentence)) found.add(sentence);
		ts.forEachChild(node, (child) => visit(child, isSaid || says(node)));
	};
	visit(source, false);
	return [...found];
}

/** A field of a node has a description too, but nothing of an error beside it. */
function isOfField(node: ts.Node): boolean {
	if (!ts.isPropertyAssignment(node)) return false;
	const beside = node.parent.properties.map((member) => member.name?.getText() ?? '');
	return OF_FIELDS.has(node.name.getText()) && !beside.some((name) => OF_ERRORS.has(name));
}

/** What gives texts to people: a function, an error, a member of one. */
function says(node: ts.Node): boolean {
	if (ts.isPropertyAssignment(node)) {
		return ['message', 'description', 'problem', 'advice'].includes(node.name.getText());
	}
	return ts.isFunctionLike(node) || ts.isNewExpression(node);
}

function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	const parts = node.templateSpans.map(({ literal }) => `…${literal.text}`);
	return node.head.text + parts.join('');
}

/** What a function says: some words that are no name, no expression and no part of a protocol. */
function isPhrase(text: string): boolean {
	const words = text.split(/\s+/).filter((word) => /[a-z]/i.test(word));
	const isName = words.every((word) => /^(?:[A-Z(]|of$|in$|the$|and$|on$)/.test(word));
	const isText = !/[{\n]|^(?:=|--)/.test(text);
	return isText && words.length > 1 && (!isName || text.endsWith('.'));
}

/** What a constant says. */
function isSentence(text: string): boolean {
	return isPhrase(text) && text.endsWith('.');
}
