// What takes longer to load than most test files run: n8n's engine, and what the sandbox stands on.
const LOADED_ONCE = '/node_modules/(@n8n|fastify|n8n-core|n8n-workflow|openapi-backend|yaml)/';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/support/oneRealm.js',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
		[LOADED_ONCE]: '<rootDir>/test/support/loadOnce.js',
	},
	transformIgnorePatterns: [`^(?!.*${LOADED_ONCE}).*/node_modules/`],
	globalSetup: '<rootDir>/test/support/runFolder.js',
	globalTeardown: '<rootDir>/test/support/removeRunFolder.js',
	setupFiles: ['<rootDir>/test/support/environment.js'],
	setupFilesAfterEnv: ['<rootDir>/test/support/everyTest.ts'],
	testTimeout: 60_000,
	// On two cores jest would run all files in its own process, which grows with each until it dies.
	maxWorkers: 2,
	workerIdleMemoryLimit: '600MB',
};
