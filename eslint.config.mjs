import { readdirSync } from 'node:fs';

import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const shipped = ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'];

/**
 * Which way imports go: what stands in a list uses what stands before it, never what comes after. The
 * houses first, then the rooms of each.
 */
const floors = {
	'.': ['nodes', 'credentials', 'sandbox', 'tools', 'e2e', 'test', 'bench'],
	nodes: [
		'shared',
		'AcronisFiles',
		'AcronisFilesTrigger',
		'DocSpaceBackup',
		'DocSpaceBackupTrigger',
	],
	'nodes/shared': [
		'util',
		'context.ts',
		'parameters',
		'http',
		'description',
		'transfer',
		'polling',
	],
	'nodes/AcronisFiles': ['service', 'fields', 'auditLog', 'entries', 'listSearch', 'resources'],
	'nodes/DocSpaceBackup': [
		'service',
		'output',
		'fields',
		'thirdParty',
		'audit',
		'storages',
		'tasks',
		'loadOptions',
		'listSearch',
		'resources',
	],
	sandbox: ['contracts', 'http', 'acronis', 'docspace'],
	'sandbox/acronis': ['quirks', 'state', 'routes', 'index.ts'],
	'sandbox/docspace': ['quirks', 'state', 'routes', 'index.ts'],
};

/** No room is without a place: what is not in a list would not be held to it. */
for (const [house, rooms] of Object.entries(floors)) {
	const homeless = readdirSync(house, { withFileTypes: true }).find(
		(entry) =>
			house !== '.' && entry.isDirectory() && ![...rooms, '__schema__'].includes(entry.name),
	);
	if (homeless) throw new Error(`eslint.config.mjs has no place for ${house}/${homeless.name}`);
}

/** A zone for each room but the last: it imports nothing that stands after it. */
const oneWay = Object.entries(floors).flatMap(([house, rooms]) =>
	rooms.slice(0, -1).map((room, index) => ({
		target: `${house}/${room}`,
		from: rooms.slice(index + 1).map((later) => `${house}/${later}`),
		message: 'Imports go one way: see the list of floors in eslint.config.mjs.',
	})),
);

/** The services share nothing, neither their nodes nor their stand-ins, which know no node. */
const apart = [
	['nodes/Acronis*/**/*', 'nodes/DocSpace*/**/*'],
	['nodes/DocSpace*/**/*', 'nodes/Acronis*/**/*'],
	['sandbox/docspace', 'sandbox/acronis'],
	['sandbox', '{nodes,credentials}/**/*'],
].map(([target, from]) => ({ target, from, message: 'These know nothing of each other.' }));

export default tseslint.config(
	{ ignores: ['dist/', 'packages/*/dist/', 'node_modules/', 'e2e/node_modules/'] },
	{ files: ['**/*.{js,mjs,ts}'], extends: [js.configs.recommended] },
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strict],
		rules: { '@typescript-eslint/consistent-type-imports': 'error' },
	},
	{
		files: ['**/*.{js,mjs}'],
		languageOptions: {
			globals: Object.fromEntries(
				[
					'Buffer',
					'URL',
					'__dirname',
					'console',
					'exports',
					'module',
					'process',
					'require',
					'setTimeout',
				].map((name) => [name, 'readonly']),
			),
		},
	},

	// What ships is held to the rules of n8n's own scan of community packages, without exceptions.
	{
		files: shipped,
		linterOptions: { noInlineConfig: true },
		languageOptions: { parser: tseslint.parser },
		plugins: {
			...n8nCommunityNodesPlugin.configs.recommended.plugins,
			'n8n-nodes-base': nodesBase,
		},
		rules: { ...n8nCommunityNodesPlugin.configs.recommended.rules, 'no-console': 'error' },
	},
	{ files: ['package.json'], rules: nodesBase.configs.community.rules },
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...nodesBase.configs.credentials.rules,
			// Written for n8n's own credentials, whose documentation is not at an address of its own.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			// The community plugin's rule for password fields is the more exact one.
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...nodesBase.configs.nodes.rules,
			// They ask for the text 'main' where the community plugin asks for the named constant.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			// A service that has an upper limit is better served by a field that knows it.
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		ignores: ['nodes/shared/parameters/**'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: 'MemberExpression[property.name=/^get(Current)?NodeParameter$/]',
					message:
						'Fields are read by nodes/shared/parameters, which refuses what it cannot understand.',
				},
				{
					selector:
						"NewExpression[callee.name=/^Node(Api|Operation)Error$/] > CallExpression[callee.property.name='getNode']",
					message: 'n8n stores the node of an error with its fields: see errorNode.',
				},
			],
		},
	},
	{
		files: ['**/*.ts'],
		plugins: { 'import-x': importX },
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
		rules: { 'import-x/no-restricted-paths': ['error', { zones: [...oneWay, ...apart] }] },
	},
);
