import type { RequestContext } from '../../../../nodes/shared/context';
import type { RequestFailure } from '../../../../nodes/shared/http/failure/failure';
import { explainForeignHost, foreignHost } from '../../../../nodes/shared/http/failure/foreignHost';
import type { Service } from '../../../../nodes/shared/http/service';

const answered = (status: number): RequestFailure => ({
	kind: 'answer',
	status,
	headers: {},
	body: '',
});

it.each<[RequestFailure, string]>([
	[{ kind: 'connection', code: 'ENOTFOUND' }, 'The host storage.example could not be found'],
	[{ kind: 'connection', code: 'EAI_AGAIN' }, 'The host storage.example could not be found'],
	[{ kind: 'connection', code: 'ECONNRESET' }, 'The connection to storage.example failed'],
	[answered(401), 'The link to storage.example no longer works'],
	[answered(403), 'The link to storage.example no longer works'],
	[answered(410), 'The link to storage.example no longer works'],
	[answered(404), 'There is no such file at storage.example'],
	[answered(500), 'storage.example did not return the file (status 500)'],
])('says of %j what another host did', (failure, message) => {
	expect(explainForeignHost('storage.example', failure)?.message).toBe(message);
});

it('says nothing of what is about no host', () => {
	expect(explainForeignHost('a.example', { kind: 'forbidden', host: 'b' })).toBeUndefined();
});

it.each([
	['/files/a', undefined],
	['https://portal.example/a', undefined],
	['https://storage.example/a', 'storage.example'],
	['https://portal.example:444/a', 'portal.example:444'],
])('the other host of %s is %s', async (url, host) => {
	// All that is asked of it.
	const service = { origin: async () => 'https://portal.example' } as unknown as Service;
	expect(await foreignHost({} as RequestContext, service, url)).toBe(host);
});
