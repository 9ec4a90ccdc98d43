/** Names and types of files, from the headers servers really send. */

import { describe as described, isGzip, nameIn, typeIn } from '../../intercom/media';

describe('the name in Content-Disposition', () => {
	it.each([
		['attachment; filename=report.csv', 'report.csv'],
		['attachment; filename="report; part 1.csv"', 'report; part 1.csv'],
		['attachment; filename="a \\"quoted\\" name.csv"', 'a "quoted" name.csv'],
		["attachment; filename=plain.csv; filename*=UTF-8''%e2%82%ac%20rates.csv", '€ rates.csv'],
		['inline; filename*=utf-8\'en\'na%C3%AFve.mp3; filename="naive.mp3"', 'naïve.mp3'],
		["attachment; filename*=ISO-8859-1''na%EFve.txt", 'naïve.txt'],
		["attachment; filename*=UTF-8''%E0%A4%A; filename=fallback.csv", 'fallback.csv'],
		[`attachment; filename="${Buffer.from('Übersicht.csv', 'utf8').toString('latin1')}"`, 'Übersicht.csv'],
		['attachment; FILENAME = "Report.CSV"', 'Report.CSV'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename="C:\\\\temp\\\\export.csv"', 'export.csv'],
		['attachment; filename=".."', undefined],
		['attachment; filename=""', undefined],
		['attachment', undefined],
		[undefined, undefined],
	])('%s', (header, name) => expect(nameIn(header)).toBe(name));
});

it.each([
	['text/csv; charset=utf-8', 'text/csv'],
	['Audio/MPEG', 'audio/mpeg'],
	['application/x-gzip', 'application/gzip'],
	['application/octet-stream', undefined],
	['binary/octet-stream', undefined],
	['nonsense', undefined],
	['', undefined],
	[undefined, undefined],
])('the type in Content-Type: %s', (header, type) => expect(typeIn(header)).toBe(type));

describe('a file is kept under', () => {
	const recording = { name: 'call-7.wav', type: 'audio/wav' };
	const messages = { name: 'data-export-j.csv.gz', type: 'application/gzip' };
	const report = { name: 'reporting-export-j.csv', type: 'text/csv' };

	it.each([
		['what the server says', { name: 'a.mp3', type: 'audio/mpeg' }, recording, undefined, { name: 'a.mp3', type: 'audio/mpeg' }],
		[
			'the usual name with the extension of the type',
			{ type: 'audio/mpeg' },
			recording,
			undefined,
			{ name: 'call-7.mp3', type: 'audio/mpeg' },
		],
		['the type of its name where the server says none', { name: 'a.m4a' }, recording, undefined, { name: 'a.m4a', type: 'audio/mp4' }],
		['the usual ones where the server says nothing', {}, recording, undefined, recording],
		[
			'its name without .gz when it arrives unpacked',
			{ name: 'message-data.csv.gz', type: 'application/gzip' },
			messages,
			false,
			{ name: 'message-data.csv', type: 'text/csv' },
		],
		[
			'the usual name without .gz when it arrives unpacked',
			{ type: 'text/csv' },
			messages,
			false,
			{ name: 'data-export-j.csv', type: 'text/csv' },
		],
		['the usual name without .gz when nobody says anything', {}, messages, false, { name: 'data-export-j.csv', type: 'text/csv' }],
		[
			'its name as it is when it is packed',
			{ name: 'message-data.csv.gz' },
			messages,
			true,
			{ name: 'message-data.csv.gz', type: 'application/gzip' },
		],
		[
			'a name with .gz when it is packed and called text',
			{ name: 'report.csv', type: 'text/csv' },
			report,
			true,
			{ name: 'report.csv.gz', type: 'application/gzip' },
		],
		[
			'the type of what is packed, whatever is said',
			{ name: 'report.csv.gz', type: 'text/csv' },
			report,
			true,
			{ name: 'report.csv.gz', type: 'application/gzip' },
		],
		['the usual name, packed', { type: 'application/gzip' }, report, true, { name: 'reporting-export-j.csv.gz', type: 'application/gzip' }],
		[
			'its name, when plain text is all that is said',
			{ type: 'text/plain' },
			report,
			false,
			{ name: 'reporting-export-j.csv', type: 'text/plain' },
		],
	])('%s', (_, said, usual, packed, expected) => expect(described(said, usual, packed)).toEqual(expected));
});

it('gzip is told by its first bytes', () => {
	expect(isGzip(Buffer.from([0x1f, 0x8b, 8]))).toBe(true);
	expect(isGzip(Buffer.from('user_id,content'))).toBe(false);
	expect(isGzip(Buffer.from([0x1f]))).toBeUndefined();
});
