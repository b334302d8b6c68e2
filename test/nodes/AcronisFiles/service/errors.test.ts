import { explainAcronisFailure } from '../../../../nodes/AcronisFiles/service/errors';

const explained = (status: number, error: object) =>
	explainAcronisFailure({ kind: 'answer', status, headers: {}, body: { error } });

it.each([
	[1000, 'The account server of Acronis failed'],
	[1002, 'The account server of Acronis denied access'],
	[1003, 'The tenant above this one is disabled'],
	[1005, 'There is no such tenant'],
	[1010, 'The email address belongs to another user of File Sync & Share'],
	[1012, 'The tenant is locked'],
	[1018, 'The user is disabled'],
	['1022', 'The quota of the tenant is used up'],
	['1028', 'A guest with this email address already exists'],
	['1030', 'The quota of the user is used up'],
	['1037', 'This Acronis user signs in with two-factor authentication'],
])('says what code %s of the account server means', (code, message) => {
	const explanation = explained(403, { domain: 'PlatformAccountServer', code });
	expect(explanation.message).toBe(message);
	expect(explanation.description).toMatch(/\.$/);
});

it('takes a code of the account server for none of its own', () => {
	const { message } = explained(403, { domain: 'PlatformAccountServer', code: 3 });
	expect(message).toBe('The user may not do this in Acronis');
});

it.each([
	[403, 3, 'The item does not exist, or the user may not do this'],
	[400, 9, 'Acronis did not receive the whole file'],
	[404, 10, 'Acronis has no such item'],
	[400, 15, 'Acronis refused the values of this operation'],
])('says what %i with code %i means', (status, code, message) => {
	expect(explained(status, { domain: 'Files', code }).message).toBe(message);
});

const UUID = '2057c38b-4dba-4fb3-bc83-0a1b2c3d4e5f';

it('names what has the name', () => {
	const conflict = { name: 'Reports', uuid: UUID, is_directory: true, path: 'A/Reports' };
	expect(explained(409, { domain: 'Files', code: 92, context: { conflict } })).toEqual({
		message: 'The folder already has an item named "Reports"',
		description: `It is the folder at A/Reports with the UUID ${UUID}. Choose another name, or change If It Exists.`,
	});
});

it.each([
	['settings', 'get', 404, 10, 'Acronis has no such settings', 'Check Tenant ID'],
	['settings', 'update', 404, 10, 'Acronis has no such settings', 'Check Tenant ID'],
	['settings', 'get', 400, 15, 'Acronis did not return the settings', 'Check Tenant ID'],
	['settings', 'get', 400, 9, 'Acronis did not return the settings', 'Check Tenant ID'],
	['settings', 'update', 400, 15, 'Acronis refused the settings', 'Check the values that'],
	['settings', 'update', 400, 9, 'Acronis refused the settings', 'Check the values that'],
	['settings', 'update', 422, 0, 'Acronis refused the settings', 'Check the values that'],
	['settings', 'update', 409, 92, 'Acronis is already changing this', 'Run the workflow again'],
	['auditLog', 'getAll', 404, 10, 'Acronis has no such item', 'Check the filters and Tenant ID'],
	['member', 'create', 400, 0, 'Acronis refused the member', 'Check the email address'],
	['fileLink', 'create', 409, 92, 'Acronis is already changing this', 'Run the workflow again'],
	['device', 'get', 404, 10, 'Acronis has no such item', 'Choose it again'],
	['folder', 'create', 400, 9, 'Acronis refused the request', 'Check the fields'],
	['file', 'upload', 400, 9, 'Acronis did not receive the whole file', 'Run the upload again'],
	['folder', 'create', 409, 92, 'The folder already has an item', 'Choose another name'],
])('says what %s: %s can do about %i with code %i', (...row) => {
	const [resource, operation, status, code, message, advice] = row;
	const body = { error: { domain: 'Files', code } };
	const explanation = explainAcronisFailure(
		{ kind: 'answer', status, headers: {}, body },
		{ resource, operation, isPoll: false },
	);
	expect(explanation.message).toContain(message);
	expect(explanation.description).toContain(advice);
});

describe('what Acronis says itself', () => {
	it.each([
		[403, { domain: 'Files', code: 3, message: 'Locked by Ann.' }],
		[400, { domain: 'Files', code: 15, message: ' Larger\n than 2 GB ' }],
		[403, { domain: 'PlatformAccountServer', code: 1022, message: 'Quota of 5 GB' }],
		[402, { message: 'Your trial has expired' }],
		[500, { message: 'Disk 3 is gone' }],
	])('stands behind the words for status %i', (status, error) => {
		const { description } = explained(status, error);
		const said = error.message.replace(/\s+/g, ' ').trim();
		expect(description).toMatch(/^[A-Z].*\. Acronis says: /);
		expect(description.endsWith(`Acronis says: ${said}`)).toBe(true);
	});

	it.each([
		['a plain text', 'File is locked\n by Ann', 'File is locked by Ann'],
		['a message alone', { message: 'Larger than 2 GB' }, 'Larger than 2 GB'],
		['a text for an error', { error: 'Not on Sundays' }, 'Not on Sundays'],
		[
			'an error with a description',
			{ error: 'invalid_scope', error_description: 'No such scope' },
			'No such scope',
		],
		['the message of the error first', { error: { message: 'In' }, message: 'Out' }, 'In'],
	])('is read from %s', (_what, body, said) => {
		for (const status of [400, 403, 404, 409, 413, 422, 500]) {
			const failure = { kind: 'answer' as const, status, headers: {}, body };
			const { description } = explainAcronisFailure(failure);
			expect(description).toMatch(/^[A-Z].*\. Acronis says: /);
			expect(description.endsWith(`Acronis says: ${said}`)).toBe(true);
		}
	});

	it.each(['<html>No</html>', ' \n<h1>', '{"error":{"mess', '[{"a', '', ' ', 7, [], ['a']])(
		'is not read from %j',
		(body) => {
			const failure = { kind: 'answer' as const, status: 422, headers: {}, body };
			expect(explainAcronisFailure(failure).description).not.toContain('Acronis says');
		},
	);

	it('is left out where it says nothing', () => {
		for (const message of [undefined, null, '', ' ', 7, {}]) {
			expect(explained(403, { domain: 'Files', code: 3, message }).description).not.toContain(
				'Acronis says',
			);
		}
	});
});

it.each([402, 405, 409, 413, 415, 422, 423, 507])('has own words for status %i', (status) => {
	const { message, description } = explained(status, {});
	expect(message).not.toContain('status');
	expect(message).toContain('Acronis');
	expect(description).toMatch(/^[A-Z].*\.$/);
});

it('never tells a trigger to check an item that was chosen', () => {
	for (const [status, code] of [
		[403, 3],
		[400, 15],
		[404, 10],
	]) {
		const { description } = explainAcronisFailure(
			{
				kind: 'answer',
				status: status ?? 0,
				headers: {},
				body: { error: { domain: 'Files', code } },
			},
			{ resource: '', operation: '', isPoll: true },
		);
		expect(description).not.toContain('item that was chosen');
		expect(description).not.toContain('Choose it again');
	}
});
