import type { IDataObject } from 'n8n-workflow';

/** Whether an item carries what its operation promises. */
export type Promised = (json: IDataObject) => boolean;

const isGiven = (value: unknown) =>
	(typeof value === 'string' && value !== '') || typeof value === 'number';

/** Texts that are not empty, or numbers. */
export const has =
	(...names: string[]): Promised =>
	(json) =>
		names.every((name) => isGiven(json[name]));

/** A switch, with what it is about. */
export const says =
	(flag: string, ...names: string[]): Promised =>
	(json) =>
		typeof json[flag] === 'boolean' && has(...names)(json);

/** A switch that is off, or what there is. */
export const either =
	(flag: string, ...names: string[]): Promised =>
	(json) =>
		json[flag] === false || has(...names)(json);

/** One of these values. */
export const is =
	(name: string, ...values: unknown[]): Promised =>
	(json) =>
		values.includes(json[name]);

/** Anything, as long as it is something. */
export const something: Promised = (json) => Object.keys(json).length > 0;
