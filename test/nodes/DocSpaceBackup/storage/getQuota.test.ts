import { useSandbox } from '../../../support/sandbox';
import { operationAt } from '../support';

const at = useSandbox();
const getQuota = operationAt(at, 'storage', 'getQuota');

it('tells what a backup depends on, or all of it', async () => {
	const { items } = await getQuota();
	expect(items).toMatchObject([{ json: { maxTotalSize: 107374182400, restore: true } }]);
	expect(items[0]?.json).not.toHaveProperty('price');
	const whole = await getQuota({ simplify: false });
	expect(whole.items[0]?.json).toMatchObject({ maxTotalSize: 107374182400, price: 20 });
});

it('needs an administrator, and no paid portal', async () => {
	at.sandbox.docSpace.settings.paid = false;
	expect((await getQuota()).error).toBeUndefined();
	const apiKey = at.sandbox.docSpace.credentials.roomAdminCookie;
	const { error } = await getQuota({}, { credential: at.docSpace({ apiKey }) });
	expect(error?.message).toBe('The owner of the key may not do this');
});
