import { acronisNode } from '../e2e/chain/chainWorkflow';
import type { SandboxProcess } from '../e2e/process/sandboxProcess';
import type { BenchStage } from './benchStage';

/** A token for the programs that n8n is held against. */
export async function accessToken({ offer }: SandboxProcess): Promise<string> {
	const { login: username, password } = offer.acronis.users.admin;
	const answer = await fetch(`${offer.acronis.url}/api/2/idp/token`, {
		method: 'POST',
		body: new URLSearchParams({ grant_type: 'password', username, password }),
	});
	const { access_token: token }: { access_token: string } = JSON.parse(await answer.text());
	return token;
}

/** An address of File Sync & Share. */
export function filesAddress({ offer }: SandboxProcess, path: string): string {
	return `${offer.acronis.url}/fc/api/v1/${path}`;
}

/** Empties the service; n8n gets its new token here, and not in what is measured. */
export async function reset({ sandbox, chains }: BenchStage): Promise<void> {
	await sandbox.control('POST', '/reset');
	await chains.run(acronisNode('auditLog', 'getAll'));
}

/** Asks File Sync & Share for JSON. */
export async function askFiles<Answer>(
	sandbox: SandboxProcess,
	token: string,
	path: string,
	body?: unknown,
): Promise<{ status: number; body: Answer }> {
	const answer = await fetch(filesAddress(sandbox, path), {
		method: body === undefined ? 'GET' : 'POST',
		headers: {
			authorization: `Bearer ${token}`,
			...(body !== undefined && { 'content-type': 'application/json' }),
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const parsed: Answer = JSON.parse(await answer.text());
	return { status: answer.status, body: parsed };
}
