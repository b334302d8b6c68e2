const vm = require('node:vm');

const { TestEnvironment } = require('jest-environment-node');

// Before 20.19, Node.js cannot `require` the one ECMAScript module among what is loaded once.
if (!process.features.require_module) require('tsx/cjs');

// jest runs each test file in a context of its own, where an error that n8n makes is no `Error`.
const contexts = new WeakSet();
const { compileFunction } = vm;
vm.compileFunction = (code, parameters, { parsingContext, ...options } = {}) =>
	compileFunction(
		code,
		parameters,
		contexts.has(parsingContext) ? options : { ...options, parsingContext },
	);

/** The symbols under which jest keeps what it knows of a test file. */
const JEST_KEEPS = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL', '$$jest-matchers-object'];

/**
 * Runs all test files of a worker in the worker's own context, so that they can share what
 * `loadOnce.js` stands in for. All other modules are still loaded for each file.
 */
module.exports = class OneRealm extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		contexts.add(this.context);
		const { exit, getBuiltinModule } = process;
		this.ofProcess = { exit, getBuiltinModule };
		this.global = Object.assign(globalThis, { loadOnce: require });
		const { constructor: FakeTimers } = this.fakeTimersModern;
		this.fakeTimersModern = new FakeTimers({ config: config.projectConfig, global: globalThis });
	}

	/** Leaves nothing of jest's for the next test file: it would keep all modules of this one. */
	async teardown() {
		for (const key of Object.getOwnPropertySymbols(globalThis)) {
			if (JEST_KEEPS.includes(key.description)) Reflect.deleteProperty(globalThis, key);
		}
		Object.assign(process, this.ofProcess);
		await super.teardown();
	}
};
