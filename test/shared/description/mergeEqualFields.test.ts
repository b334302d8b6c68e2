import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { mergeEqualFields } from '../../../nodes/shared/description/mergeEqualFields';
import { projectFolder } from '../../support/packedPackage';
import { nodeClass } from '../../support/nodeTypes';

/** A node's properties from what each operation has: fields by their names, in order. */
function propertiesOf(resources: Record<string, Record<string, INodeProperties[]>>) {
	return Object.entries(resources).flatMap(([resource, operations]): INodeProperties[] => [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			displayOptions: { show: { resource: [resource] } },
			options: Object.keys(operations).map((value) => ({ name: value, value })),
			default: '',
		},
		...Object.entries(operations).flatMap(([operation, fields]) =>
			updateDisplayOptions({ show: { resource: [resource], operation: [operation] } }, fields),
		),
	]);
}

/** What each operation of a node shows, in order, without where else it is shown. */
function shownFields(properties: INodeProperties[]): Record<string, unknown[]> {
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				options.flatMap((option) => ('value' in option ? [{ resource, value: option.value }] : [])),
			),
		);
	return Object.fromEntries(
		operations.map(({ resource, value }) => [
			`${String(resource)}: ${String(value)}`,
			properties.flatMap(({ displayOptions, ...field }) => {
				const { resource: resources, operation, ...show } = displayOptions?.show ?? {};
				const isShown =
					resources?.includes(resource) &&
					(operation?.includes(value) ?? field.name === 'operation');
				return isShown ? [{ ...field, displayOptions: { ...displayOptions, show } }] : [];
			}),
		]),
	);
}

const named = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});
const [a, b, c] = [named('a'), named('b'), named('c')];
const namesAndPlaces = (properties: INodeProperties[]) =>
	properties
		.filter(({ name }) => name !== 'operation')
		.map(({ name, displayOptions: { show } = {} }) => [name, show?.resource, show?.operation]);

describe('equal fields', () => {
	it('of several operations become one, also of several resources', () => {
		const merged = mergeEqualFields(
			propertiesOf({ x: { get: [a], getAll: [b, a] }, y: { getAll: [b], delete: [] } }),
		);
		expect(namesAndPlaces(merged)).toEqual([
			['b', ['x', 'y'], ['getAll']],
			['a', ['x'], ['get', 'getAll']],
		]);
	});

	it('stay two where an operation that does not have the field would show it as well', () => {
		const merged = mergeEqualFields(propertiesOf({ x: { get: [a], set: [] }, y: { set: [a] } }));
		expect(namesAndPlaces(merged)).toEqual([
			['a', ['x'], ['get']],
			['a', ['y'], ['set']],
		]);
	});

	it('stay two where their order is another one', () => {
		const properties = propertiesOf({ x: { get: [a, b], set: [b, a] } });
		const merged = mergeEqualFields(properties);
		expect(namesAndPlaces(merged)).toHaveLength(3);
		expect(shownFields(merged)).toEqual(shownFields(properties));
	});

	it('are equal in everything, also in their functions and other conditions', () => {
		const properties = propertiesOf({
			x: {
				one: [named('a', { routing: { send: { preSend: [async (options) => options] } } })],
				two: [
					named('a', { routing: { send: { preSend: [async (options) => ({ ...options })] } } }),
				],
				three: [named('a', { displayOptions: { show: { b: [1] } } })],
				four: [named('a', { displayOptions: { hide: { b: [1] } } })],
				five: [a],
			},
		});
		expect(mergeEqualFields(properties)).toHaveLength(properties.length);
	});

	it('that belong to no operation stay where they are', () => {
		const resource = named('resource');
		const typo = updateDisplayOptions({ show: { resource: ['x'], operation: ['gte'] } }, [c]);
		const merged = mergeEqualFields([resource, ...propertiesOf({ x: { get: [a] } }), ...typo]);
		expect(merged.map(({ name }) => name)).toEqual(['resource', 'operation', 'c', 'a']);
	});
});

/** The properties that the resources of a node export, before they are merged. */
function unmerged(folder: string): INodeProperties[] {
	const resources = join(projectFolder, 'nodes', folder, 'resources');
	return (
		readdirSync(resources, { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			// What files and folders have in common is no resource.
			.filter(({ name }) => existsSync(join(resources, name, 'index.ts')))
			.flatMap(({ name }) =>
				// Which resources there are is data, so that one that is added is looked at too.
				Object.values(jest.requireActual<Record<string, INodeProperties[]>>(join(resources, name))),
			)
			.flat()
	);
}

/** The node puts a check in front of each operation's pipeline, which is no matter of its fields. */
function withoutPipelines(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		options: property.options?.map((option) => {
			if (!('routing' in option) || !option.routing?.operations) return option;
			return { ...option, routing: { ...option.routing, operations: {} } };
		}),
	}));
}

test.each([
	['DocSpaceBackup', 'docSpaceBackup'],
	['AcronisFiles', 'acronisFiles'],
] as const)('%s shows the same fields for every operation, in the same order', (folder, node) => {
	const before = unmerged(folder);
	// The words for models are of one operation each.
	const after = nodeClass(node).description.properties.filter(
		({ name }) => name !== 'toolDescription',
	);
	const fields = shownFields(withoutPipelines(after));
	expect(fields).toEqual(shownFields(withoutPipelines(before)));
	expect(Object.keys(fields).length).toBeGreaterThan(30);
	expect(after.length).toBeLessThan(0.7 * before.length);
});
