import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const shipped = ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'];

/** Which way imports go in what ships: a room uses what stands before it, never what comes after. */
const rooms = [
	'nodes/shared/util',
	'nodes/shared/context.ts',
	'nodes/shared/parameters',
	'nodes/shared/http',
	'nodes/shared/description',
	'nodes/shared/transfer',
	'nodes/shared/polling',
];
const floors = {
	AcronisFiles: ['service', 'fields', 'auditLog', 'entries', 'listSearch', 'resources'],
	DocSpaceBackup: [
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
};

/** A zone for each room: it imports nothing that stands after it in the list. */
function oneWay(folders, message) {
	return folders.slice(0, -1).map((target, index) => ({
		target,
		from: folders.slice(index + 1),
		message,
	}));
}

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
		rules: { 'import-x/no-cycle': 'error' },
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'sandbox/**/*.ts'],
		rules: {
			'import-x/no-restricted-paths': [
				'error',
				{
					zones: [
						...oneWay(rooms, 'Imports go one way: see the list of rooms in eslint.config.mjs.'),
						...Object.entries(floors).flatMap(([node, folders]) =>
							oneWay(
								folders.map((folder) => `nodes/${node}/${folder}`),
								'Imports go one way: see the list of floors in eslint.config.mjs.',
							),
						),
						{
							target: 'nodes/shared',
							from: ['nodes/!(shared)/**/*', 'credentials/**/*'],
							message: 'What both services use knows neither of them.',
						},
						{
							target: 'nodes/AcronisFiles*/**/*',
							from: 'nodes/DocSpace*/**/*',
							message: 'The services share nothing but nodes/shared.',
						},
						{
							target: 'nodes/DocSpace*/**/*',
							from: 'nodes/Acronis*/**/*',
							message: 'The services share nothing but nodes/shared.',
						},
					],
				},
			],
		},
	},
);
