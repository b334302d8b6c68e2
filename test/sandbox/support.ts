import { type Sandbox, startSandbox } from '../../sandbox';

/** A clock that stands still until a test moves it. Milliseconds since 1970. */
export class StillClock {
	private time = Date.parse('2026-03-01T12:00:00Z');

	/** For `startSandbox`. */
	readonly now = (): number => this.time;

	/** Sets the clock to the moment at which every test begins. */
	reset(): void {
		this.time = Date.parse('2026-03-01T12:00:00Z');
	}

	/** Moves the clock on by so many milliseconds. */
	pass(milliseconds: number): void {
		this.time += milliseconds;
	}
}

/** A sandbox for the tests of one file, with a clock of its own, fresh before each test. */
export function useSandbox(): { sandbox: Sandbox; clock: StillClock } {
	const clock = new StillClock();
	// Filled before the first test runs, and not read before.
	const used = { clock } as { sandbox: Sandbox; clock: StillClock };
	beforeAll(async () => {
		used.sandbox = await startSandbox({ now: clock.now });
	});
	beforeEach(async () => {
		clock.reset();
		await used.sandbox.reset();
	});
	afterAll(() => used.sandbox.close());
	return used;
}

/** The members of answers that tests look at, of all operations together. */
interface AnswerBody {
	response: {
		taskId: string;
		id: string;
		link: string;
		progress: number;
		isCompleted: boolean;
		status: number;
	};
	error: { type: string; message: string; code: number; context: { conflict: object } };
	uuid: string;
	name: string;
	path: string;
	checksum: string;
	access_token: string;
	refresh_token: string;
	expires_on: number;
}

/** An answer whose JSON tests can look into. */
export interface Answer extends Omit<Response, 'json'> {
	json(): Promise<AnswerBody>;
}

/** `fetch`, with typed JSON. */
export async function ask(url: string, options?: RequestInit): Promise<Answer> {
	// The type says which members may be looked at; the test says which of them have to be there.
	return (await fetch(url, options)) as Answer;
}

/** A POST with a body of JSON. */
export function json(body: unknown, headers: Record<string, string> = {}): RequestInit {
	return {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	};
}

/** The header of an administrator's session at DocSpace. */
export function asAdministrator({ docSpace }: Sandbox): Record<string, string> {
	return { cookie: `asc_auth_key=${docSpace.credentials.adminCookie}` };
}

/** Asks DocSpace as an administrator. A body makes it a POST. */
export async function askPortal(sandbox: Sandbox, path: string, body?: unknown): Promise<Answer> {
	const headers = asAdministrator(sandbox);
	const url = `${sandbox.docSpace.url}/api/2.0/${path}`;
	return await ask(url, body === undefined ? { headers } : json(body, headers));
}

/** An access token of Acronis by name and password. */
export async function signIn(sandbox: Sandbox, who: 'admin' | 'user' = 'admin'): Promise<string> {
	const { login, password } = sandbox.acronis.users[who];
	const body = new URLSearchParams({ grant_type: 'password', username: login, password });
	const answer = await ask(`${sandbox.acronis.url}/api/2/idp/token`, { method: 'POST', body });
	const { access_token: token } = await answer.json();
	return token;
}

/** Asks File Sync & Share. */
export async function askFiles(
	sandbox: Sandbox,
	token: string,
	path: string,
	options: RequestInit = {},
): Promise<Answer> {
	return await ask(`${sandbox.acronis.url}/fc/api/v1/${path}`, {
		...options,
		headers: { ...options.headers, authorization: `Bearer ${token}` },
	});
}
