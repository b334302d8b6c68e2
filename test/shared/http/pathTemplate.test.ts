import fc from 'fast-check';

import { fillPath } from '../../../nodes/shared/http/pathTemplate';

const BASE = 'https://files.example';

describe('fillPath', () => {
	it.each([
		['/devices/{device_uuid}', { device_uuid: 'abc' }, '/devices/abc'],
		['/a/{one}/b/{two}', { one: 1, two: ' x ' }, '/a/1/b/x'],
		['/members/{id}', { id: '12,34' }, '/members/12%2C34'],
		['/{name}', { name: 'ä /?#%&' }, '/%C3%A4%20%2F%3F%23%25%26'],
		['/{name}', { name: '../../admin' }, '/..%2F..%2Fadmin'],
		['/{name}', { name: '%2e%2e' }, '/%252e%252e'],
		['/nothing', { name: 'x' }, '/nothing'],
		['/{name}', { name: '{other}', other: 'x' }, '/%7Bother%7D'],
		['/{name}', { name: '$&' }, '/%24%26'],
	])('%s with %j is %s', (template, values, path) => {
		expect(fillPath(template, values)).toBe(path);
	});

	it.each(['', ' ', '.', '..', ' .. ', undefined, null, {}, [], true, NaN])(
		'refuses %p',
		(value) => {
			const filled = () => fillPath('/devices/{device_uuid}/x', { device_uuid: value });
			expect(filled).toThrow(/^The device UUID is/);
		},
	);

	it('names the placeholder and says what to do', () => {
		expect(() => fillPath('/{revision_id}', { revision_id: '..' })).toThrow(
			expect.objectContaining({
				message: 'The revision id is "..", which is not an ID',
				description: expect.stringContaining('Pick one from the list'),
			}),
		);
	});

	it('makes exactly one segment of any text, and a URL parser gets the text back', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (value) => {
				fc.pre(!['', '.', '..'].includes(value.trim()));
				const url = new URL(fillPath('/a/{id}/b', { id: value }), BASE);
				const segments = url.pathname.split('/');
				expect(url.origin).toBe(BASE);
				expect(url.search + url.hash).toBe('');
				expect(segments).toHaveLength(4);
				expect([segments[1], segments[3]]).toEqual(['a', 'b']);
				expect(decodeURIComponent(segments[2] ?? '')).toBe(value.trim());
			}),
		);
	});

	it('refuses a text that no URL can carry with a sentence for a person', () => {
		expect(() => fillPath('/{node_uuid}', { node_uuid: 'a\ud800' })).toThrow(/The node UUID/);
	});
});
