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
export function rightForms(field: INodeProperties): string[][] {
	const { type, options = [], typeOptions = {} } = field;
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
			if (typeOptions.list !== true) return [];
			return [
				isUuidList(field)
					? listForms(
							'2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f',
							'9f0f2b0c-1c1d-4b57-9d1e-5b8a1d1d2c3e',
						)
					: listForms('a@b.example', 'c@d.example'),
			];
		default:
			return [];
	}
}

/** A list of UUIDs shows one as its example. */
function isUuidList({ placeholder = '' }: INodeProperties): boolean {
	return /[0-9a-f]{8}-[0-9a-f]{4}-/.test(placeholder);
}

function listForms(first: string, second: string): string[] {
	return [`["${first}","${second}"]`, `"${first}, ${second}"`, `"${first};\\n${second}"`];
}
