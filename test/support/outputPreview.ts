import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { NodeName } from './nodeTypes';

/** A JSON schema, as far as the editor looks at one. */
interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** Where n8n looks for what the editor shows of an operation before it was run. */
const FOLDERS: Partial<Record<NodeName, string>> = {
	acronisFiles: 'nodes/AcronisFiles',
	docSpaceBackup: 'nodes/DocSpaceBackup',
};

/** Set, the files are written anew instead of compared: see `npm run previews`. */
const isWriting = process.env.WRITE_PREVIEWS === 'true';

/** The schema of values that are all of one form; where one is null, another one says more. */
export function schemaOf(values: readonly unknown[]): Schema {
	const [value = null] = values.filter((each) => each !== null && each !== undefined);
	if (Array.isArray(value)) return { type: 'array', items: schemaOf(values.flat()) };
	if (typeof value !== 'object' || value === null) {
		return { type: value === null ? 'null' : typeof value };
	}
	const objects = values.filter((each) => typeof each === 'object' && each !== null);
	const names = new Set(objects.flatMap((object) => Object.keys(object)));
	const properties = [...names].map((name): [string, Schema] => [
		name,
		schemaOf(objects.map((object) => Reflect.get(object, name) as unknown)), // whatever it holds
	]);
	return { type: 'object', properties: Object.fromEntries(properties) };
}

/**
 * The schema that ships for an operation, or is written now.
 *
 * @param made Of what the operation gave in this run.
 * @returns undefined where none ships.
 */
export function shippedPreview(
	node: NodeName,
	resource: string,
	operation: string,
	made: Schema,
): Schema | undefined {
	const file = join(String(FOLDERS[node]), '__schema__/v1.0.0', resource, `${operation}.json`);
	if (isWriting) {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, `${JSON.stringify({ ...made, version: 1 }, undefined, 2)}\n`);
	}
	if (!existsSync(file)) return undefined;
	const { version, ...shipped }: Schema & { version: number } = JSON.parse(
		readFileSync(file, 'utf8'),
	);
	expect(version).toBe(1);
	return shipped;
}
