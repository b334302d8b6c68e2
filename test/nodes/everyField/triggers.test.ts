import { NodeApiError } from 'n8n-workflow';

import { PublishedTrigger } from '../../support/polls';
import { useSandbox } from '../../support/sandbox';
import { fieldsOf } from './fields';
import { HOSTILE, isRight, rightForms } from './forms';

const at = useSandbox();
const counts = { fields: 0, hostile: 0, refused: 0, right: 0 };

afterAll(() => {
	process.stdout.write(
		`${counts.fields} fields of triggers: ${counts.hostile} hostile values, of which ${counts.refused} were refused by the field's name at publishing; ${counts.right} right forms\n`,
	);
});

describe.each(['acronisFilesTrigger', 'docSpaceBackupTrigger'] as const)('%s', (node) => {
	const credential = () => (node === 'acronisFilesTrigger' ? at.acronis() : at.docSpace());
	const cases = fieldsOf(node).map((one) => [one.title, one] as const);

	it.each(cases)('understands or refuses %s at publishing', async (_title, one) => {
		at.sandbox.faults.add({ status: 403, path: '/fc/*', times: 'always' });
		at.sandbox.faults.add({ status: 403, path: '/api/2.0/*', times: 'always' });
		for (const source of HOSTILE) {
			const before = at.requests().length;
			const parameters = one.withExpression(`={{ ${source} }}`);
			const trigger = new PublishedTrigger({ node, credential: credential(), parameters });
			const message = await trigger.activate().then(
				() => 'nothing was thrown',
				(error: unknown) => String(error instanceof Error && error.message),
			);
			const isRefused = message.startsWith(`${one.displayName} `);
			if (!isRefused)
				expect([source, message, isRight(one.field, source)]).toEqual([source, message, true]);
			if (isRefused) expect(at.requests()).toHaveLength(before);
			// A bad value changes no state.
			expect([trigger.live, trigger.stored]).toEqual([{}, {}]);
			counts.hostile += 1;
			counts.refused += Number(isRefused);
		}
		counts.fields += 1;
	});

	it.each(cases.filter(([, { field }]) => rightForms(field).length > 0 && !field.noDataExpression))(
		'takes every form of %s',
		async (_title, one) => {
			for (const forms of rightForms(one.field)) {
				const scopes = new Set<string>();
				for (const source of forms) {
					const parameters = one.withExpression(`={{ ${source} }}`);
					const trigger = new PublishedTrigger({ node, credential: credential(), parameters });
					// What the service answers does not matter here, for example about a tenant that it lacks.
					await trigger.activate().catch((error: unknown) => {
						expect(error).toBeInstanceOf(NodeApiError);
					});
					scopes.add(
						at
							.requests()
							.map(({ path, query }) =>
								JSON.stringify([
									path,
									// Times go on while the test runs.
									Object.entries(query).filter(([, value]) => !/^\d{4}-\d\d-/.test(value)),
								]),
							)
							.at(-1) ?? '',
					);
					counts.right += 1;
				}
				expect(scopes.size).toBe(1);
			}
		},
	);
});
