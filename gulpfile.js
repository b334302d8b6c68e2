require('tsx/cjs');

const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, series, src } = require('gulp');
const { makePackages } = require('./tools/packages/make.ts');
const { makePages } = require('./tools/pages/make.ts');
const { makeWorkflows } = require('./tools/packages/workflows.ts');

/** Empties `dist`, so that a file that was renamed or deleted does not ship. */
function clean() {
	return rm('dist', { recursive: true, force: true });
}

/** Compiles the nodes and the credentials. */
function compile() {
	return spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });
}

/** Copies what the compiler does not: icons and codex files. */
function copyAssets() {
	return src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.build = series(clean, compile, copyAssets);
exports.workflows = makeWorkflows;
exports.packages = series(exports.build, makeWorkflows, makePages, makePackages);
