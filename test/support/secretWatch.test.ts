import { leaks, sawError, watchSecrets } from './secretWatch';

const SECRET = 'a-secret-of-this-test';

beforeAll(() => {
	watchSecrets([SECRET]);
});

it.each([
	['the message', new Error(`No ${SECRET}`)],
	['the cause', new Error('No', { cause: new Error(SECRET) })],
	['a member', Object.assign(new Error('No'), { context: { request: { headers: [SECRET] } } })],
	['a signed link', new Error('https://s.example/?X-Amz-Signature=0123abcd')],
	['capitals', new Error(`No ${SECRET.toUpperCase()}`)],
	['several lines', new Error(`No ${SECRET.replace(/(.{5})/g, '$1\r\n ')}`)],
	['Base64', new Error(`No ${Buffer.from(SECRET).toString('base64')}`)],
	['hex', new Error(`No ${Buffer.from(SECRET).toString('hex')}`)],
	['a URL', new Error(`No ${encodeURIComponent(SECRET)}`)],
	['a token', new Error('eyJhbGci.eyJzdWI.c2ln')],
])('finds a secret in %s of an error', (_where, error) => {
	sawError(error);
	expect(leaks().length).toBeGreaterThan(0);
	expect(leaks()).toEqual([]);
});

it('finds a secret in a log line', () => {
	process.stderr.write(`\u001b[2K\r${SECRET}\u001b[2K\r`);
	expect(leaks()).toContainEqual(expect.stringContaining('the log shows a secret'));
});

it('finds fields of the node beside an error', () => {
	sawError(Object.assign(new Error('No'), { node: { parameters: { name: 'a.txt' } } }));
	expect(leaks()).toEqual(['an error carries the fields name']);
	expect(leaks()).toEqual([]);
});

it('sees nothing in an error without any of it', () => {
	sawError(Object.assign(new Error('No'), { node: { name: 'Node', parameters: {} } }));
	expect(leaks()).toEqual([]);
});
