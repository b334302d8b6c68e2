import { echoesOf } from '../../../../nodes/shared/http/failure/echoes';

/** Where in a text a secret is found, to the character. */

const SECRET = 'Zx81-Kq44-Pw27-Lm90';
/** What stands before and after it. */
const BEFORE = 'It said: ';
const AFTER = ' (end of it)';

/** Finds a form of the secret between ordinary words, from its first to its last sign. */
function expectFound(form: string, secret = SECRET): void {
	const text = BEFORE + form + AFTER;
	expect(echoesOf(text, [secret])).toEqual([[BEFORE.length, BEFORE.length + form.length]]);
}

const escaped = (sign: (code: number) => string) =>
	[...SECRET].map((character) => sign(character.charCodeAt(0))).join('');
const hex = (code: number, length = 2) => code.toString(16).padStart(length, '0');

it.each([
	['as it is', SECRET],
	['in another case', SECRET.toUpperCase()],
	['with other signs in it', SECRET.replaceAll('-', ' . ')],
	['over two lines', SECRET.replace('Kq', 'K\n  q')],
	['percent-encoded', escaped((code) => `%${hex(code)}`)],
	['percent-encoded twice', escaped((code) => `%25${hex(code)}`)],
	['escaped for JSON', escaped((code) => `\\u${hex(code, 4)}`)],
	['escaped for HTML', escaped((code) => `&#${code};`)],
	['escaped for HTML in hex', escaped((code) => `&#x${hex(code)};`)],
	['escaped for HTML in long hex', escaped((code) => `&#X${hex(code, 6)};`)],
	['with signs named as in HTML', SECRET.replaceAll('-', '&amp;')],
	['with signs escaped as in JSON', SECRET.replaceAll('-', '\\n')],
	['in hex', Buffer.from(SECRET).toString('hex')],
	['in large hex', Buffer.from(SECRET).toString('hex').toUpperCase()],
	['cut at its end', SECRET.slice(0, 14)],
	['cut at its beginning', SECRET.slice(5)],
])('%s', (_name, form) => {
	expectFound(form);
});

it('at the beginning and at the end of a text', () => {
	expect(echoesOf(SECRET, [SECRET])).toEqual([[0, SECRET.length]]);
	expect(echoesOf(`a ${SECRET}`, [SECRET])).toEqual([[2, 2 + SECRET.length]]);
});

it.each(['', 'a', 'ab', 'abc'])('in Base64 behind %p', (before) => {
	for (const after of ['', 'x', 'xy', 'xyz']) {
		for (const encoding of ['base64', 'base64url'] as const) {
			const form = Buffer.from(before + SECRET + after).toString(encoding);
			// All but the characters that also hold bits of what stands around it.
			const first = Math.ceil((before.length * 4) / 3);
			const last = Math.floor(((before + SECRET).length * 4) / 3);
			const own = form.slice(first, last);
			expect(echoesOf(form, [SECRET])).toEqual([
				[first + own.search(/[a-z0-9]/i), first + own.trimEnd().search(/[^a-z0-9]*$/i)],
			]);
		}
	}
});

describe('what is too little', () => {
	it.each([
		['11 letters of a long one', SECRET.slice(0, 13), 0],
		['12 letters of a long one', SECRET.slice(0, 14), 1],
	])('is %s: %p', (_name, part, count) => {
		expect(echoesOf(`${BEFORE}${part}!`, [SECRET])).toHaveLength(count);
	});

	it('is a secret of seven letters or digits; one of eight is found as a whole only', () => {
		expect(echoesOf('abcdef7', ['abcdef7'])).toEqual([]);
		expect(echoesOf('x abcdef78 y', ['abcdef78'])).toEqual([[2, 10]]);
		expect(echoesOf('x abcdef7 y', ['abcdef78'])).toEqual([]);
	});
});

it('passes over every sign between two letters, and no letter', () => {
	const edges = 'azAZ09zaZA90';
	for (let code = 32; code < 128; code += 1) {
		const sign = String.fromCharCode(code);
		if (/[\w%&\\]/.test(sign)) continue;
		expectFound([...edges].join(sign), edges);
	}
	for (const sign of ['_', '\x7f', '\x80', '–', '€', '\u2028']) {
		expectFound([...edges].join(sign), edges);
	}
	for (const letter of ['a', 'z', 'A', 'Z', '0', '9', 'é', '٣']) {
		expect(echoesOf([...edges].join(letter), [edges])).toEqual([]);
	}
});

it('counts letters and digits of any script', () => {
	expectFound('пароль-длинный-ключ', 'Пароль-Длинный-Ключ');
	expectFound('ÄÖÜÄÖÜÄÖÜÄÖÜ', 'äöüäöüäöüäöü');
	// A letter whose small form is longer stays as it is.
	expectFound('İİİİİİİİİİİİ', 'İİİİİİİİİİİİ');
});

it('finds each place, and those that touch as one', () => {
	const text = `${SECRET} and ${SECRET}${SECRET}, ${SECRET}.`;
	const length = SECRET.length;
	const second = length + 5;
	const third = second + 2 * length + 2;
	expect(echoesOf(text, [SECRET])).toEqual([
		[0, length],
		[second, second + 2 * length],
		[third, third + length],
	]);
});

it('looks for several secrets at once, and for none', () => {
	const other = 'qwertyuiop1234';
	expect(echoesOf(`${other} ${SECRET}`, [SECRET, other])).toEqual([
		[0, other.length],
		[other.length + 1, other.length + 1 + SECRET.length],
	]);
	expect(echoesOf(SECRET, [])).toEqual([]);
	expect(echoesOf('', [SECRET])).toEqual([]);
});

it.each(['100 % of it', 'a \\ b & c; &x; &toolong; \\u12 %zz', '&#99999999; &#x1234567;'])(
	'leaves %p alone',
	(text) => {
		expect(echoesOf(text, [SECRET])).toEqual([]);
	},
);
