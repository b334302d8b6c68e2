import type { IDataObject } from 'n8n-workflow';

import type { DateReader } from './fileDate';

/** What the name of a manifest ends with; before it stands the name of its archive. */
const MANIFEST = '.manifest.json';

/** A clock may be this far ahead of n8n's. A file from later than that has a wrong date. */
const CLOCK_SKEW_MS = 86_400_000;

/** A file that the pattern names, with its manifest if it has one: both stay or go together. */
export interface Copy {
	name: string;
	file: IDataObject;
	manifest?: IDataObject;
}

/** The files of a folder, as the planner needs them. */
export interface Copies {
	dated: (Copy & { time: number; day: string })[];
	/** What always stays, and why. */
	undated: { copy: Copy; reason: string }[];
}

/**
 * Sorts out which files of a folder are copies.
 *
 * @param entries What is in the folder. Folders in it are passed over.
 * @param pattern Only files whose name it matches are copies.
 * @param now In ms since 1970.
 */
export function copiesIn(
	entries: readonly IDataObject[],
	{ pattern, dateOf, now }: { pattern: string; dateOf: DateReader; now: number },
): Copies {
	const files = entries.filter((entry) => entry.is_directory !== true);
	const isManifest = ({ name }: IDataObject) => String(name).toLowerCase().endsWith(MANIFEST);
	const manifests = new Map(
		files.filter(isManifest).map((file) => [String(file.name).toLowerCase(), file]),
	);
	const copies: Copies = { dated: [], undated: [] };
	for (const file of files) {
		const name = String(file.name);
		if (isManifest(file) || !matches(name, pattern)) continue;
		const manifest = manifests.get(`${name}${MANIFEST}`.toLowerCase());
		const copy: Copy = { name, file, ...(manifest && { manifest }) };
		const date = dateOf({ name, modified: file.file_modification_date });
		if (date === undefined) copies.undated.push({ copy, reason: 'no readable date' });
		else if (date.time > now + CLOCK_SKEW_MS)
			copies.undated.push({ copy, reason: 'date in the future' });
		else copies.dated.push({ ...copy, ...date });
	}
	return copies;
}

/**
 * Whether a name is one that a pattern means: `*` stands for any characters, `?` for one. Upper and
 * lower case count. No pattern makes it slow, unlike a regular expression with many wildcards.
 */
function matches(name: string, pattern: string): boolean {
	let [at, place, star, retry] = [0, 0, -1, 0];
	while (at < name.length) {
		if (pattern[place] === '*') {
			star = place++;
			retry = at;
		} else if (place < pattern.length && (pattern[place] === '?' || pattern[place] === name[at])) {
			at += 1;
			place += 1;
		} else {
			if (star < 0) return false;
			// The star takes one character more.
			retry += 1;
			at = retry;
			place = star + 1;
		}
	}
	return /^\**$/.test(pattern.slice(place));
}
