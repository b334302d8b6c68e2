import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as ts from 'typescript';

import { projectFolder } from '../packages/project';

/** One token of a file, and what could stand in its place. */
export interface Mutant {
	/** From the top of the repository. */
	file: string;
	/** From 1. */
	line: number;
	/** The place of the token, in characters. */
	start: number;
	end: number;
	text: string;
	instead: string;
	/** The expression around it, whose evaluation shows that a test comes by. */
	around: { start: number; end: number };
}

const OPERATORS: Readonly<Record<string, string>> = {
	'===': '!==',
	'!==': '===',
	'<': '<=',
	'<=': '<',
	'>': '>=',
	'>=': '>',
	'&&': '||',
	'||': '&&',
	'??': '&&',
	'+': '-',
	'-': '+',
	'*': '/',
	'/': '*',
};

const METHODS: Readonly<Record<string, string>> = {
	some: 'every',
	every: 'some',
	min: 'max',
	max: 'min',
	startsWith: 'endsWith',
	endsWith: 'startsWith',
	toLowerCase: 'toUpperCase',
};

/** What could stand in place of a token: nothing for most of them. */
function insteadOf(node: ts.Node): string | undefined {
	const { parent } = node;
	if (ts.isBinaryExpression(parent) && parent.operatorToken === node)
		return OPERATORS[node.getText()];
	if (node.kind === ts.SyntaxKind.TrueKeyword && !ts.isLiteralTypeNode(parent)) return 'false';
	if (node.kind === ts.SyntaxKind.FalseKeyword && !ts.isLiteralTypeNode(parent)) return 'true';
	if (
		ts.isNumericLiteral(node) &&
		!ts.isLiteralTypeNode(parent) &&
		!ts.isPropertyAssignment(parent)
	)
		return String(Number(node.text.replaceAll('_', '')) + 1);
	if (ts.isIdentifier(node) && ts.isPropertyAccessExpression(parent) && parent.name === node)
		return ts.isCallExpression(parent.parent) ? METHODS[node.text] : undefined;
	return undefined;
}

/** The expression that a token belongs to. */
function around(node: ts.Node): ts.Node {
	if (ts.isIdentifier(node)) return node.parent.parent;
	return ts.isBinaryExpression(node.parent) && node.parent.operatorToken === node
		? node.parent
		: node;
}

/** Every mutant of a file, in the order of their places. */
export function mutantsOf(file: string): Mutant[] {
	const text = readFileSync(join(projectFolder, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const found: Mutant[] = [];
	const add = (node: ts.Node, start: number, end: number, instead: string) => {
		const whole = around(node);
		found.push({
			file,
			line: source.getLineAndCharacterOfPosition(start).line + 1,
			start,
			end,
			text: text.slice(start, end),
			instead,
			around: { start: whole.getStart(), end: whole.getEnd() },
		});
	};
	const visit = (node: ts.Node): void => {
		const instead = insteadOf(node);
		if (instead !== undefined) add(node, node.getStart(), node.getEnd(), instead);
		if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
			add(node, node.getStart(), node.operand.getStart(), '');
		ts.forEachChild(node, visit);
	};
	ts.forEachChild(source, visit);
	return found;
}

/** A text in which every one of these places tells, by its number, that it is evaluated. */
export function withTraces(
	text: string,
	places: readonly { id: number; around: Mutant['around'] }[],
) {
	const insertions = places.flatMap(({ id, around: { start, end } }) => [
		{ at: start, length: end - start, text: `((globalThis.__hits ??= new Set()).add(${id}), ` },
		{ at: end, length: 0, text: ')' },
	]);
	// Of two that begin at one place the longer one is outside.
	insertions.sort((one, other) => other.at - one.at || one.length - other.length);
	return insertions.reduce(
		(made, { at, text: insertion }) => made.slice(0, at) + insertion + made.slice(at),
		text,
	);
}
