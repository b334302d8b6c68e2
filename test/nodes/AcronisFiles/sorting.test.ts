import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fileItem } from '../../support/binaryData';
import { computed } from '../../support/runs';
import { useSandbox } from '../../support/sandbox';
import { chosen, only, operationAt, place } from './support';

const at = useSandbox();

/** How to fill a list with rows that the service gives in another order than any of the wanted ones. */
type Fill = () => Promise<INodeParameters>;

const auditRows: Fill = async () => {
	at.sandbox.acronis.settings.auditLog.order = 'shuffled';
	at.sandbox.acronis.appendAuditRows(
		[3, 1, 2, 1, 4, 3, 2, 1].map((severity, index) => ({
			severity: severity as 1, // the list's type is number
			createdAt: `2026-06-01T00:00:${String((index * 7) % 8).padStart(2, '0')}Z`,
		})),
	);
	return {};
};

const devices: Fill = async () => {
	at.sandbox.acronis.setDevices(12);
	return {};
};

const members: Fill = async () => {
	const [folder] = await place(at, '/Shared/');
	for (const email of ['zoe@a.example', 'user@files.example', 'ann@b.example']) {
		only(await operationAt(at, 'member', 'add')({ folder: chosen(folder?.uuid), email }));
	}
	return { folder: chosen(folder?.uuid) };
};

const revisions: Fill = async () => {
	let uuid: unknown;
	for (const content of ['three', 'a longer one', 'x', 'three']) {
		const input = [await fileItem(Buffer.from(content), 'a.txt')];
		uuid = only(await operationAt(at, 'file', 'upload')({}, { input })).uuid;
	}
	return { file: chosen(uuid) };
};

const contents: Fill = async () => {
	await place(at, '/b/z.txt', '/a-longer-name.txt', '/C.txt', '/b/a-file.txt');
	return {};
};

const LISTS: [string, string[], Fill][] = [
	['auditLog', ['created_at', 'severity'], auditRows],
	['device', ['last_contact_time', 'name', 'user_name'], devices],
	['member', ['email', 'permission_for', 'name'], members],
	['revision', ['created_at', 'revision', 'size'], revisions],
	['folder', ['file_modification_date', 'name', 'full_path', 'size'], contents],
];

const CHOICES = LISTS.flatMap(([resource, choices, fill]) =>
	choices.map((sortBy) => ({ resource, sortBy, fill })),
);

const isAscending = (rows: IDataObject[], member: string) =>
	rows.every((row, index) => {
		const before = rows[index - 1]?.[member] ?? (typeof row[member] === 'number' ? 0 : '');
		return index === 0 || before <= (row[member] ?? 0);
	});

describe.each(CHOICES)('the list of $resource by $sortBy', ({ resource, sortBy, fill }) => {
	it('is in order, whole or limited, in both directions', async () => {
		// Several pages, so that the first rows are not all on the first one.
		at.sandbox.acronis.settings.paging.maximumPerPage = 2;
		const fields = await fill();
		const list = async (parameters: INodeParameters) => {
			const { items, error } = await operationAt(
				at,
				resource,
				'getAll',
			)({ ...fields, ...parameters });
			expect(error?.message).toBeUndefined();
			for (const { pairedItem } of items) expect(pairedItem).toEqual({ item: 0 });
			return items.map(({ json }) => json);
		};
		const unsorted = await list({ returnAll: true });
		const ascending = await list({ returnAll: true, options: { sortBy } });
		const descending = await list({ returnAll: true, options: { sortBy, descending: true } });
		expect(ascending).toHaveLength(unsorted.length);
		expect(ascending).toEqual(expect.arrayContaining(unsorted));
		expect(descending).toEqual(expect.arrayContaining(unsorted));
		expect(isAscending(ascending, sortBy)).toBe(true);
		expect(isAscending([...descending].reverse(), sortBy)).toBe(true);
		expect(await list({ limit: 3, options: { sortBy } })).toEqual(ascending.slice(0, 3));
		expect(await list({ limit: 1, options: { sortBy, descending: true } })).toEqual([
			descending[0],
		]);
	});
});

describe.each(LISTS)('a sorted list of %s', (resource, [sortBy = ''], fill) => {
	const run = operationAt(at, resource, 'getAll');

	it('is an error beyond the ceiling, never sorted in part', async () => {
		const fields = await fill();
		const { items, error } = await run({ ...fields, limit: 1, options: { sortBy, mostItems: 2 } });
		expect(items).toEqual([]);
		expect(error?.message).toBe('The list has more than 2 items');
		expect(error?.description).toContain('Maximum Items');
	});

	it.each([
		[{ sortBy: 'mood' }, 'Sort By is not one of the options: "mood"'],
		[{ sortBy, mostItems: 0 }, 'Maximum Items is not a whole number from 1: 0'],
	])('refuses %j before anything is sent', async (options, message) => {
		const locator = chosen('/Somewhere', 'path');
		const { error } = await run({ folder: locator, file: locator, options });
		expect(error?.message).toBe(message);
		expect(at.requests()).toEqual([]);
	});
});

it.each(['folder', 'member', 'revision'])(
	'refuses a wrong limit of %s before a path is walked',
	async (resource) => {
		const locator = chosen('/Somewhere', 'path');
		const fields = { folder: locator, file: locator, limit: computed(0) };
		const { error } = await operationAt(at, resource, 'getAll')(fields);
		expect(error?.message).toBe('Limit is not a whole number from 1: 0');
		expect(at.requests()).toEqual([]);
	},
);

it('sorts severity from the most severe on, the oldest of each first', async () => {
	await auditRows();
	const { items } = await operationAt(
		at,
		'auditLog',
		'getAll',
	)({ options: { sortBy: 'severity', descending: true } });
	const shown = items.map(({ json }) => [json.severity, String(json.created_at).slice(17, 19)]);
	expect(shown).toEqual([
		[4, '04'],
		[3, '00'],
		[3, '03'],
		[2, '02'],
		[2, '06'],
		[1, '01'],
		[1, '05'],
		[1, '07'],
	]);
});
