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

	it.each([
		'Access denied',
		'   ',
		'http://',
		'https://:99999',
		'//',
		'/',
		'/ report.csv',
		'report.csv',
		'javascript:alert(1)',
	])('is not %p', async (response) => {
		const body = { response, count: 1, links: [], status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: `create${operationId}`, status: 200, body });
		const { items, error } = await createReport();
		expect([items, error?.message]).toEqual([[], 'DocSpace answered without the report']);
	});

	it('has the ID of its file, however the portal writes the name of the parameter', async () => {
		const response = '/doceditor?fileid=77';
		const body = { response, count: 1, links: [], status: 0, statusCode: 200 };
		at.sandbox.faults.add({ operationId: `create${operationId}`, status: 200, body });
		expect((await createReport()).items[0]?.json.fileId).toBe(77);
	});

	describe('that is a task', () => {
		const made = { resultFileId: 7, resultFileName: 'a.csv', resultFileUrl: '/doceditor?fileId=7' };
		const running = { id: 'one', error: '', percentage: 50, isCompleted: false, status: 1 };
		const done = { ...running, percentage: 100, isCompleted: true, status: 2 };

		/** What the portal shows, one after the other. */
		async function shown(...tasks: object[]) {
			tasks.forEach((response, index) => {
				const body = { response, count: 1, links: [], status: 0, statusCode: 200 };
				const kind = index === 0 ? 'create' : 'get';
				at.sandbox.faults.add({ operationId: kind + operationId, status: 200, body });
			});
			const { items, error } = await createReport({ waiting });
			return error?.message ?? items[0]?.json;
		}

		it.each([
			['with an ID', {}],
			['without one', { id: undefined }],
		])('and done at once is there, %s', async (_what, members) => {
			expect(await shown({ ...done, ...made, ...members })).toEqual({
				url: `${at.sandbox.docSpace.url}/doceditor?fileId=7`,
				fileId: 7,
				fileName: 'a.csv',
			});
		});

		it.each([undefined, '', 'Access denied', 'http://'])(
			'and done without a file, but %p, has failed',
			async (resultFileUrl) => {
				expect(await shown(running, { ...done, ...made, resultFileUrl })).toBe(
					'The report failed: the portal named no file',
				);
			},
		);

		it('is another one where the ID is', async () => {
			expect(await shown(running, { ...done, ...made, id: 'another' })).toBe(
				'The report vanished before it was done',
			);
		});

		it.each([
			[3, 'The report was cancelled'],
			['Failted', 'The report failed: the portal gave no reason'],
		])('and ended in the state %p is no file', async (status, message) => {
			expect(await shown(running, { ...done, ...made, status })).toBe(message);
		});

		it('has a name that leads nowhere else', async () => {
			const resultFileName = '../../etc/cron.d/\u202Eevil\r\n.csv';
			expect(await shown(running, { ...done, ...made, resultFileName })).toMatchObject({
				fileName: 'evil.csv',
			});
		});
	});

	it('fails with what the portal says, and never with an empty address', async () => {
		Object.assign(at.sandbox.docSpace.settings, { reportsAsTask: true, reportError: 'Kein Platz' });
		const { items, error } = await createReport({ waiting });
		expect([items, error?.message]).toEqual([[], 'The report failed: Kein Platz']);
	});
});
