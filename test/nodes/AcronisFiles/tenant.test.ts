import { loadContract } from '../../../sandbox/contracts';
import { at, OPERATIONS } from './operations';
import { operationAt } from './support';

/** The operations of the contract that take a tenant. */
const WANTED = Object.values(loadContract('acronis.yaml').paths).flatMap(
	({ parameters, ...methods }) =>
		Object.values(methods)
			.filter((method) => JSON.stringify([parameters, method]).includes('/parameters/tenant_id"'))
			.map(({ operationId }) => operationId),
);
const OF_TENANT = OPERATIONS.filter(([, , operationId]) => WANTED.includes(operationId));

it('can be chosen where the service takes it', async () => {
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
	expect([...asked].sort()).toEqual([...WANTED].sort());
	expect(asked.size).toBeGreaterThan(0);
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
