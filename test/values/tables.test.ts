/** Value for value: what each kind takes, and what it refuses. */

import { flag, flagOr } from '../../engine/convert/flag';
import { intervals as hours } from '../../engine/fields/hours';
import { digits, id } from '../../engine/convert/id';
import { json } from '../../engine/convert/json';
import { moment as later } from '../../engine/fields/later';
import { choices, collection, forms, ids, texts } from '../../engine/convert/list';
import { located } from '../../engine/convert/locator';
import { isoDay, isoMoment, unixSeconds } from '../../engine/convert/moment';
import { number } from '../../engine/convert/number';
import { choice, email, text } from '../../engine/convert/text';
import { dateTime, outcome } from './support';

type Table = Array<[value: unknown, becomes: unknown]>;
const REFUSED = 'refused';
const refusing = (...values: unknown[]): Table => values.map((value) => [value, REFUSED]);
const walk = (convert: (value: unknown) => unknown, table: Table) => {
	for (const [value, becomes] of table) expect([value, outcome(() => convert(value))]).toEqual([value, becomes]);
};
const DAY = 1_769_817_600;

test('a flag', () => {
	walk(
		(value) => flag(value, 'X'),
		[
			[true, true],
			[false, false],
			[1, true],
			[0, false],
			...['true', 'TRUE', ' True ', 'yes', 'Yes', '1'].map((value): Table[number] => [value, true]),
			...['false', 'FALSE', ' no', '0'].map((value): Table[number] => [value, false]),
			...refusing('', ' ', null, undefined, 2, -1, NaN, 'on', 'off', 'y', 'wahr', [], [true], {}, 'true,false', '"true"'),
		],
	);
	walk(
		(value) => flagOr(true, value, 'X'),
		[
			[undefined, true],
			[null, true],
			['false', false],
			['', REFUSED],
		],
	);
});

test('a number', () => {
	walk(
		(value) => number(value, 'X'),
		[
			[0, 0],
			[-1.5, -1.5],
			['12', 12],
			[' 12 ', 12],
			['+3', 3],
			['1.50', 1.5],
			['.5', 0.5],
			['2e3', 2000],
			[7n, 7],
			['9007199254740991', Number.MAX_SAFE_INTEGER],
			...refusing(
				'',
				' ',
				null,
				undefined,
				true,
				false,
				[],
				[5],
				{},
				new Date(0),
				dateTime(5),
				NaN,
				Infinity,
				-Infinity,
				'NaN',
				'Infinity',
				'1e999',
				'0x10',
				'0b1',
				'1,5',
				'1.234,5',
				'1 000',
				'12 px',
				'many',
				'9007199254740993',
				2 ** 53,
				10n ** 20n,
			),
		],
	);
	walk((value) => number(value, 'X', { whole: true, min: 1, max: 9 }), [[1, 1], ['9', 9], [1.0, 1], ...refusing(0, 10, 1.5, '2.5')]);
	expect(() => number('0x10', 'Seats')).toThrow("'Seats' has to be a number, not 0x10");
	expect(() => number(' ', 'Seats', { whole: true, min: 1 })).toThrow("'Seats' has to be a whole number from 1 on, not blanks");
});

test('a text', () => {
	walk(
		(value) => text(value, 'X'),
		[
			['', ''],
			[' a ', ' a '],
			['[1, 2]', '[1, 2]'],
			[2024, '2024'],
			[1.5, '1.5'],
			[true, 'true'],
			[9007199254740993n, '9007199254740993'],
			[new Date(0), '1970-01-01T00:00:00.000Z'],
			[dateTime(0), '1970-01-01T00:00:00.000Z'],
			...refusing(null, undefined, [], ['a'], {}, { text: 'a' }, NaN, Infinity, 2 ** 53, 1e21, new Date(NaN), dateTime(NaN)),
		],
	);
	// the value may be a secret
	expect(() => text({ token: 'abc' }, 'Token')).toThrow("'Token' has to be a text, not an object");
	walk((value) => email(value, 'X'), [[' a@b.c ', 'a@b.c'], ...refusing('a', 'a@b, c@d', ['a@b.c'], '')]);
	walk((value) => choice(['a', 'B'], value, 'X'), [['a', 'a'], [' B ', 'B'], ...refusing('b', '', 'a,B', ['a'], null)]);
	walk(
		(value) => choices(['a', 'B'], value, 'X'),
		[['a, B', ['a', 'B']], ['["a","B"]', ['a', 'B']], [['a', null], ['a']], [[], []], ...refusing('a,b', [['a']])],
	);
});

test('an ID', () => {
	walk(
		(value) => id(value, 'X'),
		[
			['', ''],
			[' 6762 ', '6762'],
			[6762, '6762'],
			['9007199254740993', '9007199254740993'],
			[9007199254740993n, '9007199254740993'],
			[{ id: 'c1' }, 'c1'],
			[{ id: 12, value: 'no' }, '12'],
			[{ value: 'c1', name: 'Ada' }, 'c1'],
			[{ __rl: true, mode: 'list', value: 'c1', id: 'no' }, 'c1'],
			['{"id": "c1"}', 'c1'],
			...refusing(
				null,
				undefined,
				true,
				[],
				['c1'],
				'["c1"]',
				'["c1","c2"]',
				'[c1, c2]',
				'{c1',
				{},
				{ name: 'Ada' },
				{ id: null },
				{ id: { id: 'c1' } },
				{ id: ['c1'] },
				{ id: true },
				2 ** 53,
				NaN,
				new Date(0),
			),
		],
	);
	walk(
		(value) => digits(value as string, 'X'),
		[['12', 12], ['9007199254740991', Number.MAX_SAFE_INTEGER], ...refusing('9007199254740993', '0x10', '1.0', '-1', '', 'c1')],
	);
});

test('lists', () => {
	const same: Table = [
		['c1', ['c1']],
		['c1, c2 ,,c3', ['c1', 'c2', 'c3']],
		[
			['c1', 'c2'],
			['c1', 'c2'],
		],
		['["c1","c2"]', ['c1', 'c2']],
		[' [ "c1" , "c2" ] ', ['c1', 'c2']],
		['["c1, c2"]', ['c1, c2']],
		['[1, 2]', ['1', '2']],
		[
			[1, null, '', undefined, ' 2 '],
			['1', '2'],
		],
		['[null, "c1"]', ['c1']],
		[7, ['7']],
		['[]', []],
		...[[], '', ' ', ' , ', null, undefined].map((value): Table[number] => [value, []]),
		...refusing('[c1, c2]', "['c1','c2']", '[9007199254740993]', [['c1']], '[["c1"]]', [NaN], [{}], {}),
	];
	walk(
		(value) => ids(value, 'X'),
		[
			...same,
			[
				[{ id: 'c1' }, { id: 2 }],
				['c1', '2'],
			],
			['[{"id":"c1"},{"value":"c2"}]', ['c1', 'c2']],
			[{ id: 'c1' }, ['c1']],
			['[c1]', REFUSED],
			[[true], REFUSED],
		],
	);
	walk(
		(value) => texts(value, 'X'),
		[
			...same,
			['[VIP]', ['[VIP]']],
			['[VIP], [New]', ['[VIP]', '[New]']],
			['[VIP] one, two', ['[VIP] one', 'two']],
			[[{ id: 'c1' }], REFUSED],
			[[true], ['true']],
		],
	);
});

test('lists of forms, and collections', () => {
	const forma = { a: 1 };
	walk(
		(value) => forms(value, 'rows', 'X'),
		[
			[{ rows: [forma, null] }, [forma]],
			[{ rows: forma }, [forma]],
			[{ rows: '[{"a":1}]' }, [forma]],
			[[forma], [forma]],
			[forma, [forma]],
			['[{"a":1}]', [forma]],
			['{"rows":[{"a":1}]}', [forma]],
			[['{"a":1}'], [forma]],
			...[{}, [], '', null, undefined, { rows: [] }, { rows: null }].map((value): Table[number] => [value, []]),
			...refusing('a', 'a,b', ['a'], [[forma]], 5, true, { rows: 'a' }),
		],
	);
	walk(
		(value) => collection(value, 'X'),
		[[forma, forma], ['{"a":1}', forma], ['', {}], [null, {}], ...refusing('a', [], [forma], 5, new Date(0))],
	);
});

test('JSON', () => {
	walk(
		(value) => json(value, 'X', 'any'),
		[
			['{"a": [1, "9007199254740993"]}', { a: [1, '9007199254740993'] }],
			['5', 5],
			[{ a: null }, { a: null }],
			...refusing('', '{', '{"a": 9007199254740993}', '[[1e999]]', { a: NaN }, [Infinity], { a: { b: 2 ** 60 } }, { a: 1n }),
		],
	);
	walk((value) => json(value, 'X', 'object'), [['{}', {}], ...refusing('[]', [], 'null', null, '"a"', new Date(0))]);
	walk((value) => json(value, 'X', 'array'), [['[]', []], ...refusing('{}', {}, null)]);
	expect(() => json('{"a": [{"b": 9007199254740993}]}', 'Data', 'any')).toThrow(
		"'Data: a[0].b' has a number that is too large to be sent exactly",
	);
	expect(JSON.stringify(json('{"__proto__": {"a": 1}, "constructor": 2}', 'X', 'object'))).toBe('{"__proto__":{"a":1},"constructor":2}');
});

test('a moment', () => {
	walk(
		(value) => unixSeconds(value, 'X'),
		[
			['2026-01-31', DAY],
			[' 2026-01-31 ', DAY],
			['2026-01', DAY - 30 * 86_400],
			['2026-01-31T00:00', DAY],
			['2026-01-31 01:00:00,9', DAY + 3600],
			['2026-01-31T02:00:00+02:00', DAY],
			['2026-01-30T22:00:00.000-0200', DAY],
			['2026-01-31T00:00:00z', DAY],
			['2026-01-30T24:00', DAY],
			['2024-02-29', 1_709_164_800],
			['1969-12-31', -86_400],
			[DAY, DAY],
			[DAY + 0.9, DAY],
			[String(DAY), DAY],
			[DAY * 1000, DAY],
			[0, 0],
			[new Date(DAY * 1000), DAY],
			[dateTime(DAY * 1000), DAY],
			...refusing(
				'2026-02-30',
				'2025-02-29',
				'2026-04-31',
				'2026-13-01',
				'2026-00-01',
				'2026-01-00',
				'2026-1-1',
				'31.01.2026',
				'2026-01-31T25:00',
				'2026-01-31T24:01',
				'2026-01-31T10:60',
				'2026-01-31T10:00:60',
				'2026-01-31T10:00+99:00',
				'2026-01-31T10:00+02:60',
				'Invoice 2024',
				'2024',
				'tomorrow',
				'',
				' ',
				null,
				undefined,
				true,
				[],
				[DAY],
				{},
				NaN,
				Infinity,
				1e17,
				new Date(NaN),
				dateTime(NaN),
			),
		],
	);
	walk(
		(value) => isoMoment(value, 'X'),
		[
			['2026-01-31T01:00:00.25+01:00', '2026-01-31T00:00:00.250Z'],
			['2026-02-30', REFUSED],
			[1e17, REFUSED],
		],
	);
	walk(
		(value) => isoDay(value, 'X'),
		[
			['2026-01-31T23:00:00-05:00', '2026-01-31'],
			['2026-01', '2026-01-01'],
			[dateTime(DAY * 1000), '2026-01-31'],
			[DAY, '2026-01-31'],
			['2026-02-30', REFUSED],
		],
	);
});

test('opening hours', () => {
	const interval = (start_minute: number, end_minute: number) => [{ start_minute, end_minute }];
	walk(
		(value) => hours(true, value, 'X'),
		[
			[{ rows: [{ day: 'monday', opens: '09:00', closes: '17:00' }] }, interval(540, 1020)],
			['[{"day":"tuesday","opens":"9:00","closes":"17:00"}]', interval(1980, 2460)],
			[[{ start_minute: '540', end_minute: 1020 }], interval(540, 1020)],
			...refusing(
				'monday',
				[{ day: 'constructor', opens: '09:00', closes: '17:00' }],
				[{ day: 'monday', opens: '09:60', closes: '17:00' }],
				[{ day: 'monday', opens: 9, closes: '17:00' }],
				[{ start_minute: true, end_minute: 1020 }],
				[{ start_minute: 1020, end_minute: 540 }],
				[{ start_minute: 0, end_minute: 99_999 }],
				['09:00'],
			),
		],
	);
});

test('a moment to come', () => {
	const ahead = (seconds: unknown) => Math.round(((seconds as number) - Date.now() / 1000) / 60);
	expect(ahead(later({ mode: 'fromNow', amount: '2', unit: 'hours' }, 'X'))).toBe(120);
	expect(later({ mode: 'never' }, 'X', { never: true })).toBeNull();
	walk(
		(value) => later(value as never, 'X'),
		[
			[{ mode: 'at', at: '2999-01-01' }, 32_472_144_000],
			...refusing(
				{ mode: 'never' },
				{ mode: 'soon', at: '2999-01-01' },
				{ mode: 'at', at: '2999-02-30' },
				{ mode: 'at', at: '2020-01-31' },
				{ mode: 'fromNow', amount: 2, unit: 'years' },
				{ mode: 'fromNow', amount: 2, unit: 'constructor' },
				{ mode: 'fromNow', amount: true },
				{ mode: 'fromNow', amount: '0x10' },
				{ mode: 'fromNow', amount: 0 },
				{ mode: 'fromNow', amount: 1e15 },
			),
		],
	);
});

test('a record', () => {
	const url = { pattern: 'https://app\\.intercom\\.com/(\\w+)', name: 'Contact' };
	const byId = (value: string) => ({ mode: 'id', value });
	walk(
		(value) => located(value, 'X', url),
		[
			['c1', byId('c1')],
			[12, byId('12')],
			[{ id: 'c1' }, byId('c1')],
			[{ __rl: true, mode: 'id', value: { id: 'c1' } }, byId('c1')],
			[{ mode: 'list', value: 12 }, byId('12')],
			[{ mode: 'url', value: 'https://app.intercom.com/c1' }, byId('c1')],
			[
				{ mode: 'name', value: '[VIP]' },
				{ mode: 'name', value: '[VIP]' },
			],
			...['', ' ', null, undefined, { mode: 'id', value: '' }, { mode: 'name', value: ' ' }, { mode: 'list', value: null }].map(
				(value): Table[number] => [value, undefined],
			),
			...refusing(
				[],
				['c1'],
				'["c1"]',
				true,
				{},
				{ name: 'Ada' },
				{ mode: 'id', value: ['c1'] },
				{ mode: 'id', value: { name: 'Ada' } },
				{ mode: 'name', value: { id: 'c1' } },
				{ mode: 'url', value: 'c1' },
				{ mode: 5, value: 'c1' },
			),
		],
	);
});
