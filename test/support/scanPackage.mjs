// The lint half of n8n's scan of community packages, on folders: the command itself takes only names
// of published packages. Prints one JSON object by folder, and warnings, which the scan keeps to
// itself, on the error output.
import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';

const [sourceFolder, packedFolder] = process.argv.slice(2);
const patterns = { source: SOURCE_FILE_PATTERNS, packed: ['**/*.js', '**/*.ts', '**/*.json'] };

async function warnings(folder, filePatterns) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		errorOnUnmatchedPattern: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const formatter = await eslint.loadFormatter('stylish');
	return await formatter.format(await eslint.lintFiles(filePatterns));
}

const source = await analyzePackage(sourceFolder, patterns.source);
const packed = await analyzePackage(packedFolder, patterns.packed);
process.stderr.write(await warnings(sourceFolder, patterns.source));
process.stderr.write(await warnings(packedFolder, patterns.packed));
process.stdout.write(`${JSON.stringify({ source, packed })}\n`);
