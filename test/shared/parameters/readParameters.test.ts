import type { DeclarativeRestApiSettings, IBinaryData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { RequestContext } from '../../../nodes/shared/context';
import { allowAsToolField } from '../../../nodes/shared/parameters/allowAsTool';
import { TEXT } from '../../../nodes/shared/parameters/fieldValue';
import { isFilesNotice, noFileComes } from '../../../nodes/shared/parameters/filesInTools';
import { folderToOpen, rejectFolderToOpen } from '../../../nodes/shared/parameters/folderToOpen';
import {
	binaryFileOf,
	listOf,
	locatedOf,
	membersOf,
	numberOf,
	rowsOf,
	switchOf,
	textOf,
	timeOf,
} from '../../../nodes/shared/parameters/parameter';
import { plainParameter } from '../../../nodes/shared/parameters/plainParameter';
import { isShown, readParameters, valuesOf } from '../../../nodes/shared/parameters/readParameters';
import { requestOption } from '../../../nodes/shared/parameters/requestOption';
import { sendParameters } from '../../../nodes/shared/parameters/sendParameters';

interface Given {
	/** What stands in the fields, expressions as such. */
	raw?: Record<string, unknown>;
	/** What n8n makes of the expressions. */
	results?: Record<string, unknown>;
	isTool?: boolean;
	/** Without the number of an item, as a poll. */
	isPoll?: boolean;
}

/** As much of n8n as the reading of fields asks for. */
function contextOf({ raw = {}, results = {}, isTool = false, isPoll = false }: Given) {
	const node = {
		id: '1',
		name: 'Node',
		type: isTool ? 'package.nodeTool' : 'package.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return {
		getNode: () => node,
		...(isPoll ? {} : { getItemIndex: () => 3 }),
		getTimezone: () => 'Europe/Berlin',
		getNodeParameter: (
			name: string,
			fallback: unknown,
			how?: { rawExpressions?: boolean; skipValidation?: boolean },
		) => {
			const isRaw = how?.rawExpressions === true;
			if (name in results && !isRaw && how?.skipValidation !== true) throw new Error('n8n refuses');
			const given = { [name]: fallback, ...raw, ...(isRaw ? {} : results) };
			return given[name];
		},
		helpers: { assertBinaryData: (name: string) => ({ fileName: name }) },
	} as unknown as RequestContext & Parameters<typeof binaryFileOf>[0]; // a part of it
}

/** A field, which proposes nothing unless it is said. */
const field = (
	name: string,
	type: INodeProperties['type'] = 'string',
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName: `The ${name}`, name, type, default: '', ...more });

/** What is read of fields, or the refusal with its advice. */
function readOf(fields: readonly INodeProperties[], given: Given): unknown {
	try {
		return Object.fromEntries(readParameters(contextOf(given), fields));
	} catch (error) {
		if (!(error instanceof NodeOperationError)) throw error;
		return `${error.message}. ${error.description}`;
	}
}

const OPTIONS = field('options', 'collection', {
	default: {},
	options: [
		field('fileName'),
		field('most', 'number'),
		field('note', 'string', { typeOptions: TEXT.mayBeEmpty }),
	],
});
const ROWS = field('rows', 'fixedCollection', {
	default: {},
	options: [{ displayName: 'Row', name: 'row', values: [field('name'), field('value')] }],
});

describe('a field by its type', () => {
	const choices = [
		{ name: 'Files', value: 'files' },
		{ name: 'Folders', value: 'folders' },
	];
	it.each<[INodeProperties, unknown, unknown]>([
		[field('x', 'options', { options: choices }), 'Files', 'files'],
		[field('x', 'options', { typeOptions: { loadOptionsMethod: 'load' } }), 'any', 'any'],
		[field('x', 'multiOptions', { options: choices }), 'folders,files', ['folders', 'files']],
		[field('x', 'multiOptions', { options: choices }), ['folders'], ['folders']],
		[field('x', 'multiOptions', { options: choices }), 'files', ['files']],
		[field('x', 'boolean'), 'true', true],
		[field('x', 'number'), '-7', -7],
		[field('x', 'number', { typeOptions: { numberPrecision: 1 } }), '0.5', 0.5],
		[field('x', 'dateTime'), '2026-06-01T02:00', Date.parse('2026-06-01T00:00:00Z')],
		[field('x', 'string', { typeOptions: TEXT.list }), 'a, b', ['a', 'b']],
		[field('x', 'string'), '', ''],
		[field('x', 'string', { default: 'data' }), 'file', 'file'],
		[field('x', 'resourceLocator'), 'id', { mode: 'id', value: 'id' }],
		[field('x', 'json'), 5, 5],
	])('%# is read', (one, raw, value) => {
		expect(readOf([one], { raw: { x: raw } })).toEqual({ x: value });
	});

	it.each<[INodeProperties, unknown, string]>([
		[field('x'), null, 'The x has no value. Set The x.'],
		[field('x', 'string', { default: 'data' }), ' ', 'The x is empty. Set The x.'],
		[
			field('x', 'multiOptions', { options: choices }),
			[],
			'The x is empty: an empty list. Choose at least one, or remove it.',
		],
		[
			field('x', 'multiOptions', { options: choices }),
			'files,rooms',
			'The x has a value that is not one of the options: "rooms". The options are Files (files), Folders (folders).',
		],
		[
			field('x', 'number', { typeOptions: { minValue: 2, maxValue: 4 } }),
			5,
			'The x is not a whole number from 2 to 4: 5. Set it to a number in this range.',
		],
		// Only a field for a file takes the file itself.
		[field('x'), { mimeType: 'text/plain' }, 'The x is not text: an object. Set it to text.'],
		[
			field('x', 'string', { typeOptions: { binaryDataProperty: true } }),
			{ name: 'data' },
			'The x is not text: an object. Set it to text.',
		],
	])('%# is refused with what to do', (one, raw, refusal) => {
		expect(readOf([one], { raw: { x: raw } })).toBe(refusal);
	});

	it('can be the binary file itself', () => {
		const file: IBinaryData = { mimeType: 'text/plain', data: '' };
		const one = field('x', 'string', { typeOptions: { binaryDataProperty: true } });
		const context = contextOf({ raw: { x: file } });
		readParameters(context, [one]);
		expect(binaryFileOf(context, 'x')).toBe(file);
		const named = contextOf({ raw: { x: ' data ' } });
		readParameters(named, [one]);
		expect(binaryFileOf(named, 'x')).toEqual({ fileName: 'data' });
	});
});

describe('an expression', () => {
	it.each<[unknown, string]>([
		['={{ 1 }}', 'from n8n'],
		['x=1', 'x=1'],
		['1=', '1='],
	])('%p is %p', (raw, value) => {
		expect(readOf([field('x')], { raw: { x: raw }, results: { x: 'from n8n' } })).toEqual({
			x: value,
		});
	});

	it('is found in a value of several parts, whichever has it', () => {
		const given = {
			raw: { options: { fileName: 'a', most: '={{ 2 }}' } },
			results: { options: { most: 2 } },
		};
		expect(readOf([OPTIONS], given)).toEqual({ options: { most: 2 }, 'options.most': 2 });
		const rows = {
			raw: { rows: { row: [{ name: '=a', value: null }] } },
			results: { rows: { row: [] } },
		};
		expect(readOf([ROWS], rows)).toEqual({ rows: [] });
	});

	it.each([null, { note: '' }, { note: 'a=' }])(
		'is not in %p, which n8n need not look at',
		(raw) => {
			const results = { options: { fileName: 'from n8n' } };
			expect(readOf([OPTIONS], { raw: { options: raw }, results })).toEqual(
				readOf([OPTIONS], { raw: { options: raw } }),
			);
		},
	);

	it('that finds nothing is no value', () => {
		expect(readOf([field('x')], { raw: { x: '={{ 1 }}' }, results: { x: null } })).toBe(
			'The x has no value. Set The x.',
		);
	});

	it('cannot turn a switch that only a person can turn', () => {
		const fixed = field('x', 'boolean', { noDataExpression: true });
		const refusal =
			'The x is not turned on or off by a person. It has to be a fixed value: turn it on or off in the node itself.';
		const results = { x: true };
		expect(readOf([fixed], { raw: { x: '={{ true }}' }, results })).toBe(refusal);
		expect(readOf([fixed], { raw: { x: 'true' } })).toBe(refusal);
		expect(readOf([fixed], { raw: { x: false } })).toEqual({ x: false });
		expect(readOf([field('x', 'boolean')], { raw: { x: '={{ true }}' }, results })).toEqual({
			x: true,
		});
		expect(
			readOf([{ ...fixed, type: 'string' }], { raw: { x: '=a' }, results: { x: 'a' } }),
		).toEqual({
			x: 'a',
		});
	});
});

describe('a collection', () => {
	it.each<[unknown, unknown]>([
		[{}, { options: {} }],
		[
			{ fileName: ' a ', most: '2' },
			{ options: { fileName: ' a ', most: 2 }, 'options.fileName': ' a ', 'options.most': 2 },
		],
		[{ note: '' }, { options: { note: '' }, 'options.note': '' }],
		[{ note: null }, 'The note has no value. Set it, or remove it.'],
		[{ fileName: ' ' }, 'The fileName has no value. Set it, or remove it.'],
		[{ most: [] }, 'The most has no value. Set it, or remove it.'],
		[
			{ most: [7] },
			'The most is not a whole number from -Infinity: a list. Set it to a number in this range.',
		],
		[null, 'The options has no value. Set The options.'],
		['a', 'The options is not a set of fields: "a". Add fields to it.'],
		[[], 'The options is not a set of fields: an empty list. Add fields to it.'],
		[
			{ filename: 'a' },
			'The options has no field "filename". Its fields are fileName, most, note. Did you mean fileName?',
		],
		[{ x: 'a' }, 'The options has no field "x". Its fields are fileName, most, note.'],
	])('%p is %p', (raw, read) => {
		expect(readOf([OPTIONS], { raw: { options: raw } })).toEqual(read);
	});

	it('has no field of that name where what it offers is no field', () => {
		const options = [
			{ name: 'a', value: 'a', displayName: 'A' },
			{ displayName: 'B', name: 'b', values: [] },
		];
		const refusal = 'The options has no field "b". Its fields are .';
		expect(readOf([{ ...OPTIONS, options }], { raw: { options: { b: 1 } } })).toBe(refusal);
		expect(readOf([{ ...OPTIONS, options: undefined }], { raw: { options: { b: 1 } } })).toBe(
			refusal,
		);
	});
});

describe('a collection of rows', () => {
	it.each<[unknown, unknown]>([
		[{}, []],
		[{ row: [{ name: 'a', value: 'b' }] }, [{ name: 'a', value: 'b' }]],
		[[{ name: 'a', value: 1 }], [{ name: 'a', value: '1' }]],
		['a', 'The rows is not a list: "a". Add rows to it.'],
		[null, 'The rows is not a list: null. Add rows to it.'],
		[{ row: ['a', {}] }, 'The rows is not a list: an object. Add rows to it.'],
		[
			{ row: [{ name: 'a' }] },
			'The rows has a row whose The value has no value. Set it, or remove the row.',
		],
	])('%p is %p', (raw, read) => {
		expect(readOf([ROWS], { raw: { rows: raw } })).toEqual(
			typeof read === 'string' ? read : { rows: read },
		);
	});

	it('has rows only where the field has a group of them', () => {
		const refusal = 'The rows is not a list: a list. Add rows to it.';
		for (const options of [undefined, [], [field('row')]])
			expect(readOf([{ ...ROWS, options }], { raw: { rows: [{}] } })).toBe(refusal);
	});
});

describe('a field that depends on others', () => {
	const kind = field('kind', 'options', {
		options: [
			{ name: 'A', value: 'a' },
			{ name: 'B', value: 'b' },
		],
	});
	const shown = (displayOptions: INodeProperties['displayOptions']) => [
		kind,
		field('x', 'string', { displayOptions }),
	];

	it.each<[INodeProperties['displayOptions'], boolean]>([
		[undefined, true],
		[{ show: { kind: ['a'] } }, true],
		[{ show: { kind: ['b'] } }, false],
		[{ show: { kind: ['a'], other: [1] } }, false],
		[{ hide: { kind: ['a'] } }, false],
		[{ hide: { kind: ['b'] } }, true],
		[{ hide: { kind: ['a'], other: [1] } }, false],
		[{ show: { resource: ['file'], operation: ['get'] } }, true],
		[{ show: { '@tool': [false] } }, true],
		[{ show: { '@tool': [true] } }, false],
	])('%p shows it: %p', (displayOptions, comes) => {
		const given = { raw: { kind: 'a', x: 'x' } };
		expect(readOf(shown(displayOptions), given)).toEqual({
			kind: 'a',
			...(comes ? { x: 'x' } : {}),
		});
	});

	it('would be dropped by n8n for a fixed choice in other letters, which is refused', () => {
		const refusal =
			'The kind is set to "A", and with this spelling n8n drops the fields that depend on it. Set it to "a".';
		const [dependent] = [shown({ show: { kind: ['a'] } })];
		expect(readOf(dependent, { raw: { kind: 'A', x: 'x' } })).toBe(refusal);
		const byExpression = { raw: { kind: '=A', x: 'x' }, results: { kind: 'A' } };
		expect(readOf(dependent, byExpression)).toEqual({ kind: 'a', x: 'x' });
		const rows = { raw: { rows: {}, x: 'x' } };
		const ofRows = [ROWS, field('x', 'string', { displayOptions: { show: { rows: ['a'] } } })];
		expect(readOf(ofRows, rows)).toEqual({ rows: [] });
	});

	it('may be of any choice in other letters where none belongs to it', () => {
		expect(readOf(shown(undefined), { raw: { kind: 'A', x: 'x' } })).toEqual({ kind: 'a', x: 'x' });
	});

	it('is passed over where it is a notice', () => {
		expect(readOf([field('x', 'notice')], { raw: { x: 'x' } })).toEqual({});
	});
});

describe('a tool', () => {
	const allow = { ...allowAsToolField };
	it('deletes only what a person has allowed it to delete', () => {
		const refusal =
			'Allow as Tool is not turned on, and this operation deletes data. Ask a person to turn it on in the node.';
		const isTool = true;
		expect(readOf([allow], { isTool })).toBe(refusal);
		expect(readOf([allow], { isTool, raw: { allowAsTool: true } })).toEqual({ allowAsTool: true });
		expect(
			readOf([allow], { isTool, raw: { allowAsTool: '=a' }, results: { allowAsTool: true } }),
		).toBe(
			'Allow as Tool is not turned on or off by a person. It has to be a fixed value: turn it on or off in the node itself.',
		);
		expect(readOf([{ ...allow, displayOptions: {} }], {})).toEqual({ allowAsTool: false });
		expect(readOf([field('x', 'boolean', { default: false })], { isTool })).toEqual({ x: false });
	});

	it('takes and gives no file', () => {
		const names = (typeOptions: INodeProperties['typeOptions']) => [
			field('binaryPropertyName', 'string', { default: 'data', typeOptions }),
		];
		const advice =
			'Use this operation in a workflow, and give the assistant that workflow as its tool (Call n8n Workflow Tool).';
		expect(readOf(names({ binaryDataProperty: true }), { isTool: true })).toBe(
			`The binaryPropertyName names a file, and n8n passes no files to tools. ${advice}`,
		);
		expect(readOf(names({}), { isTool: true })).toBe(
			`The binaryPropertyName names a file, and n8n passes no files from a tool to a model. ${advice}`,
		);
		expect(readOf(names({}), {})).toEqual({ binaryPropertyName: 'data' });
		expect(readOf([field('x')], { isTool: true })).toEqual({ x: '' });
	});

	it('is told so by a notice above the fields', () => {
		for (const isTool of [true, false])
			expect(isShown(contextOf({ isTool }), noFileComes, new Map())).toBe(isTool);
		expect([isFilesNotice(noFileComes), isFilesNotice(field('x', 'notice'))]).toEqual([
			true,
			false,
		]);
	});
});

describe('what was read', () => {
	const fields = [
		field('text'),
		field('on', 'boolean', { default: false }),
		field('number', 'number', { default: 0 }),
		field('time', 'dateTime', { default: '2026-06-01T00:00:00Z' }),
		field('list', 'string', { typeOptions: TEXT.list, default: 'a,b' }),
		field('at', 'resourceLocator', { default: { __rl: true, mode: 'path', value: '/a' } }),
		OPTIONS,
		ROWS,
	];

	it.each([false, true])('is given by its name, in a poll too: %p', (isPoll) => {
		const context = contextOf({
			isPoll,
			raw: { text: ' a ', options: { fileName: 'b' }, rows: { row: [{ name: 'a', value: 'b' }] } },
		});
		expect(() => valuesOf(context)).toThrow('The parameters have not been read yet');
		expect(readParameters(context, fields)).toBe(valuesOf(context));
		expect([textOf(context, 'text'), textOf(context, 'options.fileName')]).toEqual(['a', 'b']);
		expect([switchOf(context, 'on', true), numberOf(context, 'number', 7)]).toEqual([false, 0]);
		expect(timeOf(context, 'time')).toBe(Date.parse('2026-06-01T00:00:00Z'));
		expect(listOf(context, 'list')).toEqual(['a', 'b']);
		expect(membersOf(context, 'options')).toEqual({ fileName: 'b' });
		expect(rowsOf(context, 'rows')).toEqual([{ name: 'a', value: 'b' }]);
		expect(locatedOf(context, 'at')).toEqual({ mode: 'path', value: '/a' });
		expect(locatedOf(context, 'text')).toEqual({ mode: 'id', value: 'a' });
	});

	it('has a fallback for what was not added', () => {
		const context = contextOf({});
		readParameters(context, []);
		expect([textOf(context, 'x'), timeOf(context, 'x'), membersOf(context, 'x')]).toEqual([
			'',
			undefined,
			{},
		]);
		expect([switchOf(context, 'x'), switchOf(context, 'x', true)]).toEqual([false, true]);
		expect([numberOf(context, 'x'), numberOf(context, 'x', 7)]).toEqual([NaN, 7]);
		expect([listOf(context, 'x'), rowsOf(context, 'x')]).toEqual([[], []]);
		expect(locatedOf(context, 'x')).toEqual({ mode: 'id', value: '' });
	});

	it('goes where the field says, as it was read', () => {
		const context = contextOf({
			raw: { kind: '=A', options: { most: '2' }, text: 'a', hidden: 'x' },
			results: { kind: 'b' },
		});
		const send = (property: string, type?: 'body' | 'query') => ({
			routing: { send: { property, type } },
		});
		const sent = [
			field('kind', 'options', {
				options: [
					{ name: 'A', value: 'a', routing: { request: { url: '/a' } } },
					{ name: 'B', value: 'b', routing: { request: { url: '/b' } } },
				],
			}),
			field('text', 'string', send('text', 'body')),
			field('hidden', 'string', { ...send('hidden'), displayOptions: { show: { kind: ['a'] } } }),
			{
				...OPTIONS,
				options: [
					field('most', 'number', send('most', 'query')),
					field('note', 'string', send('note')),
				],
			},
			field('plain', 'options', { options: [{ name: 'A', value: '' }] }),
		];
		readParameters(context, sent);
		const options: DeclarativeRestApiSettings.HttpRequestOptions = {
			url: '/',
			body: { text: '=raw', kept: 1 },
		};
		sendParameters(context as Parameters<typeof sendParameters>[0], sent, options);
		expect(options).toStrictEqual({ url: '/b', body: { text: 'a', kept: 1 }, qs: { most: 2 } });
	});
});

it('a folder among files can only be walked into', () => {
	const { name, value } = folderToOpen('/a/');
	expect(name).toBe('/a/ (folder)');
	expect(() => rejectFolderToOpen(contextOf({}), 'File', String(value))).toThrow(
		'File is a folder',
	);
	expect(() => rejectFolderToOpen(contextOf({}), 'File', '/a/folder:')).not.toThrow();
});

it('what n8n itself goes by is a text as it stands', () => {
	expect(plainParameter(contextOf({ raw: { operation: 'get' } }), 'operation', 'getAll')).toBe(
		'get',
	);
	expect(plainParameter(contextOf({ raw: { operation: null } }), 'operation', 'getAll')).toBe(
		'getAll',
	);
});

describe('a number of the Request Options', () => {
	const option = (raw: unknown, ...more: [number?, number?]) =>
		requestOption(
			contextOf({ raw: { 'requestOptions.timeout': raw } }) as Parameters<typeof requestOption>[0],
			'Timeout',
			'timeout',
			...more,
		);

	it.each<[unknown, number?, number?, number?]>([
		[null, undefined],
		[1, 1],
		['3', 3000, 1000],
		[4, 4, 1, 4],
	])('%p is %p', (raw, number, ...more) => {
		expect(option(raw, ...more)).toBe(number);
	});

	it.each([0, 5, 'x'])('%p is refused', (raw) => {
		expect(() => option(raw, 1, 4)).toThrow('Timeout is not a whole number from 1 to 4');
	});
});
