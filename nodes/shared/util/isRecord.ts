import type { IDataObject } from 'n8n-workflow';

/** Whether a value is an object whose members can be looked at. */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null;
}
