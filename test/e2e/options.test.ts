import { freePorts, helpText, readStartOptions } from '../../e2e/process/options';

describe('the flags of npm start', () => {
	it('uses the usual ports when nothing is said', () => {
		expect(readStartOptions([], {})).toEqual({
			once: false,
			help: false,
			ports: {
				port: 5678,
				'docspace-port': 5701,
				'docspace-storage-port': 5702,
				'acronis-port': 5703,
				'smtp-port': 5704,
				'control-port': 5705,
			},
		});
	});

	it('takes free ports for a run that nobody looks at', () => {
		const { once, ports } = readStartOptions(['--once'], {});
		expect(once).toBe(true);
		expect(ports).toEqual(freePorts);
	});

	it('prefers the flag to the environment, and the environment to the usual port', () => {
		const environment = { PORT: '6000', SANDBOX_SMTP_PORT: '6001' };
		const { ports } = readStartOptions(['--port', '6002'], environment);
		expect(ports.port).toBe(6002);
		expect(ports['smtp-port']).toBe(6001);
		expect(ports['acronis-port']).toBe(5703);
	});

	it.each([
		[['--port', 'none'], '--port is a number from 0 to 65535, not "none"'],
		[['--smtp-port', '70000'], '--smtp-port is a number from 0 to 65535, not "70000"'],
		[['--ports', '1'], "Unknown option '--ports'"],
	])('refuses %j', (commandLine, message) => {
		expect(() => readStartOptions(commandLine, {})).toThrow(message);
	});

	it('names every flag in the help', () => {
		for (const flag of Object.keys(freePorts)) expect(helpText()).toContain(`--${flag} `);
	});
});
