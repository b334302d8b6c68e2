import { announcedBytes, announcedFileName } from '../../../nodes/shared/transfer/announced';

it.each([
	[{ 'content-length': '42' }, 42],
	[{ 'content-length': '0' }, 0],
	[{ 'content-length': 42 }, 42],
	[{}, undefined],
	[{ 'content-length': 'many' }, undefined],
	[{ 'content-length': '' }, undefined],
	[{ 'content-length': '1.5' }, undefined],
	[{ 'content-length': '-1' }, undefined],
	[{ 'content-length': '42', 'content-encoding': 'gzip' }, undefined],
])('%j announces %p bytes', (headers, bytes) => {
	expect(announcedBytes(headers)).toBe(bytes);
});

it.each([
	['attachment; filename="portal.tar.gz"', 'portal.tar.gz'],
	['attachment; filename=portal.tar.gz', 'portal.tar.gz'],
	['attachment; filename=portal.tar.gz; size=5', 'portal.tar.gz'],
	['attachment; filename="with space; and semicolon.gz"', 'with space; and semicolon.gz'],
	['attachment; filename="plain.gz"; filename*=UTF-8\'\'%C3%A4.gz', 'ä.gz'],
	["attachment; filename*=utf-8'de'%C3%A4.gz", 'ä.gz'],
	['attachment; filename="../../etc/passwd"', 'passwd'],
	['attachment; filename="C:\\temp\\x.gz"', 'x.gz'],
	["attachment; filename*=UTF-8''..%2F..%2Fx.gz", 'x.gz'],
	['attachment; filename*=UTF-8\'\'%E4.gz; filename="plain.gz"', 'plain.gz'],
	['attachment; filename=""', undefined],
	['attachment; filename=".."', undefined],
	['attachment', undefined],
	[undefined, undefined],
])('%s names %p', (header, name) => {
	expect(announcedFileName({ 'content-disposition': header })).toBe(name);
});
