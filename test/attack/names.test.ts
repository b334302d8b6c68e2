import * as fc from 'fast-check';

import { attacked } from './attacks';
import { bareName } from '../../nodes/shared/util/bareName';

it.each([
	['report.pdf', 'report.pdf'],
	['Bericht für März (1).pdf', 'Bericht für März (1).pdf'],
	['../../../etc/cron.d/evil', 'evil'],
	['..\\..\\windows\\evil.exe', 'evil.exe'],
	['/etc/passwd', 'passwd'],
	['C:\\evil.exe', 'evil.exe'],
	['a\r\nSet-Cookie: x.txt', 'aSet-Cookie: x.txt'],
	['a\u0000.txt', 'a.txt'],
	['invoice\u202egnp.exe', 'invoicegnp.exe'],
	['zero\u200bwidth\ufeff.txt', 'zerowidth.txt'],
	['a\u2028b', 'ab'],
	['.hidden', '.hidden'],
	['...', '...'],
	['.', 'file'],
	['..', 'file'],
	['a/..', 'file'],
	['', 'file'],
	['folder/', 'file'],
	[undefined, 'file'],
])('of %j is %j', (name, bare) => {
	attacked('names of files');
	expect(bareName(name)).toBe(bare);
});

it('keeps the ending of a name that is too long', () => {
	const name = bareName(`${'ä'.repeat(300)}.tar.gz`);
	expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
	expect(name).toMatch(/^ä+\.gz$/);
});

it('never is a path, whatever comes', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (name) => {
			const bare = bareName(name);
			attacked('names of files');
			expect(bare).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^\.{0,2}$/u);
			expect(Buffer.byteLength(bare)).toBeLessThanOrEqual(255);
		}),
	);
});
