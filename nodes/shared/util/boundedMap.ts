/**
 * Sets an entry of a map that is a memory of the process, and drops those that were set longest ago,
 * so that it stays bounded however long n8n runs.
 *
 * @param maximum How many entries the map may have.
 */
export function setBounded<Value>(
	map: Map<string, Value>,
	key: string,
	value: Value,
	maximum: number,
): void {
	map.delete(key);
	map.set(key, value);
	for (const oldest of map.keys()) {
		if (map.size <= maximum) return;
		map.delete(oldest);
	}
}
