import { ApplicationError, NodeHelpers } from 'n8n-workflow';

/** A module as the worker itself has it. */
function ofWorker(name: string): unknown {
	const loadOnce: unknown = Reflect.get(globalThis, 'loadOnce');
	if (typeof loadOnce !== 'function') throw new Error('Nothing loads a module once');
	return loadOnce(require.resolve(name));
}

it('shares n8n with the other test files of the worker, and nothing of its own', () => {
	expect(ofWorker('n8n-workflow')).toHaveProperty('NodeHelpers', NodeHelpers);
	expect(ofWorker('./loadOnce')).toEqual({ process: expect.any(Function) });
	expect(ofWorker('./loadOnce')).not.toBe(jest.requireActual('./loadOnce'));
});

it('knows the errors of n8n and of Node.js as errors', async () => {
	const failed = await fetch('http://127.0.0.1:1').catch((error: unknown) => error);
	expect(failed).toBeInstanceOf(TypeError);
	expect(new ApplicationError('text')).toBeInstanceOf(Error);
	expect(() => JSON.parse('{')).toThrow(SyntaxError);
});
