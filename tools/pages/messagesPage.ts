import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { projectFolder } from '../packages/project';

/** Where sentences that a person can read as an error stand: what each call takes, by position. */
const CALLS = new Map<string, readonly number[]>([
	['NodeOperationError', [1]],
	['UserError', [0]],
	['UnsoundArchive', [0]],
	['ForeignAnswer', [0]],
	['refuse', [2, 3]],
]);

/** Members of objects that hold sentences. */
const MEMBERS = ['message', 'description'];

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
	const visit = (node: ts.Node): void => {
		for (const expression of expressionsOf(node)) {
			for (const sentence of textsOf(expression)) if (/[a-z]/i.test(sentence)) found.add(sentence);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return [...found];
}

/** The expressions of a node that give sentences. */
function expressionsOf(node: ts.Node): ts.Expression[] {
	if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
		const positions = CALLS.get(node.expression.getText()) ?? [];
		return positions.flatMap((position) => node.arguments?.[position] ?? []);
	}
	if (!ts.isPropertyAssignment(node) || !MEMBERS.includes(node.name.getText())) return [];
	return isExplanation(node.parent) ? [node.initializer] : [];
}

/** A field of a node has a description too, but a name beside it and no message. */
function isExplanation(object: ts.ObjectLiteralExpression): boolean {
	const names = object.properties.map((member) => member.name?.getText() ?? '');
	return names.includes('message') || names.includes('itemIndex');
}

/** The texts that an expression can give; of a choice all of them. */
function textsOf(expression: ts.Expression): string[] {
	if (ts.isStringLiteralLike(expression)) return [expression.text];
	if (ts.isTemplateExpression(expression)) {
		const parts = expression.templateSpans.map(({ literal }) => `…${literal.text}`);
		return [expression.head.text + parts.join('')];
	}
	if (ts.isConditionalExpression(expression)) {
		return [expression.whenTrue, expression.whenFalse].flatMap(textsOf);
	}
	if (ts.isParenthesizedExpression(expression)) return textsOf(expression.expression);
	if (ts.isBinaryExpression(expression)) {
		return [expression.left, expression.right].flatMap(textsOf);
	}
	return [];
}
