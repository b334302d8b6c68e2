import { at, OPERATIONS } from './operations';
import { operationAt } from './support';

const OF_TENANT = OPERATIONS.filter(([resource]) =>
	['auditLog', 'device', 'user', 'settings'].includes(resource),
);

it('can be chosen where the service takes it: in 16 of its operations', async () => {
	const { own } = at.sandbox.acronis.tenantIds;
	const options = { tenantId: ` ${own} ` };
	const asked = new Set<string>();
	for (const [resource, operation, operationId, , , fields] of OF_TENANT) {
		const parameters = await fields();
		const start = at.requests().length;
		const run = operationAt(at, resource, operation);
		const { error } = await run({ ...parameters, options, filters: options });
		expect([resource, operation, error?.message]).toEqual([resource, operation, undefined]);
		const requests = at.requests().slice(start);
		const toFiles = requests.filter(({ path }) => path.startsWith('/fc/'));
		expect(toFiles.map(({ query }) => query.tenant_id)).toEqual(toFiles.map(() => own));
		asked.add(operationId);
	}
	expect(asked.size).toBe(16);
});

it.each([
	['-', 'is not a UUID'],
	['own', 'is not a UUID'],
	['2057c38b', 'is not a UUID'],
	['../x', 'is not a UUID'],
	// What was meant for another tenant must not happen to the own one.
	['={{ null }}', 'has no value'],
	['={{ $json.absent }}', 'has no value'],
])('is refused as %s', async (tenantId, problem) => {
	const options = { tenantId };
	for (const [resource, operation, , , , fields] of OF_TENANT) {
		const parameters = await fields();
		const start = at.requests().length;
		const run = operationAt(at, resource, operation);
		const { error } = await run({ ...parameters, options, filters: options });
		expect([resource, operation, error?.message]).toEqual([
			resource,
			operation,
			`Tenant ID ${problem}`,
		]);
		expect(at.requests().slice(start)).toEqual([]);
	}
});
