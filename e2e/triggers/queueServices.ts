import { chmod, chown, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Lifetime } from '../process/lifetime';
import { findFreePort } from '../process/ports';
import { runCommand, startProcess } from '../process/processes';
import { PATIENCE, waitFor } from '../process/waiting';

/** Debian keeps PostgreSQL's server programs out of the path. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** What queue mode needs and this machine has not. */
export async function missingQueueServices(): Promise<string[]> {
	const programs = { PostgreSQL: 'initdb', Redis: 'redis-server' };
	const missing: string[] = [];
	for (const [name, program] of Object.entries(programs)) {
		if ((await findProgram(program)) === undefined) missing.push(name);
	}
	return missing;
}

/**
 * Starts a PostgreSQL and a Redis of their own, on loopback and without anything on disk that lasts.
 *
 * @returns the environment by which n8n finds them
 */
export async function startQueueServices(lifetime: Lifetime): Promise<Record<string, string>> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-queue-'));
	await lifetime.onEnd(() => rm(folder, { recursive: true, force: true }));
	const [databasePort, redisPort] = [await findFreePort(), await findFreePort()];
	await startPostgres(lifetime, folder, databasePort);
	await startRedis(lifetime, folder, redisPort);
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(databasePort),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_PASSWORD: 'unused',
	};
}

async function startPostgres(lifetime: Lifetime, folder: string, port: number): Promise<void> {
	const data = join(folder, 'postgres');
	await mkdir(data);
	const user = await userOfPostgres();
	if (user) {
		await chmod(folder, 0o755);
		await chown(data, user.uid, user.gid);
	}
	const as = (program: string, ...parameters: string[]) =>
		user
			? { command: 'setpriv', arguments: [...identity(user), program, ...parameters] }
			: { command: program, arguments: parameters };
	const initialize = ['-D', data, '-A', 'trust', '-U', 'n8n', '-E', 'UTF8', '--no-sync'];
	await runCommand({
		...as(await program('initdb'), ...initialize),
		folder: data,
		deadline: PATIENCE,
		signal: lifetime.signal,
	});
	const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${data}`];
	const server = startProcess({
		...as(await program('postgres'), '-D', data, '-p', String(port), ...settings),
		folder: data,
		logFile: join(folder, 'postgres.log'),
	});
	await lifetime.onEnd(() => server.stop());
	const isReady = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n'];
	await ready('PostgreSQL', lifetime, await program('pg_isready'), isReady);
}

async function startRedis(lifetime: Lifetime, folder: string, port: number): Promise<void> {
	const at = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
	const server = startProcess({
		command: await program('redis-server'),
		arguments: [...at, '--save', '', '--appendonly', 'no'],
		logFile: join(folder, 'redis.log'),
	});
	await lifetime.onEnd(() => server.stop());
	await ready('Redis', lifetime, await program('redis-cli'), ['-p', String(port), 'ping']);
}

async function ready(name: string, { signal }: Lifetime, command: string, parameters: string[]) {
	const ask = () =>
		runCommand({ command, arguments: parameters, deadline: 5_000 }).then(
			() => true,
			() => undefined,
		);
	await waitFor(`${name} to be ready`, ask, { deadline: PATIENCE, signal });
}

/** PostgreSQL refuses to be run by root. */
async function userOfPostgres(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const id = async (flag: string) =>
		Number(await runCommand({ command: 'id', arguments: [flag, 'postgres'], deadline: PATIENCE }));
	return { uid: await id('-u'), gid: await id('-g') };
}

function identity({ uid, gid }: { uid: number; gid: number }): string[] {
	return [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

async function program(name: string): Promise<string> {
	const found = await findProgram(name);
	if (found === undefined) throw new Error(`This machine has no ${name}`);
	return found;
}

async function findProgram(name: string): Promise<string | undefined> {
	const versions = await readdir(DEBIAN_POSTGRES).catch((): string[] => []);
	const folders = [
		...(process.env.PATH ?? '').split(delimiter),
		...versions.map((version) => join(DEBIAN_POSTGRES, version, 'bin')),
	];
	for (const folder of folders) {
		const files = await readdir(folder).catch((): string[] => []);
		if (files.includes(name)) return join(folder, name);
	}
	return undefined;
}
