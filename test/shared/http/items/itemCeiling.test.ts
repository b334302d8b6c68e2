import { itemCeiling } from '../../../../nodes/shared/http/items/itemCeiling';
import { runNode } from '../../../support/engine';
import { runsAt } from '../../../support/runs';
import { useSandbox } from '../../../support/sandbox';

const at = useSandbox();
const runs = runsAt(at);

beforeEach(async () => {
	for (let name = 0; name < 12; name++) {
		await runNode(runs.createFolder({ name: `Folder ${name}` }));
	}
	at.sandbox.acronis.settings.paging.maximumPerPage = 2;
});

it('is refused as soon as the service has told how long the list is', async () => {
	jest.replaceProperty(itemCeiling, 'most', 5);
	const { error } = await runNode(runs.auditLog({ returnAll: true }));
	expect(error?.message).toBe('The list has more than 5 items');
	expect(error?.description).toContain('Set Limit');
	expect(at.requests('listAuditLog')).toHaveLength(1);
});

it('is refused before everything is read where the service does not tell', async () => {
	jest.replaceProperty(itemCeiling, 'most', 5);
	at.sandbox.acronis.settings.paging.contentRange = false;
	const { error } = await runNode(runs.auditLog({ returnAll: true }));
	expect(error?.message).toBe('The list has more than 5 items');
	expect(at.requests('listAuditLog')).toHaveLength(3);
});

it('is no matter where fewer are wanted', async () => {
	jest.replaceProperty(itemCeiling, 'most', 5);
	const { items } = await runNode(runs.auditLog({ returnAll: false, limit: 5 }));
	expect(items).toHaveLength(5);
	const sorted = { returnAll: false, limit: 3, options: { sortBy: 'severity' } };
	expect((await runNode(runs.auditLog(sorted))).items).toHaveLength(3);
});

it('lies below what n8n can hand on', () => {
	const handedOn: unknown[] = [];
	handedOn.push(...Array.from({ length: itemCeiling.most }));
	expect(handedOn).toHaveLength(itemCeiling.most);
});
