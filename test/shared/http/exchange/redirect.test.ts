import type { RequestContext } from '../../../../nodes/shared/context';
import {
	checkTarget,
	isInside,
	redirectTarget,
} from '../../../../nodes/shared/http/exchange/redirect';
import type { Service } from '../../../../nodes/shared/http/service';

const INSIDE = [
	'http://127.0.0.1/',
	'http://127.1/',
	'http://2130706433/',
	'http://0x7f.1/',
	'http://0.0.0.0/',
	'http://10.1.2.3/',
	'http://172.16.0.1/',
	'http://172.31.255.255/',
	'http://192.168.1.1/',
	'http://100.64.0.1/',
	'http://169.254.169.254/latest/meta-data/',
	'http://[::1]/',
	'http://[::]/',
	'http://[::ffff:10.0.0.1]/',
	'http://[fd12::1]/',
	'http://[fe80::1]/',
	'http://198.18.0.1/',
	'http://198.19.255.255/',
	'http://192.0.0.8/',
	'http://224.0.0.1/',
	'http://240.0.0.1/',
	'http://255.255.255.255/',
	'http://[::7f00:1]/',
	'http://[::127.0.0.1]/',
	'http://[0:0:1::]/',
	'http://[64:ff9b::10.0.0.1]/',
	'http://[64:ff9b:1::a]/',
	'http://[2001:0:7f00:1::]/',
	'http://[2001::7f00:1]/',
	'http://[2002:7f00:1::]/',
	'http://[fec0::1]/',
	'http://[ff02::1]/',
	'http://localhost./',
	'http://redis./',
	'http://metadata.google.internal./',
	'http://localhost:5678/',
	'http://LOCALHOST/',
	'http://storage/',
	'http://storage.local/',
	'http://metadata.google.internal/',
];

const OUTSIDE = [
	'https://storage.example/',
	'https://172.15.0.1/',
	'https://172.32.0.1/',
	'https://100.128.0.1/',
	'https://8.8.8.8/',
	'https://192.0.1.1/',
	'https://198.17.0.1/',
	'https://198.20.0.1/',
	'https://223.255.255.255/',
	'https://storage.example./',
	'https://[2001:4860:4860::8888]/',
	'https://[2003::1]/',
	'https://[2a00::1]/',
	'https://[2001:db8::1]/',
	'https://10.example.com/',
	'https://fd.example.com/',
	'https://local.example/',
];

it.each(INSIDE)('%s is inside', (url) => {
	expect(isInside(new URL(url).hostname)).toBe(true);
});

it.each(OUTSIDE)('%s is outside', (url) => {
	expect(isInside(new URL(url).hostname)).toBe(false);
});

/** Looks at an address that a service at an origin has given. */
async function check(url: string, origin: string): Promise<void> {
	// All that is asked of them.
	const service = { origin: async () => origin } as unknown as Service;
	await checkTarget({} as RequestContext, service, new URL(url));
}

it.each(INSIDE)('a service outside does not lead to %s', async (url) => {
	const refused = { failure: { kind: 'forbidden', host: new URL(url).hostname } };
	await expect(check(url, 'https://portal.example')).rejects.toMatchObject(refused);
	await expect(check(url, 'https://portal.corp')).resolves.toBeUndefined();
});

it.each(OUTSIDE)('any service may lead to %s', async (url) => {
	await expect(check(url, 'https://portal.example')).resolves.toBeUndefined();
	await expect(check(url, 'http://localhost')).resolves.toBeUndefined();
});

it.each(['data:text/plain,x', 'file:///etc/passwd', 'ftp://storage.example/', 'blob:x'])(
	'no service leads to %s',
	async (url) => {
		const refused = { failure: { kind: 'forbidden' } };
		await expect(check(url, 'http://localhost')).rejects.toMatchObject(refused);
	},
);

describe('a redirect', () => {
	const target = async (status: number, location: string | undefined, url = '/files/a') => {
		// All that is asked of it.
		const service = { origin: async () => 'https://portal.example' } as unknown as Service;
		const failure = { kind: 'answer' as const, status, headers: { location }, body: '' };
		return await redirectTarget({} as RequestContext, service, url, failure);
	};

	it.each([301, 302, 303, 307, 308])('with %s leads to its location', async (status) => {
		expect(await target(status, '/b')).toBe('https://portal.example/b');
	});

	it.each([
		[200, '/b'],
		[304, '/b'],
		[404, '/b'],
		[302, ''],
		[302, undefined],
		[302, 'https://'],
		[302, 'http://portal.example/b'],
	])('is none with %s to %p', async (status, location) => {
		expect(await target(status, location)).toBeUndefined();
	});

	it('from an unprotected address may lead anywhere', async () => {
		expect(await target(302, '/b', 'http://storage.example/a')).toBe('http://storage.example/b');
		expect(await target(302, 'https://other.example/', 'http://storage.example/a')).toBe(
			'https://other.example/',
		);
	});
});
