import fc from 'fast-check';

import { chosen } from '../nodes/AcronisFiles/support';
import { offered } from '../nodes/DocSpaceBackup/support';
import { testCredential } from '../support/credentialTest';
import { searchList } from '../support/engine';
import { nodeClass } from '../support/nodeTypes';
import { useSandbox } from '../support/sandbox';
import { anyAnswer, enveloped } from './anyAnswer';
import { attacked } from './attacks';

/** Whatever a service answers, a list of the editor has entries that can be chosen, or says why not. */

const at = useSandbox();

const UUID = '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';
const SENSELESS = /undefined|\[object|NaN|\bnull\b/;

interface Entry {
	name: string;
	value: unknown;
}

async function attack(load: () => Promise<Entry[]>): Promise<void> {
	attacked('answers of any form');
	const outcome = await load().catch((error: unknown) => error);
	if (outcome instanceof Error) {
		expect(outcome.message).toMatch(/^[A-Z"].{10,}/);
		return expect(outcome.message).not.toMatch(SENSELESS);
	}
	for (const { name, value } of outcome as Entry[]) {
		// nothing else is given or thrown
		expect(name).toMatch(/\S/);
		expect(name).not.toMatch(SENSELESS);
		expect(['string', 'number']).toContain(typeof value);
		expect(String(value)).toMatch(/\S/);
		expect(String(value)).not.toMatch(SENSELESS);
	}
}

const listSearches = Object.keys(nodeClass('acronisFiles').methods?.listSearch ?? {});
const portalSearches = Object.keys(nodeClass('docSpaceBackup').methods?.listSearch ?? {});
const dropDowns = Object.keys(nodeClass('docSpaceBackup').methods?.loadOptions ?? {});

it('there are lists of both nodes', () => {
	const lists = [listSearches, portalSearches, dropDowns];
	expect(lists.map(({ length }) => length).every((count) => count > 0)).toBe(true);
});

it.each(listSearches)('Acronis: %s', async (method) => {
	const parameters = {
		resource: 'revision',
		operation: 'getAll',
		file: chosen(UUID),
		folder: chosen(UUID),
	};
	const credential = at.acronis();
	const search = async () =>
		(await searchList({ node: 'acronisFiles', parameters, credential }, method)).results;
	await fc.assert(
		fc.asyncProperty(anyAnswer(), async (answer) => {
			at.sandbox.faults.add({ ...answer, path: '/fc/*', times: 'always' });
			await attack(search);
			at.sandbox.faults.clear();
		}),
		{ numRuns: 30 },
	);
});

it.each(portalSearches)('DocSpace: %s', async (method) => {
	const run = { node: 'docSpaceBackup', parameters: {}, credential: at.docSpace() } as const;
	await fc.assert(
		fc.asyncProperty(anyAnswer(enveloped), async (answer) => {
			at.sandbox.faults.add({ ...answer, path: '/api/2.0/*', times: 'always' });
			await attack(async () => (await searchList(run, method)).results);
			at.sandbox.faults.clear();
		}),
		{ numRuns: 30 },
	);
});

it.each(dropDowns)('DocSpace: %s', async (method) => {
	await fc.assert(
		fc.asyncProperty(anyAnswer(enveloped), async (answer) => {
			at.sandbox.faults.add({ ...answer, path: '/api/2.0/*', times: 'always' });
			await attack(async () => await offered(at, method));
			at.sandbox.faults.clear();
		}),
		{ numRuns: 30 },
	);
});

it.each([
	['DocSpace', () => at.docSpace()],
	['Acronis', () => at.acronis()],
])('the test of a credential: %s', async (_service, credential) => {
	await fc.assert(
		fc.asyncProperty(anyAnswer(enveloped), async (answer) => {
			attacked('answers of any form');
			at.sandbox.faults.add({ ...answer, path: '/*', times: 'always' });
			const { status, message } = await testCredential(credential());
			at.sandbox.faults.clear();
			expect(['OK', 'Error']).toContain(status);
			expect(message).toMatch(/\S/);
			expect(message).not.toMatch(SENSELESS);
		}),
		{ numRuns: 30 },
	);
});
