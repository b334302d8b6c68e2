import { acronis } from '../../nodes/AcronisFiles/service/acronis';
import { docSpace } from '../../nodes/DocSpaceBackup/service/docSpace';
import * as fc from 'fast-check';

import { attacked } from './attacks';
import {
	LONGEST_TEXT,
	secretValues,
	withoutSecrets,
} from '../../nodes/shared/http/failure/secrets';

describe('withoutSecrets', () => {
	it.each([
		['AZAZ-AZAZ-0909-AAZZ', 'azaz azaz.0909_aazz'],
		['azaz-azaz-0909-aazz', 'AZAZ/AZAZ/0909/AAZZ'],
	])('finds %s, of the first and last letters, as %s', (secret, echo) => {
		expect(withoutSecrets(`Not ${echo}, sorry`, [secret], [])).not.toContain(echo);
		expect(withoutSecrets(`Not ${echo}, sorry`, ['BYBY-BYBY-1818-BBYY'], [])).toContain(echo);
	});

	it('takes a longer secret out before a shorter one that it begins with', () => {
		const secrets = ['hunter22', 'hunter22-and-more'];
		for (const known of [secrets, [...secrets].reverse()])
			expect(withoutSecrets('It is hunter22-and-more.', known, [])).not.toMatch(/hunter|more/);
	});

	it('cuts a long text behind its beginning', () => {
		const text = `${'0123456789 '.repeat(200)}`;
		const beginning = text.slice(0, LONGEST_TEXT - 1);
		expect(withoutSecrets(text, [], [])).toBe(`${beginning}…`);
		expect(withoutSecrets(`${beginning}x`, [], [])).toBe(`${beginning}x`);
	});

	const clean = (text: string, secrets: string[] = []) =>
		withoutSecrets(text, secrets, [/\bsk-\w+/g]);

	it.each([
		['a known value', 'key hunter22 is wrong', ['hunter22'], 'key *** is wrong'],
		['a known value, as often as it stands there', 'a+b a+b', ['a+b'], '*** ***'],
		["the service's pattern", 'sk-0123 is no key', [], '*** is no key'],
		['a bearer token', 'Authorization: Bearer abc.def-1', [], 'Authorization: ***'],
		['a basic header', 'sent basic YWxhZGRpbg== there', [], 'sent *** there'],
		['a JSON web token', 'got eyJhbGci.eyJzdWI.c2ln', [], 'got ***'],
		['a signed link', 'see https://s.example/a?sig=1.', [], 'see https://s.example/…'],
		['a link with a user', '(http://me:pw@s.example/a)', [], '(http://s.example/…'],
		['nothing', 'All is well', [], 'All is well'],
	])('takes out %s', (_what, text, secrets, cleaned) => {
		expect(clean(text, secrets)).toBe(cleaned);
	});

	it('takes a longer secret out as a whole, whose beginning is a secret too', () => {
		expect(clean('it was password-1', ['password', 'password-1'])).toBe('it was ***');
	});
});

describe('an echo of a secret', () => {
	const base64 = (text: string) => Buffer.from(text).toString('base64');
	const FORMS: Array<[string, (secret: string) => string]> = [
		['as it is', (secret) => secret],
		['in capitals', (secret) => secret.toUpperCase()],
		['in small letters', (secret) => secret.toLowerCase()],
		['percent-encoded', encodeURIComponent],
		['percent-encoded twice', (secret) => encodeURIComponent(encodeURIComponent(secret))],
		[
			'percent-encoded in small letters, every sign',
			(secret) =>
				[...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
		],
		['as a form writes it', (secret) => new URLSearchParams({ k: secret }).toString().slice(2)],
		['as JSON', (secret) => JSON.stringify(secret)],
		['as JSON in JSON', (secret) => JSON.stringify(JSON.stringify(secret))],
		[
			'as JSON of ASCII only',
			(secret) =>
				secret.replace(
					/[^a-z]/g,
					(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
				),
		],
		[
			'as HTML',
			(secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
		],
		['as HTML numbers', (secret) => [...secret].map((c) => `&#${c.charCodeAt(0)};`).join('')],
		[
			'as HTML hex numbers',
			(secret) => [...secret].map((c) => `&#x${c.charCodeAt(0).toString(16)};`).join(''),
		],
		['in Base64', base64],
		['in Base64 behind a user', (secret) => base64(`ada:${secret}`)],
		['in Base64 between others', (secret) => base64(`{"k":"${secret}","z":1}`)],
		['in URL-safe Base64', (secret) => Buffer.from(secret).toString('base64url')],
		['in hex', (secret) => Buffer.from(secret).toString('hex')],
		['folded like a header', (secret) => secret.replace(/(.{7})/g, '$1\r\n ')],
		['folded like mail', (secret) => secret.replace(/(.{7})/g, '$1=\r\n')],
		['spaced out', (secret) => [...secret].join(' ')],
		['without its end', (secret) => secret.slice(0, Math.ceil(secret.length * 0.7))],
		['without its beginning', (secret) => secret.slice(Math.floor(secret.length * 0.3))],
	];
	const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789');
	const signs = fc.constantFrom(...'-_.~+/=&"<%\\$');
	const secretOf = fc
		.array(fc.oneof({ weight: 9, arbitrary: letters }, { weight: 1, arbitrary: signs }), {
			minLength: 24,
			maxLength: 80,
		})
		.map((characters) => characters.join(''))
		// Signs at the beginning alone are no part of a secret that somebody could use.
		.filter((secret) => /^[a-z0-9]{8}/i.test(secret))
		.filter((secret) => secret.replace(/[^a-z0-9]/gi, '').length >= 20);

	it.each(FORMS)('is taken out %s', (_what, form) => {
		fc.assert(
			fc.property(secretOf, (secret) => {
				attacked('echoes of a secret');
				const clean = withoutSecrets(`§1§ ${form(secret)} §0§`, [secret], []);
				const left = /§1§(.*)§0§/s.exec(clean)?.[1] ?? 'too much is gone';
				expect(left).toContain('***');
				// What the encoding adds may stay, and bits that the secret shares with its neighbours.
				expect(left.replace(/u00..|amp|quot|lt|&#x?..;|%..|[^a-z0-9]/gi, '').length).toBeLessThan(
					24,
				);
				expect(left.toLowerCase()).not.toContain(form(secret).slice(4, 16).toLowerCase());
			}),
		);
	});

	it('leaves other texts alone', () => {
		const text = 'The password of Ada could not be changed: 42 of 43 rules hold.';
		expect(withoutSecrets(text, ['hunter22-and-more', 'S3cr3t!'], [])).toBe(text);
	});

	it('is not shown in part where reading a long text stops, although much before it was taken out', () => {
		const secret = 'Zx81-0123456789abcdefghijklmnopqrstuvwxyz';
		const words = 'word '.repeat(50);
		for (let shown = 1; shown < 12; shown += 1) {
			attacked('echoes of a secret');
			const link = `https://s.example/`.padEnd(4_096 - words.length - 1 - shown, 'a');
			const clean = withoutSecrets(`${words}${link} ${secret} more`, [secret], []);
			expect(clean).toMatch(/^word .*…$/);
			expect(clean).not.toContain('Z');
		}
	});

	it('is taken out before a text is cut', () => {
		const secret = 'Zx81-0123456789abcdefghijklmnopqrstuvwxyz';
		for (let before = 0; before < 60; before += 1) {
			for (const length of [LONGEST_TEXT, 4_000, 4_096]) {
				attacked('echoes of a secret');
				const filling = 'word '.repeat(length / 5).slice(before);
				const clean = withoutSecrets(`${filling}${secret} and more${filling}`, [secret], []);
				expect(clean.length).toBeLessThanOrEqual(LONGEST_TEXT);
				expect(clean).not.toMatch(/Zx8|z?x81-?0/i);
			}
		}
	});
});

it.each([
	['tokens that do not end', 'eyJ-'],
	['tokens', 'eyJ.'],
	['parts', 'a.'],
	['headers', 'Bearer '],
	['headers without a value', 'Basic  '],
	['links', 'https://'],
	['users of links', 'http://a:b'],
	['keys', 'sk-'],
	['cookies', 'asc_auth_key='],
	['access tokens', 'access_token='],
	['percent signs', '%25'],
	['escapes', '\\u005c'],
	['entities', '&#38;'],
	['spaces', ' '],
	['line ends', '\n'],
	['letters', 'ä'],
	['the beginning of a secret', 'aaaaaaab'],
])('reads a megabyte of %s in a moment', (_what, piece) => {
	const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
	const secrets = ['a'.repeat(2_000), 'x'.repeat(500), 'password-1', `eyJ${'q'.repeat(1500)}`];
	const patterns = [...docSpace.secretPatterns, ...acronis.secretPatterns];
	attacked('texts of a megabyte');
	withoutSecrets('warm', secrets, patterns);
	const times = [1, 2, 3].map(() => {
		const started = process.cpuUsage();
		expect(withoutSecrets(text, secrets, patterns).length).toBeLessThanOrEqual(LONGEST_TEXT);
		const { user, system } = process.cpuUsage(started);
		return (user + system) / 1000;
	});
	// Processor time, the least of three: other programs of the machine are not what is measured.
	expect(Math.min(...times)).toBeLessThan(50);
});

describe('secretValues', () => {
	it('finds them by the names of the members, at any depth', () => {
		const value = {
			login: 'ann',
			password: 'pass-1',
			nested: { apiKey: 'key-1', list: [{ access_token: 'token-1' }], tokens: ['token-2'] },
			portalUrl: 'https://portal.example',
			clientSecret: 'secret-1',
		};
		expect(secretValues(value)).toEqual(['pass-1', 'key-1', 'token-1', 'token-2', 'secret-1']);
	});

	it('leaves out what is too short to be one, and what is no text', () => {
		expect(secretValues({ password: 'abc', token: 12345, cookie: null })).toEqual([]);
	});

	it('does not look into objects that are no data', () => {
		class File {
			readonly password = 'pass-1';
		}
		expect(secretValues(new File())).toEqual([]);
		expect(secretValues({ file: new File() })).toEqual([]);
	});

	it.each([undefined, null, 5, 'text', []])('finds none in %p', (value) => {
		expect(secretValues(value)).toEqual([]);
	});
});
