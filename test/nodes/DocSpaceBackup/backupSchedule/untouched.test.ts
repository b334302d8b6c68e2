import { useSandbox } from '../../../support/sandbox';
import { operationAt } from '../support';

const at = useSandbox();

it('never replaces a schedule by one whose storage nobody chose', async () => {
	const set = operationAt(at, 'backupSchedule', 'createOrUpdate');
	await expect(set()).rejects.toMatchObject({ message: expect.stringContaining('issues') });
	const { items, error } = await set({ storageType: '={{ "" }}' });
	expect([items, error?.message]).toEqual([[], expect.stringMatching(/^Storage /)]);
	expect(at.requests()).toEqual([]);
});
