import type { INodeProperties } from 'n8n-workflow';

import { perItemStore } from '../context';
import type { RequestContext } from '../context';
import { isRecord } from '../util/isRecord';
import { rejectParameter } from './rejectParameter';
import { fieldValue, isLeftEmpty } from './fieldValue';
import { isAbsent, shown } from './forms/form';
import { nearest } from './forms/nearest';
import { isTool } from './isTool';
import { checkAllowedAsTool } from './allowAsTool';
import { checkFilesInTool } from './filesInTools';

/** What an item's or a poll's fields hold, by name; members of a collection as `options.fileName`. */
export type Values = ReadonlyMap<string, unknown>;

const ofItems = perItemStore<Values>();
const ofOthers = new WeakMap<object, Values>();

/**
 * Reads all fields that an item, a poll or a list shows, before anything is sent. Each is understood
 * or refused; what comes out has one form. The functions of `parameter.ts` give it from then on.
 *
 * @param fields The fields in the order in which the node shows them: one that decides on others
 * before them. Where several have one name, the shown one counts.
 * @throws NodeOperationError that names the first field whose value cannot be used.
 */
export function readParameters(
	context: RequestContext,
	fields: readonly INodeProperties[],
): Values {
	const values = new Map<string, unknown>();
	for (const field of fields) {
		if (field.type === 'notice' || !isShown(context, field, values)) continue;
		checkFilesInTool(context, field);
		const raw = rawValue(context, field);
		const value = hasExpression(raw) ? evaluated(context, field) : raw;
		if (isFixed(field)) values.set(field.name, fixedSwitch(context, field, raw));
		else if (field.type === 'collection') readCollection(context, field, value, values);
		else if (field.type === 'fixedCollection') values.set(field.name, rows(context, field, value));
		else values.set(field.name, readField(context, field, value));
		checkAllowedAsTool(context, field, values.get(field.name));
		checkDeciding(context, field, fields, raw, values);
	}
	if ('getItemIndex' in context) ofItems.set(context, values);
	else ofOthers.set(context, values);
	return values;
}

/** What was read before for the same item, poll or list. */
export function valuesOf(context: RequestContext): Values {
	const values = 'getItemIndex' in context ? ofItems.get(context) : ofOthers.get(context);
	if (!values) throw new Error('The parameters have not been read yet');
	return values;
}

/** Whether the conditions of a field are met, apart from those on the resource and the operation. */
export function isShown(
	context: RequestContext,
	{ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties,
	values: Values,
): boolean {
	const holds = ([name, wanted]: [string, unknown[] | undefined]) => {
		const value = name === '@tool' ? isTool(context) : values.get(name);
		return wanted?.includes(value) === true;
	};
	const conditions = Object.entries(show).filter(
		([name]) => name !== 'resource' && name !== 'operation',
	);
	return conditions.every(holds) && !Object.entries(hide).some(holds);
}

function rawValue(context: RequestContext, { name, default: usual }: INodeProperties): unknown {
	return context.getNodeParameter(name, usual, { rawExpressions: true });
}

function evaluated(context: RequestContext, { name, default: usual }: INodeProperties): unknown {
	return context.getNodeParameter(name, usual, { skipValidation: true });
}

/** Only what has an expression in it has to go through n8n once more, which takes its time. */
function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}

/** A switch that only a person can set; n8n lets no expression into its field. */
function isFixed({ type, noDataExpression }: INodeProperties): boolean {
	return type === 'boolean' && noDataExpression === true;
}

/** Workflows that were not made in the editor, and models, can bring an expression all the same. */
function fixedSwitch(
	context: RequestContext,
	{ displayName }: INodeProperties,
	raw: unknown,
): boolean {
	if (typeof raw === 'boolean') return raw;
	return rejectParameter(
		context,
		displayName,
		'is not turned on or off by a person',
		'It has to be a fixed value: turn it on or off in the node itself.',
	);
}

function readField(context: RequestContext, field: INodeProperties, value: unknown): unknown {
	const read = fieldValue(field, value, context.getTimezone());
	if ('value' in read) return read.value;
	return rejectParameter(context, field.displayName, read.problem, read.advice);
}

function readCollection(
	context: RequestContext,
	field: INodeProperties,
	value: unknown,
	values: Map<string, unknown>,
): void {
	const { name, displayName } = field;
	if (isAbsent(value)) rejectParameter(context, displayName, 'has no value', `Set ${displayName}.`);
	if (!isRecord(value) || Array.isArray(value)) {
		return rejectParameter(
			context,
			displayName,
			`is not a set of fields: ${shown(value)}`,
			'Add fields to it.',
		);
	}
	const known = (field.options ?? []).filter(
		(option): option is INodeProperties => 'displayName' in option && 'type' in option,
	);
	const members: Record<string, unknown> = {};
	for (const [key, given] of Object.entries(value)) {
		const member = known.find((one) => one.name === key);
		if (!member) return refuseUnknown(context, field, key, known);
		if (isLeftEmpty(member, given)) {
			rejectParameter(context, member.displayName, 'has no value', 'Set it, or remove it.');
		}
		members[key] = readField(context, member, given);
		values.set(`${name}.${key}`, members[key]);
	}
	values.set(name, members);
}

function refuseUnknown(
	context: RequestContext,
	{ displayName }: INodeProperties,
	key: string,
	known: readonly INodeProperties[],
): never {
	const names = known.map(({ name }) => name);
	const close = nearest(key, names);
	const hint = close === undefined ? '' : ` Did you mean ${close}?`;
	return rejectParameter(
		context,
		displayName,
		`has no field ${shown(key)}`,
		`Its fields are ${names.join(', ')}.${hint}`,
	);
}

/** The rows of a collection of rows, with all their members as texts. */
function rows(context: RequestContext, field: INodeProperties, value: unknown): unknown {
	const [group] = field.options ?? [];
	const given =
		isRecord(value) && !Array.isArray(value) && group ? (value[group.name] ?? []) : value;
	if (!Array.isArray(given) || !given.every(isRecord) || !group || !('values' in group)) {
		return rejectParameter(
			context,
			field.displayName,
			`is not a list: ${shown(value)}`,
			'Add rows to it.',
		);
	}
	return given.map((row) =>
		Object.fromEntries(
			group.values.map((member) => {
				const read = fieldValue(member, row[member.name], context.getTimezone());
				if ('value' in read) return [member.name, read.value];
				const problem = `has a row whose ${member.displayName} ${read.problem}`;
				return rejectParameter(context, field.displayName, problem, 'Set it, or remove the row.');
			}),
		),
	);
}

/**
 * A fixed value that another field's condition does not know makes n8n drop that other field before a
 * node can read it. An expression does not.
 */
function checkDeciding(
	context: RequestContext,
	{ name, displayName }: INodeProperties,
	fields: readonly INodeProperties[],
	raw: unknown,
	values: Values,
): void {
	const value = values.get(name);
	if (value === raw || typeof raw === 'object' || hasExpression(raw)) return;
	if (!fields.some(({ displayOptions }) => displayOptions?.show?.[name])) return;
	rejectParameter(
		context,
		displayName,
		`is set to ${shown(raw)}, and with this spelling n8n drops the fields that depend on it`,
		`Set it to ${shown(value)}.`,
	);
}
