import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Values that no screen would give, as the source of an expression. */
export const HOSTILE = [
	...['null', 'undefined', '""', '" "', '"null"', '"undefined"', '"[object Object]"'],
	...['NaN', 'Infinity', 'Object()', '[]', '[null]', '[[]]', '"\\ud83d"', '-1', '1e308'],
	...['"1,000"', '"12 min"', '"yes"', '"__proto__"', '"05/12/2026"', '"2024-02-31"'],
];

const TEXTS = HOSTILE.filter((source) => /^"[^ \\"]/.test(source));

/** Which of the hostile values are right ones for a field after all: a text can be any text. */
export function isRight({ type, typeOptions }: INodeProperties, source: string): boolean {
	const isText = TEXTS.includes(source) || source === '-1' || source === '1e308';
	const isEmpty = source === '""' || source === '" "';
	if (type === 'string') return isText || (isEmpty && typeOptions?.mayBeEmpty === true);
	if (type === 'options' && typeOptions?.loadOptionsMethod) return isText;
	return type === 'resourceLocator' && isText;
}

/** The forms in which a field can be given, as sources of expressions: each list means one thing. */
export function rightForms({ type, options = [], typeOptions = {} }: INodeProperties): string[][] {
	const choices = options.filter((option): option is INodePropertyOptions => 'value' in option);
	const forms = ({ name, value }: INodePropertyOptions) =>
		[value, String(value), ` ${String(value)} `, name, name.toUpperCase(), name.toLowerCase()].map(
			(form) => JSON.stringify(form),
		);
	switch (type) {
		case 'options':
			return typeOptions.loadOptionsMethod ? [] : choices.map(forms);
		case 'multiOptions':
			return choices.map((choice) => [
				`[${JSON.stringify(choice.value)}]`,
				...forms(choice),
				`[${JSON.stringify(choice.name)}]`,
			]);
		case 'boolean':
			return [
				['true', '"true"', '"TRUE"', '" True "', '1', '"1"'],
				['false', '"false"', '"FALSE"', '0', '"0"'],
			];
		case 'number': {
			const number = typeOptions.minValue ?? 1;
			return [[String(number), `"${number}"`, `" ${number} "`]];
		}
		case 'dateTime':
			return [
				[
					'"2099-06-01T00:00:00Z"',
					'"2099-06-01"',
					'"2099-06-01 00:00"',
					'"2099-06-01T02:00:00+02:00"',
					'"2099-06-01T00:00:00.000Z"',
					'new Date("2099-06-01T00:00:00Z")',
					'DateTime.fromISO("2099-06-01T00:00:00Z")',
				],
			];
		case 'string':
			return typeOptions.list === true
				? [
						[
							'["a@b.example","c@d.example"]',
							'"a@b.example, c@d.example"',
							'"a@b.example;\\nc@d.example"',
						],
					]
				: [];
		default:
			return [];
	}
}
