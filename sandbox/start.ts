import { parseArgs } from 'node:util';

import { PortTakenError, type Sandbox, type SandboxPorts, startSandbox } from '.';
import { CONTROL_ROUTES } from './control';
import { type SandboxOffer, offerOf } from './offer';

const PORT_FLAGS: Record<keyof SandboxPorts, string> = {
	docSpace: 'docspace-port',
	docSpaceStorage: 'docspace-storage-port',
	acronis: 'acronis-port',
	smtp: 'smtp-port',
	control: 'control-port',
};

const USAGE = `Usage: npm run sandbox -- [options]

  --seed <number>                   the same seed gives the same secrets, ids and archives
  --json                            print one line of JSON when ready, and end with standard input
${Object.values(PORT_FLAGS)
	.map(
		(flag) => `  --${`${flag} <number>`.padEnd(32)}or ${variableOf(flag)}; a free port when absent`,
	)
	.join('\n')}
`;

/** A choice on the command line that cannot be followed. */
class ChoiceError extends Error {}

function variableOf(flag: string): string {
	return `SANDBOX_${flag.toUpperCase().replaceAll('-', '_')}`;
}

function wholeNumber(name: string, text: string | undefined, maximum: number): number | undefined {
	if (text === undefined || text === '') return undefined;
	const number = Number(text);
	if (Number.isInteger(number) && number >= 0 && number <= maximum) return number;
	throw new ChoiceError(`${name} has to be a whole number from 0 to ${maximum}, not ${text}.`);
}

function choices() {
	const text = { type: 'string' } as const;
	const flags = Object.fromEntries(Object.values(PORT_FLAGS).map((flag) => [flag, text]));
	const values = parsed({
		...flags,
		seed: text,
		json: { type: 'boolean' },
		help: { type: 'boolean' },
	});
	const textOf = (name: string) => {
		const value = values[name];
		return typeof value === 'string' ? value : undefined;
	};
	const ports: Partial<SandboxPorts> = {};
	for (const [name, flag] of Object.entries(PORT_FLAGS)) {
		const chosen = textOf(flag) ?? process.env[variableOf(flag)];
		// The names are those of the table.
		ports[name as keyof SandboxPorts] = wholeNumber(`--${flag}`, chosen, 65_535);
	}
	return {
		ports,
		seed: wholeNumber('--seed', textOf('seed'), Number.MAX_SAFE_INTEGER),
		json: values.json === true,
		help: values.help === true,
	};
}

function parsed(options: Record<string, { type: 'string' | 'boolean' }>) {
	try {
		return parseArgs({ options }).values;
	} catch (error) {
		throw new ChoiceError(error instanceof Error ? error.message : String(error));
	}
}

function overview({ docSpace, acronis, mail, control }: SandboxOffer): string {
	const { credentials } = docSpace;
	const { users, client } = acronis;
	const lines: [string, string][] = [
		['ONLYOFFICE DocSpace', docSpace.url],
		['  administrator, cookie', credentials.adminCookie],
		['  administrator, API key', credentials.adminApiKey],
		['  read-only API key', credentials.readOnlyApiKey],
		['  without rights, cookie', credentials.userCookie],
		['  third-party storage', `${credentials.storage.login} / ${credentials.storage.password}`],
		['Acronis File Sync & Share', acronis.url],
		['  administrator', `${users.admin.login} / ${users.admin.password}`],
		['  user', `${users.user.login} / ${users.user.password}`],
		['  with a second factor', `${users.twoFactor.login} / ${users.twoFactor.password}`],
		['  client id / secret', `${client.id} / ${client.secret}`],
		['SMTP, no TLS, any login', `${mail.host}:${mail.port}`],
		['Control', control.url],
		...CONTROL_ROUTES.map(([route, purpose]): [string, string] => [`  ${route}`, purpose]),
	];
	return lines.map(([name, value]) => `${name.padEnd(28)}${value}`).join('\n');
}

/** Starts a sandbox alone and serves until it is told to end. */
async function main(): Promise<void> {
	const { ports, seed, json, help } = choices();
	if (help) {
		process.stdout.write(USAGE);
		return;
	}
	const sandbox = await startSandbox({ ports, seed });
	endWhenTold(sandbox, json);
	const offer = offerOf(sandbox);
	process.stdout.write(`${json ? JSON.stringify(offer) : overview(offer)}\n`);
}

function endWhenTold(sandbox: Sandbox, withStandardInput: boolean): void {
	let ending: Promise<void> | undefined;
	const end = () => {
		ending ??= sandbox.close().then(() => process.exit(0));
	};
	process.on('SIGINT', end);
	process.on('SIGTERM', end);
	if (!withStandardInput) return;
	// A parent that is gone, however it went, has closed its end.
	process.stdin.on('end', end).on('error', end).resume();
}

main().catch((error: unknown) => {
	if (error instanceof PortTakenError) {
		const flag = PORT_FLAGS[error.which];
		const choice = `--${flag} or ${variableOf(flag)}`;
		process.stderr.write(`Port ${error.port} is taken: choose another one with ${choice}.\n`);
	} else if (error instanceof ChoiceError) process.stderr.write(`${error.message}\n\n${USAGE}`);
	else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	process.exitCode = 1;
});
