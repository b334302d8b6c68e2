import { secretValues, withoutSecrets } from '../../../nodes/shared/http/secrets';

describe('withoutSecrets', () => {
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
