import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

import packageJson from '../../package.json';
import { projectFolder } from '../support/packedPackage';

/** What people read of the nodes. n8n's lint sees literals only, and these are put together. */

/** The source of a compiled file that package.json registers, without its ending. */
function sourceOf(file: string): string {
	return join(projectFolder, file.replace(/^dist\//, '').replace(/\.js$/, ''));
}

/** An instance of the class of each compiled file that package.json registers, from its source. */
function registered<Type>(files: string[]): Type[] {
	return files.map((file) => {
		const [Class] = Object.values(
			// Which files there are is data, so that a node that is added is looked at too.
			jest.requireActual<Record<string, new () => Type>>(sourceOf(file)),
		);
		if (!Class) throw new Error(`${file} exports no class`);
		return new Class();
	});
}

const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');
const credentials = registered<ICredentialType>(packageJson.n8n.credentials);
const nodes = registered<INodeType>(packageJson.n8n.nodes).map(({ description }) => description);
const actions = nodes.filter(({ group }) => !group.includes('trigger'));
const triggers = nodes.filter(({ group }) => group.includes('trigger'));

type Option = INodeProperties | INodePropertyOptions | INodePropertyCollection;

function isField(option: Option): option is INodeProperties {
	return 'type' in option;
}

function isChoice(option: Option): option is INodePropertyOptions {
	return 'value' in option;
}

/** All fields, also those in collections. */
function fieldsOf(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...fieldsOf((property.options ?? []).filter(isField)),
		...fieldsOf(
			(property.options ?? []).flatMap((option) => ('values' in option ? option.values : [])),
		),
	]);
}

function valuesOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []).filter(isChoice);
}

const allFields = nodes.flatMap((node) =>
	fieldsOf(node.properties).map((field) => ({ where: `${node.name}: ${field.name}`, field })),
);

/** Each operation with its node and resource. */
const operations = actions.flatMap((node) =>
	valuesOf(node.properties.find(({ name }) => name === 'resource')).flatMap((resource) => {
		const field = node.properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource.value),
		);
		return valuesOf(field).map((operation) => ({ node, resource, field, operation }));
	}),
);

test('names that workflows depend on stay', () => {
	expect(packageJson.name).toBe('n8n-nodes-docspace-acronis');
	expect(nodes.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['acronisFiles', 'acronisFilesTrigger', 'docSpaceBackup']),
	);
	expect(credentials.map(({ name }) => name).sort()).toEqual([
		'acronisFilesOAuth2Api',
		'acronisFilesPasswordApi',
		'docSpaceApi',
		'docSpaceStorageAccountApi',
	]);
});

test('actions can be tools of an agent, triggers cannot', () => {
	expect(actions.filter(({ usableAsTool }) => usableAsTool !== true)).toEqual([]);
	expect(triggers.filter((trigger) => 'usableAsTool' in trigger)).toEqual([]);
	expect([actions.length > 0, triggers.length > 0]).toEqual([true, true]);
});

test('models are told of every node and of every operation', () => {
	expect(nodes.filter(({ builderHint }) => !builderHint?.searchHint)).toEqual([]);
	for (const { node, resource, operation } of operations) {
		expect([operation.action, operation.builderHint?.propertyHint]).toEqual([
			operation.action,
			expect.stringMatching(/\.$/),
		]);
		const [words, ...others] = node.properties.filter(
			({ name, displayOptions: { show } = {} }) =>
				name === 'toolDescription' &&
				show?.resource?.includes(resource.value) &&
				show.operation?.includes(operation.value),
		);
		expect(words?.default).toMatch(/\.$/);
		expect(others).toEqual([]);
	}
});

test('every node says on the canvas what it does', () => {
	expect(nodes.filter(({ subtitle }) => !subtitle).map(({ name }) => name)).toEqual([]);
});

test('labels are read as a whole: n8n cuts them off after 32 characters', () => {
	const long = allFields
		.filter(({ field }) => field.type !== 'notice')
		.map(({ field }) => field.displayName)
		.filter((label) => label.length > 32);
	expect([...new Set(long)]).toEqual([]);
});

test('a confirmation has a notice above it that says what it is for', () => {
	let confirmations = 0;
	for (const { properties } of actions) {
		for (const [index, field] of properties.entries()) {
			if (!field.displayName.startsWith('Confirm ')) continue;
			confirmations += 1;
			const shown = JSON.stringify(field.displayOptions);
			const notices = properties
				.slice(0, index)
				.filter(
					({ type, displayOptions }) =>
						type === 'notice' && JSON.stringify(displayOptions) === shown,
				);
			expect(notices).toHaveLength(1);
		}
	}
	expect(confirmations).toBeGreaterThan(2);
});

/** What replaces or deletes many things, although the operation's own request does not look like it. */
const MANY = ['acronisFiles folder prune', 'docSpaceBackup restore start'];

/** What there is one of, and what makes it again is as quick. */
const ONE_OF_ITS_KIND = ['acronisFiles folder stopSync', 'docSpaceBackup backupSchedule delete'];

test('what destroys more than one named thing needs a confirmation', () => {
	const asked = [];
	for (const { node, resource, operation } of operations) {
		const name = `${node.name} ${resource.value} ${operation.value}`;
		const request = operation.routing?.request;
		const wholeList = request?.method === 'DELETE' && !request.url?.endsWith('}');
		if (MANY.includes(name)) asked.push(name);
		else if (wholeList && !ONE_OF_ITS_KIND.includes(name)) asked.push(name);
	}
	expect(asked.length).toBeGreaterThan(2);
	const confirmed = operations
		.filter(({ node, resource, operation }) =>
			node.properties.some(
				({ name, displayOptions }) =>
					name === 'confirm' &&
					displayOptions?.show?.resource?.includes(resource.value) &&
					displayOptions.show.operation?.includes(operation.value),
			),
		)
		.map(({ node, resource, operation }) => `${node.name} ${resource.value} ${operation.value}`);
	expect(confirmed.sort()).toEqual(asked.sort());
});

test('the items of every node are simplified, unless told otherwise', () => {
	const switches = nodes
		.flatMap(({ properties }) => fieldsOf(properties))
		.filter(({ name }) => name === 'simplify');
	expect(switches.length).toBeGreaterThan(7);
	expect(new Set(switches.map((field) => field.default))).toEqual(new Set([true]));
});

test.each([
	['audit', ['acronisFiles', 'acronisFilesTrigger', 'docSpaceBackup', 'docSpaceBackupTrigger']],
	['backup', ['acronisFiles', 'docSpaceBackup', 'docSpaceBackupTrigger']],
	['webdav', ['docSpaceBackup']],
	['login history', ['docSpaceBackup', 'docSpaceBackupTrigger']],
	['off-site', ['acronisFiles', 'docSpaceBackup']],
	['ransomware', ['acronisFiles', 'acronisFilesTrigger', 'docSpaceBackup']],
	['cloud storage', ['acronisFiles', 'docSpaceBackup']],
	['ecm', ['acronisFiles', 'docSpaceBackup', 'docSpaceBackupTrigger']],
])('the search of the editor finds nodes for %s', (typed, wanted) => {
	const found = nodes.filter((_node, index) => {
		const codex = readFileSync(`${sourceOf(packageJson.n8n.nodes[index] ?? '')}.json`, 'utf8');
		const { alias }: { alias: string[] } = JSON.parse(codex);
		return alias.some((word) => word.toLowerCase().includes(typed));
	});
	expect(found.map(({ name }) => name).sort()).toEqual(wanted);
});

test('every resource has operations, and its default is one of them', () => {
	for (const node of actions) {
		for (const { value } of valuesOf(node.properties.find(({ name }) => name === 'resource'))) {
			const own = operations.filter((it) => it.node === node && it.resource.value === value);
			expect(own.map(({ operation }) => operation.value)).toContain(own[0]?.field?.default);
		}
	}
});

it('no value is checked by a regular expression of n8n, whose time runs out on a busy machine', () => {
	const modes = nodes.flatMap(({ properties }) =>
		fieldsOf(properties).flatMap((field) => field.modes ?? []),
	);
	expect(modes.length).toBeGreaterThan(0);
	expect(modes.filter(({ validation }) => validation)).toEqual([]);
});

describe.each(operations)('$node.displayName, $resource.name: $operation.name', ({ operation }) => {
	test('is described', () => {
		expect(operation.action).toMatch(/^[A-Z][^A-Z]/);
		expect(operation.description).toMatch(/^[A-Z]/);
	});

	test('goes through the request pipeline', () => {
		expect(operation.routing?.request).toMatchObject({ method: expect.any(String) });
		expect(operation.routing?.send?.paginate).toBe(true);
		expect(operation.routing?.operations?.pagination).toBeInstanceOf(Function);
	});
});

test('operations and resources are in alphabetical order', () => {
	const choices = actions.flatMap(({ name, properties }) =>
		properties
			.filter((property) => ['resource', 'operation'].includes(property.name))
			.map((property) => [name, ...valuesOf(property).map((option) => option.name)]),
	);
	expect(choices).toEqual(
		choices.map(([name, ...options]) => [
			name,
			...options.sort((one, other) => one.localeCompare(other)),
		]),
	);
});

test('every field is shown for operations that exist', () => {
	const known = new Set(
		operations.map(({ node, resource, operation }) =>
			[node.name, resource.value, operation.value].join(),
		),
	);
	// A field of several resources names all their operations, and no resource has all of them.
	const astray = actions.flatMap((node) =>
		node.properties.flatMap(({ name, displayOptions }) => {
			const { resource = [], operation = [] } = displayOptions?.show ?? {};
			const exists = (one: unknown, other: unknown) => known.has([node.name, one, other].join());
			return [
				...resource.filter((one) => !operation.some((other) => exists(one, other))),
				...operation.filter((other) => !resource.some((one) => exists(one, other))),
			]
				.filter(() => operation.length > 0)
				.map((place) => `${node.name}: ${name} for ${String(place)}`);
		}),
	);
	expect(astray).toEqual([]);
});

test('the example of a name is one of what gets it', () => {
	const names = actions
		.flatMap(({ properties }) => properties)
		.filter(({ displayName }) => displayName === 'New Name')
		.map(({ displayOptions, placeholder }) => [displayOptions?.show?.resource, placeholder]);
	expect(names).toEqual([
		[['file'], 'e.g. june.pdf'],
		[['folder'], 'e.g. Reports'],
	]);
});

test('placeholders are examples', () => {
	const placeholders = [
		...allFields.flatMap(({ where, field }) =>
			[field, ...(field.modes ?? [])].map(({ placeholder }) => ({ where, field, placeholder })),
		),
		...credentials.flatMap(({ name, properties }) =>
			properties.map((field) => ({ where: name, field, placeholder: field.placeholder })),
		),
	].filter(({ placeholder }) => placeholder !== undefined);
	expect(placeholders.length).toBeGreaterThan(0);
	const wrong = placeholders.filter(({ field, placeholder }) => {
		const isGroup = ['collection', 'fixedCollection'].includes(field.type);
		return !(isGroup ? /^Add [A-Z]/ : /^e\.g\. \S/).test(String(placeholder));
	});
	expect(wrong.map(({ where, placeholder }) => `${where}: ${placeholder}`)).toEqual([]);
});

test('lists stop at 50 unless told otherwise', () => {
	const all = allFields.filter(({ field }) => field.name === 'returnAll');
	expect(all.length).toBeGreaterThan(0);
	expect(all.filter(({ field }) => field.default !== false)).toEqual([]);
	const limits = allFields.filter(({ field }) => field.name === 'limit');
	expect(limits.length).toBeGreaterThan(0);
	for (const { field } of limits) {
		expect(field).toMatchObject({
			displayName: 'Limit',
			default: 50,
			typeOptions: { minValue: 1 },
			description: 'Max number of results to return',
		});
	}
});

test('switches say whether what', () => {
	const switches = allFields.filter(({ field }) => field.type === 'boolean');
	const wrong = switches.filter(({ field }) => !/^Whether /.test(field.description ?? ''));
	expect(wrong.map(({ where }) => where)).toEqual([]);
});

test('every node and credential has its part in the README', () => {
	const headings = [...nodes, ...credentials].map(({ displayName }) => `\n### ${displayName}\n`);
	expect(headings.filter((heading) => !readme.includes(heading))).toEqual([]);
});
