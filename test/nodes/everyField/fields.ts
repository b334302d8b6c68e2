import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import type { NodeName } from '../../support/nodeTypes';
import { nodeClass } from '../../support/nodeTypes';

/** A field of an operation or a trigger, and how to set it. */
export interface FieldCase {
	/** Resource, operation, the conditions, and the field. */
	title: string;
	/** The name by which a refusal has to call it. */
	displayName: string;
	field: INodeProperties;
	/** Parameters in which the field is shown and holds the expression, and all else is right. */
	withExpression(expression: string): INodeParameters;
}

const uuid = '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';
const id = { __rl: true, mode: 'id', value: uuid };

/** Right values of all fields whose usual one is none. */
const RIGHT: INodeParameters = {
	...{ file: id, folder: id, target: id, device: id, user: id, member: id },
	...{ revision: { __rl: true, mode: 'id', value: '3' }, linkId: '1', name: 'a', path: '/a' },
	...{ email: 'a@b.example', confirm: true, pattern: '*.zip', dryRun: true },
	...{ backupId: uuid, taskId: uuid, link: '/a', title: 'Archive' },
	thirdPartyFolderId: { ...id, value: 'sbox-1' },
	...{
		accountId: { ...id, value: '12' },
		folderId: { ...id, value: '7' },
		directory: '/backups',
		fileId: { ...id, value: '7' },
		customerTitle: 'Off-site',
	},
	...{ module: 's3', filePath: 'a.tar.gz', allowAsTool: true },
	...{
		rights: { read_only: true },
		changes: { ttl: 3 },
		auditLogChanges: { purge_logs_older_than_n: 3 },
	},
	purgingPoliciesChanges: { only_keep_n_revisions: 7 },
	securityChanges: { node_share_link_enable: true },
	serverChanges: { session_timeout_in_minutes: 20 },
	webPreviewChanges: { max_cache_size_mb: 300 },
};

/** Fields that n8n itself goes by before a node is asked, and those without a value. */
const NOT_READ = ['authentication', 'resource', 'operation', 'requestOptions', 'pollTimes'];

/** Each field of a node, once for each operation that shows it; members of collections as well. */
export function fieldsOf(node: NodeName): FieldCase[] {
	const { properties } = nodeClass(node).description;
	const fields = properties.filter(
		({ name, type }) => !NOT_READ.includes(name) && type !== 'notice',
	);
	return placesOf(properties).flatMap((place) =>
		fields
			.filter((field) => isIn(place, field))
			.filter(({ displayOptions }) => displayOptions?.show?.['@tool'] === undefined)
			.flatMap((field) => {
				const base = {
					...(node.endsWith('Trigger') ? { tenantIds: uuid } : RIGHT),
					...(place.resource === 'backupSchedule' ? { storageType: 4 } : {}),
					...place,
					...conditionsOf(field),
				};
				const where = [...new Set(Object.values({ ...place, ...conditionsOf(field) }))].join(' ');
				const own: FieldCase = {
					title: `${where} ${field.name}`,
					displayName: shownName(field),
					field,
					withExpression: (expression) => ({
						...base,
						[field.name]:
							field.type === 'resourceLocator' ? { ...id, value: expression } : expression,
					}),
				};
				if (field.type === 'fixedCollection') return rowFields(field, base, where);
				const members = field.type === 'collection' ? (field.options ?? []) : [];
				// n8n drops an expression that stands for a whole collection before a node is asked.
				if (field.type !== 'collection') return [own];
				return [
					...members.flatMap((member): FieldCase[] =>
						'type' in member
							? [
									{
										title: `${where} ${field.name}.${member.name}`,
										displayName: shownName(member),
										field: member,
										withExpression: (expression) => ({
											...base,
											...conditionsOf(member),
											[field.name]: { [member.name]: expression },
										}),
									},
								]
							: [],
					),
				];
			}),
	);
}

/** The fields of a row. */
function rowFields(field: INodeProperties, base: INodeParameters, where: string): FieldCase[] {
	const [group] = field.options ?? [];
	const members = group && 'values' in group ? group.values : [];
	return members.map((member) => ({
		title: `${where} ${field.name}.${member.name}`,
		displayName: field.displayName,
		field: member,
		withExpression: (expression) => ({
			...base,
			[field.name]: {
				[String(group?.name)]: [{ name: 'bucket', value: 'b', [member.name]: expression }],
			},
		}),
	}));
}

function shownName({ displayName }: INodeProperties): string {
	return displayName.replace(/ Name or ID$/, '');
}

function placesOf(properties: readonly INodeProperties[]): INodeParameters[] {
	const places = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.map((option) => ({
				resource: String(displayOptions?.show?.resource?.[0]),
				operation: String('value' in option && option.value),
			})),
		);
	return places.length > 0 ? places : [{}];
}

function isIn(place: INodeParameters, { displayOptions }: INodeProperties): boolean {
	return Object.entries(place).every(
		([name, value]) => displayOptions?.show?.[name]?.some((one) => one === value) === true,
	);
}

/** What a field's own conditions want of others, in the first way in which they are met. */
function conditionsOf({ displayOptions }: INodeProperties): INodeParameters {
	const shown = Object.entries(displayOptions?.show ?? {}).filter(
		([name]) => name !== 'resource' && name !== 'operation',
	);
	// A member of a collection names a field of the node with a / before it.
	return Object.fromEntries(
		shown.map(([name, values]) => [name.replace('/', ''), values?.[0]]),
	) as INodeParameters; // plain values
}
