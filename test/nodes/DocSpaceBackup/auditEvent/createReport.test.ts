import { useSandbox } from '../../../support/sandbox';
import { operationAt } from '../support';

const at = useSandbox();
const waiting = { intervalSeconds: 0.02 };

describe.each([
	['auditEvent', 'AuditReport', 501],
	['loginEvent', 'LoginReport', 502],
])('the report of %s', (resource, operationId, fileId) => {
	const createReport = operationAt(at, resource, 'createReport');

	it('is the address that a portal up to 3.7 gives, with the ID of the file as a number', async () => {
		const { items, error } = await createReport();
		expect(error).toBeUndefined();
		const url = `${at.sandbox.docSpace.url}/doceditor?fileId=${fileId}`;
		expect(items[0]?.json).toEqual({ url, fileId, fileName: null });
		expect(at.requests(`get${operationId}`)).toEqual([]);
	});

	it.each([
		['Csv', 'report.csv'],
		['Xlsx', 'report.xlsx'],
	])('is waited for as %s where a newer portal makes it a task', async (format, fileName) => {
		at.sandbox.docSpace.settings.reportsAsTask = true;
		const { items, error } = await createReport({ format, waiting });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({
			url: `${at.sandbox.docSpace.url}/doceditor?fileId=${fileId}`,
			fileId,
			fileName,
		});
		expect(at.requests(`get${operationId}`).length).toBeGreaterThan(0);
	});

	it('fails with what the portal says, and never with an empty address', async () => {
		Object.assign(at.sandbox.docSpace.settings, { reportsAsTask: true, reportError: 'Kein Platz' });
		const { items, error } = await createReport({ waiting });
		expect([items, error?.message]).toEqual([[], 'The report failed: Kein Platz']);
	});
});
