import {
	authenticatedFor,
	isAbsoluteUrl,
	serviceOrigin,
} from '../../../nodes/shared/http/serviceUrl';

describe('serviceOrigin', () => {
	it.each([
		['https://portal.example.com', 'https://portal.example.com'],
		['https://portal.example.com/', 'https://portal.example.com'],
		['  https://Portal.Example.com/rooms/list?a=1#x ', 'https://portal.example.com'],
		['https://portal.example.com:8443/x', 'https://portal.example.com:8443'],
		['https://portal.example.com:443', 'https://portal.example.com'],
		['http://localhost:8080/', 'http://localhost:8080'],
		['http://127.0.0.1:5', 'http://127.0.0.1:5'],
		['http://127.1.2.3', 'http://127.1.2.3'],
		['http://[::1]:80', 'http://[::1]'],
		['portal.example.com', 'https://portal.example.com'],
		['portal.example.com:8443/x?y=1', 'https://portal.example.com:8443'],
		['localhost:8443', 'https://localhost:8443'],
		['"https://portal.example.com/"', 'https://portal.example.com'],
		['<https://portal.example.com>\r\n', 'https://portal.example.com'],
		['\u201chttps://portal.example.com\u201d', 'https://portal.example.com'],
		['\ufeffhttps://portal.example.com\u200b', 'https://portal.example.com'],
	])('%s is %s', (address, origin) => {
		expect(serviceOrigin(address, 'Portal URL')).toBe(origin);
	});

	it.each([
		['', 'is empty'],
		['   ', 'is empty'],
		[undefined, 'is empty'],
		[5, 'is empty'],
		['portal', 'is not an address'],
		['a portal.example.com', 'is not an address'],
		['ann@portal.example.com', 'is not an address'],
		['portal.example.com:x', 'is not an address'],
		['ftp://portal.example.com', 'is not an address'],
		['javascript:alert(1)', 'is not an address'],
		['https://', 'is not an address'],
		['https://ann@portal.example.com', 'contains a user name or a password'],
		['https://ann:hunter22@portal.example.com', 'contains a user name or a password'],
		['http://portal.example.com', 'begins with http://'],
		['http://localhost.example.com', 'begins with http://'],
		['http://127.0.0.1.example.com', 'begins with http://'],
		['http://127.evil.example', 'begins with http://'],
	])('%p %s', (address, problem) => {
		const read = () => serviceOrigin(address, 'Portal URL');
		expect(read).toThrow(`Portal URL ${problem}`);
		expect(read).toThrow(
			expect.objectContaining({ description: expect.stringContaining('Portal URL') }),
		);
		expect(read).not.toThrow(/hunter22/);
	});
});

it.each([
	['https://a.example/x', true],
	['HTTP://a.example', true],
	['//a.example/x', true],
	['data:text/plain,x', true],
	['/path', false],
	['path/to', false],
	['/path?next=https://a.example', false],
	['', false],
])('isAbsoluteUrl of %p is %p', (url, isAbsolute) => {
	expect(isAbsoluteUrl(url)).toBe(isAbsolute);
});

describe('authenticatedFor', () => {
	const origin = 'https://portal.example.com';
	const secret = { Cookie: 'asc_auth_key=abc' };

	it.each([
		[{ url: '/api/2.0/backup' }, `${origin}/api/2.0/backup`],
		[{ url: 'api/2.0/backup' }, `${origin}/api/2.0/backup`],
		[{ url: `${origin}/api/2.0/backup` }, `${origin}/api/2.0/backup`],
		[{ url: '//portal.example.com/x' }, `${origin}/x`],
		[{ url: '/backup', baseURL: `${origin}/api/2.0` }, `${origin}/api/2.0/backup`],
		[{ url: '/@storage.example.com' }, `${origin}/@storage.example.com`],
		[{ url: '@storage.example.com' }, `${origin}/@storage.example.com`],
		[{ url: '.evil.example/x' }, `${origin}/.evil.example/x`],
		[{ url: ':444/x' }, `${origin}/:444/x`],
		// n8n's HTTP Request node gives the address as `uri`.
		[{ uri: `${origin}/api/2.0/backup` } as unknown as { url: string }, `${origin}/api/2.0/backup`],
	])('%j gets the secret, and is asked at %s and nowhere else', (request, address) => {
		const signed = authenticatedFor(origin, { ...request, headers: { Accept: '*/*' } }, secret);
		expect(signed.headers).toEqual({ Accept: '*/*', ...secret });
		expect(signed.url).toBe(address);
		expect(signed).not.toHaveProperty('baseURL');
		if ('uri' in request) expect(signed).toMatchObject({ uri: address });
		expect(signed.sendCredentialsOnCrossOriginRedirect).toBe(false);
	});

	it.each<{ url: string; baseURL?: string }>([
		{ url: 'https://storage.example.com/file' },
		{ url: 'https:storage.example.com/file' },
		{ url: 'https:/storage.example.com/file' },
		{ url: 'https:///storage.example.com/file' },
		{ url: '///storage.example.com/file' },
		{ url: '//storage.example.com/file' },
		{ url: '\\\\storage.example.com/file' },
		{ url: '/\\storage.example.com/file' },
		{ url: '/\t/storage.example.com/file' },
		{ url: 'ht\ntps://storage.example.com/file' },
		{ url: 'http://portal.example.com/api/2.0/backup' },
		{ url: 'https://portal.example.com.evil.example/' },
		{ url: 'https://portal.example.com@evil.example/' },
		{ url: 'data:text/plain,x' },
		{ url: '/backup', baseURL: 'https://storage.example.com' },
		{ url: '/backup', baseURL: '//portal.example.com' },
		{ uri: 'https://storage.example.com/file' } as unknown as { url: string },
	])('%j goes out without it', (request) => {
		const untouched = authenticatedFor(origin, { ...request, headers: {} }, secret);
		expect(untouched).toEqual({
			...request,
			headers: {},
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});
});
