import { leaks, sawText } from './secretWatch';

/** Where text comes out: the process' own streams, and those that jest puts under its console. */
const streams = new Set([
	process.stdout,
	process.stderr,
	...['_stdout', '_stderr'].map((name): typeof process.stdout => Reflect.get(console, name)),
]);

for (const stream of streams) {
	const original = stream.write.bind(stream);
	// The method has several forms; all of them begin with what is written.
	stream.write = ((...values: Parameters<typeof original>) => {
		sawText('the log', String(values[0]));
		// n8n's own log tells of every error, also of those that a test expects.
		const isOfN8nLog = new Error().stack?.includes('/winston/') === true;
		return isOfN8nLog || original(...values);
	}) as typeof stream.write;
	afterAll(() => {
		stream.write = original;
	});
}

for (const method of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) {
	const original = console[method].bind(console);
	console[method] = (...values: unknown[]) => {
		sawText(`console.${method}`, values.map(String).join(' '));
		original(...values);
	};
}

afterEach(() => {
	expect(leaks()).toEqual([]);
});
