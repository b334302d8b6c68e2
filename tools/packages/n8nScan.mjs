// The lint half of n8n's scan of community packages, for one package: the command itself takes only
// names of published packages. Takes the checkout, the package's name and the folder with its unpacked
// tarball. Prints what the scan says of the source and of the tarball as one JSON object: whether it
// passes, how many files were looked at and how many findings there are. What is found, and warnings,
// which the scan keeps to itself, go to the error output.
import {
	analyzePackage,
	buildScanConfig,
	findPackageRoot,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import { createRequire } from 'node:module';

// The scan's own, so that the same files are counted that it looks at.
const glob = createRequire(import.meta.resolve('@n8n/scan-community-package/scanner/scanner.mjs'))(
	'fast-glob',
);

const [checkout, name, packedFolder] = process.argv.slice(2);

async function scan(folder, patterns) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const files = await glob(patterns, { cwd: folder, absolute: true });
	const results = await eslint.lintFiles(files);
	const formatter = await eslint.loadFormatter('stylish');
	process.stderr.write(await formatter.format(results));
	const { passed } = await analyzePackage(folder, patterns);
	const findings = results.reduce((sum, { errorCount }) => sum + errorCount, 0);
	return { passed, files: files.length, findings };
}

// The scan looks for the package in the repository by its name.
const source = await scan(findPackageRoot(checkout, name), SOURCE_FILE_PATTERNS);
const packed = await scan(packedFolder, ['**/*.js', '**/*.ts', '**/*.json']);
process.stdout.write(`${JSON.stringify({ source, packed })}\n`);
