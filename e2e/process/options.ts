import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UserError } from './userError';

/** The ports that a user can choose, by the name of their flag; 0 is any free one. */
const portFlags = {
	port: { environment: 'PORT', usual: 5678, what: "n8n's editor" },
	'docspace-port': { environment: 'SANDBOX_DOCSPACE_PORT', usual: 5701, what: 'DocSpace' },
	'docspace-storage-port': {
		environment: 'SANDBOX_DOCSPACE_STORAGE_PORT',
		usual: 5702,
		what: "DocSpace's storage",
	},
	'acronis-port': { environment: 'SANDBOX_ACRONIS_PORT', usual: 5703, what: 'Acronis' },
	'smtp-port': { environment: 'SANDBOX_SMTP_PORT', usual: 5704, what: 'the mail server' },
	'control-port': {
		environment: 'SANDBOX_CONTROL_PORT',
		usual: 5705,
		what: "the sandbox's control",
	},
} as const;

/** The name of a port's flag. */
type PortFlag = keyof typeof portFlags;

/** A port for each flag. */
export type Ports = Record<PortFlag, number>;

/** What `npm start` was asked to do. */
export interface StartOptions {
	once: boolean;
	help: boolean;
	ports: Ports;
}

/** Which parts of a suite `npm run e2e` was asked for; all when empty. */
export interface SuiteOptions {
	/** Versions of n8n. */
	lines: string[];
	/** Names of checks. */
	checks: string[];
}

/** The suite that can be run in part. */
const PARTIAL_SUITE = 'versions';

const flags = Object.keys(portFlags) as PortFlag[]; // the keys of a constant object

/** Any free port for each. */
export const freePorts: Ports = {
	port: 0,
	'docspace-port': 0,
	'docspace-storage-port': 0,
	'acronis-port': 0,
	'smtp-port': 0,
	'control-port': 0,
};

/**
 * Reads `npm start`'s flags. A port comes from its flag, else its environment variable, else is the
 * usual one; with `--once`, where nobody types an address, any free one.
 *
 * @throws UserError for an unknown flag or a port that is none
 */
export function readStartOptions(
	commandLine: string[],
	environment: NodeJS.ProcessEnv,
): StartOptions {
	const portOptions = Object.fromEntries(flags.map((flag) => [flag, { type: 'string' } as const]));
	const { values }: { values: Record<string, unknown> } = parsed({
		args: commandLine,
		options: {
			once: { type: 'boolean' },
			help: { type: 'boolean', short: 'h' },
			...portOptions,
		},
	});
	const once = values.once === true;
	const ports = { ...freePorts };
	for (const flag of flags) {
		const { environment: variable, usual } = portFlags[flag];
		const given = values[flag] ?? environment[variable];
		ports[flag] = given === undefined ? (once ? 0 : usual) : parsePort(String(given), flag);
	}
	return { once, help: values.help === true, ports };
}

/**
 * Reads what `npm run e2e` was asked for: names of suites, and `--line` and `--check`, as often as
 * wanted, for a part of one.
 *
 * @throws UserError for an unknown flag, or a part without its suite
 */
export function readSuiteOptions(commandLine: string[]): SuiteOptions & { suites: string[] } {
	const several = { type: 'string', multiple: true } as const;
	const { values, positionals: suites } = parsed({
		args: commandLine,
		options: { line: several, check: several },
		allowPositionals: true,
	});
	const { line: lines = [], check: checks = [] } = values;
	if (lines.length + checks.length > 0 && suites.join() !== PARTIAL_SUITE) {
		throw new UserError(`--line and --check are for the suite ${PARTIAL_SUITE} alone`);
	}
	return { suites, lines, checks };
}

/** What `npm start -- --help` prints. */
export function helpText(): string {
	const lines = flags.map((flag) => {
		const { environment, usual, what } = portFlags[flag];
		return `  --${flag.padEnd(22)} ${what} (${environment}; usually ${usual})`;
	});
	return [
		'npm start                    the sandbox and a real n8n, until Ctrl-C',
		'npm start -- --once          runs the example workflows once and says how it went',
		'',
		'Ports (0 is any free one; the environment variable in brackets does the same):',
		...lines,
	].join('\n');
}

/** @throws UserError instead of Node's own error */
function parsed<Config extends ParseArgsConfig>(config: Config) {
	try {
		return parseArgs(config);
	} catch (error) {
		throw new UserError(error instanceof Error ? error.message : String(error));
	}
}

function parsePort(text: string, flag: PortFlag): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65_535) {
		throw new UserError(`--${flag} is a number from 0 to 65535, not "${text}"`);
	}
	return port;
}
