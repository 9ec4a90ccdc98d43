/** What the trigger remembers between two polls. */

import fc from 'fast-check';
import { MOST_SEEN, Seen } from '../../engine/triggers/polling/seen';

const entry = fc.tuple(fc.integer({ min: 1, max: 2_000_000_000 }), fc.string());

it('survives being written down', () => {
	fc.assert(
		fc.property(fc.array(entry), entry, (entries, other) => {
			const seen = new Seen();
			for (const [second, identity] of entries) seen.add(second, identity);
			const again = new Seen(seen.text());
			for (const [second, identity] of entries) expect(again.has(second, identity)).toBe(true);
			expect(again.has(...other)).toBe(entries.some(([second, identity]) => second === other[0] && identity === other[1]));
			expect(again.size).toBe(seen.size);
			expect(again.text()).toBe(seen.text());
		}),
	);
});

it.each([
	undefined,
	null,
	7,
	'',
	'x',
	'-5:AAAAAAAA',
	'1:short',
	':::',
	'zz:AAAAAAAA',
	'2',
	'2 x',
	'2 !zz ~1:short',
	'2 ~:::',
	'2 1:AAAAAAA',
])('%p from elsewhere does no harm', (text) => {
	expect(() => new Seen(text).text()).not.toThrow();
});

it('forgets what is not read again', () => {
	const seen = new Seen();
	for (let second = 1; second <= 10; second += 1) seen.add(second, 'one');
	expect(seen.trim(6)).toBe(6);
	expect([seen.has(5, 'one'), seen.has(6, 'one'), seen.size]).toEqual([false, true, 5]);
});

it('with too much to remember, the oldest seconds are given up and not read again either', () => {
	const seen = new Seen();
	for (let second = 1; second <= 10; second += 1) for (let i = 0; i < 100; i += 1) seen.add(second, String(i));
	expect(seen.trim(1, { most: 250 })).toBe(9);
	expect([seen.has(8, '0'), seen.has(9, '0'), seen.size]).toEqual([false, true, 200]);
});

it('fills less than 130 kB of the static data at its fullest', () => {
	const seen = new Seen();
	for (let i = 0; i < MOST_SEEN; i += 1) seen.add(1_773_223_200 + Math.floor(i / 20), String(i));
	expect(seen.trim(0)).toBe(0);
	expect(seen.text().length).toBeLessThan(130_000);
});

it('what the version before this one has written counts', () => {
	const { shortened } = jest.requireActual<typeof import('../../engine/triggers/short')>('../../engine/triggers/short');
	const seen = new Seen(
		`${(2000).toString(36)}:${shortened('one', 8)}${shortened('two', 8)} ${(2001).toString(36)}:${shortened('three', 8)}`,
	);
	expect([seen.size, seen.has(2000, 'one'), seen.has(2000, 'two'), seen.has(2001, 'three'), seen.has(2001, 'one')]).toEqual([
		3,
		true,
		true,
		true,
		false,
	]);
});

it('reopened: what is named counts as never passed on, and everything before the floor else as passed on', () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.string()), { maxLength: 30 }),
			fc.array(fc.nat(29), { maxLength: 10 }),
			fc.integer({ min: 1, max: 40 }),
			(entries, chosen, floor) => {
				const seen = new Seen();
				const out = new Seen();
				for (const [second, identity] of entries) seen.add(second, identity);
				for (const index of chosen) if (entries[index]) out.add(...entries[index]);
				seen.trim(floor);
				seen.reopen(out, floor);
				for (const copy of [seen, new Seen(seen.text())]) {
					for (const [second, identity] of entries) expect(copy.has(second, identity)).toBe(!out.has(second, identity));
					expect(copy.has(0.5, 'something else')).toBe(true);
					for (const index of chosen) if (entries[index]) copy.add(...entries[index]);
					for (const [second, identity] of entries) expect(copy.has(second, identity)).toBe(true);
				}
			},
		),
	);
});
