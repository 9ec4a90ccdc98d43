/** What holds for any value at all. */

import fc from 'fast-check';
import { flag } from '../../engine/convert/flag';
import { id } from '../../engine/convert/id';
import { json } from '../../engine/convert/json';
import { forms, ids, texts } from '../../engine/convert/list';
import { located } from '../../engine/convert/locator';
import { isoDay, isoMoment, unixSeconds } from '../../engine/convert/moment';
import { number } from '../../engine/convert/number';
import { text } from '../../engine/convert/text';
import { announce, outcome, settings } from './support';

beforeAll(announce);

const holds = <T>(values: fc.Arbitrary<T>, claim: (value: T) => void): void => fc.assert(fc.property(values, claim), settings);

/** What expressions and models come up with. */
const anything = fc.oneof(
	fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
	fc.string(),
	fc.constantFrom(
		'__proto__',
		'constructor',
		'[',
		'{',
		'[]',
		'{}',
		'["',
		'null',
		'-',
		'.',
		'1e',
		' ',
		'\u2028',
		'0x10',
		'1_0',
		'2026-02-30',
		'true',
	),
	fc.json(),
	fc.double(),
	fc.maxSafeInteger().map(String),
);
const entry = fc.string({ minLength: 1 }).filter((word) => word.trim() === word && !/^[[{]/.test(word));
const kinds = {
	flag,
	number,
	text,
	id,
	ids,
	texts,
	unixSeconds,
	isoMoment,
	isoDay,
	located,
	forms: (value: unknown, label: string) => forms(value, 'rows', label),
	json: (value: unknown, label: string) => json(value, label, 'any'),
};

it.each(Object.entries(kinds))(
	'%s answers or refuses with the label, and nothing else',
	(_name, convert: (value: unknown, label: string, more?: never) => unknown) => {
		holds(anything, (value) => {
			try {
				convert(value, 'Some Label');
			} catch (error) {
				expect(error).toMatchObject({ name: 'BadValue', label: expect.stringMatching(/^Some Label/) });
				expect((error as Error).message).toMatch(/^'Some Label/);
			}
		});
	},
);

it('a number that comes out is one that JSON keeps', () => {
	holds(anything, (value) => {
		const result = outcome(() => number(value, 'X'));
		if (result !== 'refused') expect(JSON.parse(JSON.stringify(result)) === result).toBe(true);
	});
	holds(
		fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value)),
		(value) => expect(number(String(value), 'X') === value).toBe(true),
	);
});

it('an ID of digits keeps all of them, however many', () => {
	holds(fc.bigInt({ min: 0n, max: 10n ** 30n }), (value) => {
		expect(id(String(value), 'X')).toBe(String(value));
		expect(ids(JSON.stringify([String(value)]), 'X')).toEqual([String(value)]);
		expect(outcome(() => id(Number(value), 'X'))).toBe(value <= BigInt(Number.MAX_SAFE_INTEGER) ? String(value) : 'refused');
	});
});

it('a list is the same as a list, as JSON text and with commas', () => {
	holds(fc.array(entry, { minLength: 1 }), (list) => {
		for (const convert of [texts, ids]) {
			expect(convert(list, 'X')).toEqual(list);
			expect(convert(JSON.stringify(list), 'X')).toEqual(list);
		}
		const plain = list.map((word) => word.replaceAll(',', ';'));
		if (plain.every((word) => word.trim() === word)) expect(ids(plain.join(', '), 'X')).toEqual(plain);
	});
});

it('a list of records is the list of their IDs, with or without gaps', () => {
	holds(fc.array(fc.option(entry)), (list) => {
		const wanted = list.filter((word) => word !== null);
		expect(
			ids(
				list.map((word) => (word === null ? null : { id: word, name: 'x' })),
				'X',
			),
		).toEqual(wanted);
		expect(ids(JSON.stringify(list), 'X')).toEqual(wanted);
	});
});

it('every day that exists is taken in every form, every other is refused in all', () => {
	holds(
		fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 })),
		([year, month, day]) => {
			const two = (value: number) => String(value).padStart(2, '0');
			const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
			const exists =
				month >= 1 &&
				month <= 12 &&
				day >= 1 &&
				day <= [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
			expect(outcome(() => isoDay(date, 'X'))).toBe(exists ? date : 'refused');
			expect(outcome(() => isoMoment(`${date}T12:30:00Z`, 'X'))).toBe(exists ? `${date}T12:30:00.000Z` : 'refused');
			if (!exists) expect(outcome(() => unixSeconds(`${date} 12:30`, 'X'))).toBe('refused');
		},
	);
});

it('a moment is the same in every form', () => {
	holds(fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }), (seconds) => {
		for (const form of [
			seconds,
			String(seconds),
			seconds * 1000,
			String(seconds * 1000),
			new Date(seconds * 1000),
			isoMoment(seconds, 'X'),
		])
			expect(unixSeconds(form, 'X')).toBe(seconds);
	});
});

it('JSON goes through unchanged, whatever its names are', () => {
	const names = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty'));
	holds(fc.dictionary(names, fc.oneof(fc.string(), fc.boolean(), fc.maxSafeInteger())), (object) => {
		const source = JSON.stringify(object);
		expect(JSON.stringify(json(source, 'X', 'object'))).toBe(source);
	});
});
