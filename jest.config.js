/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
		// The contracts' validator loads this ECMAScript module with `require`, which jest cannot.
		'/node_modules/@apidevtools/.+\\.js$': ['@swc/jest', { jsc: { target: 'es2022' } }],
	},
	transformIgnorePatterns: ['/node_modules/(?!@apidevtools/)'],
	globalSetup: '<rootDir>/test/support/runFolder.js',
	globalTeardown: '<rootDir>/test/support/removeRunFolder.js',
	setupFiles: ['<rootDir>/test/support/environment.js'],
	setupFilesAfterEnv: ['<rootDir>/test/support/everyTest.ts'],
	testTimeout: 60_000,
	// On two cores jest would run all files in its own process, which grows with each until it dies.
	maxWorkers: 2,
	workerIdleMemoryLimit: '1.5GB',
};
