/** Searches that are cut into spans of time: each record once, by whatever rule Intercom compares dates. */

import fc from 'fast-check';
import type { IntercomRequest } from '../../intercom/client';
import { IntercomError } from '../../intercom/errors';
import type { Json } from '../../intercom/json';
import { type ListRequest, type Note, readAll, readAllAs } from '../../intercom/paging';
import { Turnstile } from '../../intercom/pacing';
import { print, process, seedOf } from '../../scripts/machine.js';
import { type Crowd, Desk } from '../support/desk';

const RUNS = Number(process.env.HISTORIES ?? 2_000) / 10;
const SEED = seedOf(process.env.SEED);
const DAY = 86_400;
const HOUR = 3600;
const NOW = Math.floor(Date.now() / 1000);

/** How a workspace compares dates. */
type Rule = (stored: number, operator: string, value: number) => boolean;

/** Where the clocks of a time zone go back by an hour, at three at night: that day has 25 hours. */
const changeOf = (zone: number): number => Math.floor(NOW / DAY) * DAY - 500 * DAY - zone * HOUR + 3 * HOUR;
const ahead = (moment: number, zone: number): number => (zone - (moment >= changeOf(zone) ? 1 : 0)) * HOUR;

/** The midnight before a moment. */
function midnight(moment: number, zone: number): number {
	const wall = Math.floor((moment + ahead(moment, zone)) / DAY) * DAY;
	const begin = wall - ahead(moment, zone);
	return ahead(begin, zone) === ahead(moment, zone) ? begin : wall - ahead(begin, zone);
}
function byDay(zone: number): Rule {
	const days = new Map<number, { begin: number; next: number }>();
	const dayOf = (value: number) => {
		const begin = midnight(value, zone);
		// the next day begins after 23 to 25 hours
		const day = days.get(value) ?? { begin, next: midnight(begin + 26 * HOUR, zone) };
		days.set(value, day);
		return day;
	};
	return (stored, operator, value) => {
		const { begin, next } = days.get(value) ?? dayOf(value);
		return operator === '<' ? stored < begin : stored >= next;
	};
}
const rules: Record<string, (zone: number) => Rule> = {
	second: () => (stored, operator, value) => (operator === '<' ? stored < value : stored > value),
	inclusive: () => (stored, operator, value) => (operator === '<' ? stored <= value : stored >= value),
	day: byDay,
	ignored: () => () => true,
	// nothing that anybody describes: whole months
	month: () => (stored, operator, value) => (operator === '<' ? stored < value - 30 * DAY : stored > value + 30 * DAY),
};

interface Contact extends Json {
	id: string;
	created_at: number;
	plan: string;
	/** When it came to the workspace, as a number. */
	seq: number;
}

interface Shape {
	rule: string;
	zone: number;
	sort: 'none' | 'ascending' | 'descending';
	pageSize: number;
	query: 'one' | 'and' | 'or';
}

const QUERIES: Record<Shape['query'], Json> = {
	one: { field: 'plan', operator: '=', value: 'pro' },
	and: { operator: 'AND', value: [{ field: 'plan', operator: '=', value: 'pro' }] },
	or: {
		operator: 'OR',
		value: [
			{ field: 'plan', operator: '=', value: 'pro' },
			{ field: 'plan', operator: '=', value: 'none' },
		],
	},
};

function matches(query: Json, record: Contact, rule: Rule): boolean {
	const { operator, field, value } = query as { operator: string; field: string; value: unknown };
	if (operator === 'AND') return (value as Json[]).every((member) => matches(member, record, rule));
	if (operator === 'OR') return (value as Json[]).some((member) => matches(member, record, rule));
	return operator === '=' ? record[field] === value : rule(record[field] as number, operator, value as number);
}

interface Change {
	what: 'create' | 'delete';
	place: number;
	when: number;
}

async function search(
	records: Contact[],
	{ rule, zone, sort, pageSize, query }: Shape,
	{
		changes = [],
		crowd = { atOnce: 8, order: [0] },
		cut = true,
		compare = rules[rule](zone),
		spoil,
	}: { changes?: Change[]; crowd?: Crowd; cut?: boolean; compare?: Rule; spoil?: (asked: Json, number: number) => Error | undefined } = {},
) {
	const there: Contact[] = records.map((record, seq) => ({ ...record, seq }));
	const notes: Note[] = [];
	const asked: Json[] = [];
	const deleted = new Set<string>();
	const look = ({ body }: IntercomRequest) => {
		for (const { what, place, when } of changes) {
			if (when !== asked.length) continue;
			if (what === 'create') there.push({ type: 'contact', id: `new${when}`, created_at: NOW + when, plan: 'pro', seq: 9000 + when });
			else if (there.length) for (const { id } of there.splice(place % there.length, 1)) deleted.add(id);
		}
		const {
			query: wanted,
			pagination,
			sort: by,
		} = body as { query: Json; pagination: { per_page: number; starting_after?: string }; sort?: { order: string } };
		asked.push(wanted);
		const error = spoil?.(wanted, asked.length);
		if (error) throw error;
		const sign = by?.order === 'ascending' ? 1 : -1;
		const places = new Map(there.map((record) => [record, by ? sign * record.created_at * 10_000 + record.seq : record.seq]));
		const placeOf = (record: Contact): number => places.get(record) ?? 0;
		const found = there.filter((record) => matches(wanted, record, compare)).sort((a, b) => placeOf(a) - placeOf(b));
		// the cursor names the place of the last record that was read
		const rest = found.filter((record) => placeOf(record) > Number(pagination.starting_after ?? -Infinity));
		const data = rest.slice(0, pagination.per_page);
		const next = data.length < rest.length ? { starting_after: String(placeOf(data[data.length - 1])) } : undefined;
		return { status: 200, headers: {}, body: { data, total_count: found.length, pages: { next } } };
	};
	const desk = new Desk(crowd);
	const send = async (request: IntercomRequest) => await desk.ask(() => look(request));
	const list: ListRequest = {
		request: {
			endpoint: 'POST /contacts/search',
			version: '2.16',
			body: { query: QUERIES[query], ...(sort === 'none' ? {} : { sort: { field: 'created_at', order: sort } }) },
		},
		items: 'data',
		paging: { kind: 'body', pageSize },
		...(cut ? { spans: { by: 'created_at', ascending: sort === 'ascending' } } : {}),
	};
	const items = await readAllAs(
		list,
		{ send, sleep: async () => {}, scroll: new Turnstile(), told: (note) => notes.push(note), atOnce: () => crowd.atOnce },
		(page) => page.map(({ id }) => String(id)),
	);
	return { ids: items, notes, asked, deleted, most: desk.most, isCut: asked.some((one) => JSON.stringify(one).includes('created_at')) };
}

/** Years with busy days and quiet ones, also long before there was an Intercom, and a little after now. */
const people = fc
	.array(
		fc.record({
			at: fc.integer({ min: NOW - 3000 * DAY, max: NOW + DAY }),
			many: fc.integer({ min: 1, max: 25 }),
			apart: fc.constantFrom(0, 1, HOUR, DAY, 7 * DAY),
			plan: fc.constantFrom('pro', 'pro', 'free'),
		}),
		{ minLength: 3, maxLength: 25 },
	)
	.map((bursts) =>
		bursts.flatMap(({ at, many, apart, plan }, burst) =>
			Array.from(
				{ length: many },
				(_, n): Contact => ({ type: 'contact', id: `b${burst}-${n}`, created_at: at + n * apart, plan, seq: 0 }),
			),
		),
	)
	.chain((all) =>
		fc
			.option(fc.integer({ min: 1, max: 5 }), { nil: 0 })
			.map((ancient) => [
				...all,
				...Array.from(
					{ length: ancient },
					(_, n): Contact => ({ type: 'contact', id: `old${n}`, created_at: n * 1000, plan: 'pro', seq: 0 }),
				),
			]),
	);
const shape = (...names: string[]): fc.Arbitrary<Shape> =>
	fc.record({
		rule: fc.constantFrom(...names),
		zone: fc.integer({ min: -12, max: 14 }),
		sort: fc.constantFrom('none', 'ascending', 'descending'),
		pageSize: fc.integer({ min: 1, max: 4 }),
		query: fc.constantFrom('one', 'and', 'or'),
	});
const crowd: fc.Arbitrary<Crowd> = fc.record({
	atOnce: fc.integer({ min: 2, max: 12 }),
	order: fc.array(fc.nat(11), { minLength: 1, maxLength: 30 }),
});
const pro = (records: Contact[]): string[] => records.filter(({ plan }) => plan === 'pro').map(({ id }) => id);

beforeAll(() => print(`Spans: seed ${SEED}, ${RUNS} runs (repeat with SEED=${SEED})`));

test('a day of the test begins at midnight and has 24 hours, but one of 25', () => {
	for (const zone of [-12, -5, 0, 5, 14]) {
		const lengths: number[] = [];
		for (let begin = midnight(changeOf(zone) - 3 * DAY, zone), next = 0; begin < changeOf(zone) + 3 * DAY; begin = next) {
			next = midnight(begin + 26 * HOUR, zone);
			for (const at of [begin, begin + 12 * HOUR, next - 1]) expect(midnight(at, zone)).toBe(begin);
			expect((begin + ahead(begin, zone)) % DAY).toBe(0);
			lengths.push((next - begin) / HOUR);
		}
		expect(lengths).toEqual([24, 24, 24, 25, 24, 24, 24]);
	}
});

test('every record comes once, in the order of the sorting, by the second and by the day of any time zone', async () => {
	let cut = 0;
	await fc.assert(
		fc.asyncProperty(people, shape('second', 'inclusive', 'day', 'ignored'), crowd, async (records, one, how) => {
			const { ids, notes, most, isCut, asked } = await search(records, one, { crowd: how });
			if (isCut) cut++;
			// nothing was missing that the whole list would have to make good
			// the first page; and once more, where somebody was created just now, how many there are
			if (isCut && one.rule !== 'ignored')
				expect(asked.filter((query) => !JSON.stringify(query).includes('created_at')).length).toBeLessThanOrEqual(2);
			expect([...ids].sort()).toEqual(pro(records).sort());
			expect(notes).toEqual([]);
			expect(most).toBeLessThanOrEqual(how.atOnce);
			if (one.sort !== 'none') expect(ids).toEqual((await search(records, one, { cut: false })).ids);
		}),
		{ numRuns: RUNS, seed: SEED },
	);
	expect(cut).toBeGreaterThan(RUNS / 2);
}, 240_000);

test('nobody who is there all the time is missing or comes twice, whoever is created and deleted meanwhile', async () => {
	const changes = fc.uniqueArray(
		fc.record({ what: fc.constantFrom<Change['what'][]>('create', 'delete'), place: fc.nat(500), when: fc.nat(80) }),
		{ maxLength: 20, selector: ({ when }) => when },
	);
	await fc.assert(
		fc.asyncProperty(people, shape('second', 'inclusive', 'day'), crowd, changes, async (records, one, how, meanwhile) => {
			const { ids, deleted } = await search(records, one, { crowd: how, changes: meanwhile });
			expect(new Set(ids).size).toBe(ids.length);
			expect(pro(records).filter((id) => !deleted.has(id) && !ids.includes(id))).toEqual([]);
		}),
		{ numRuns: RUNS, seed: SEED },
	);
}, 240_000);

test('where Intercom compares in a way that nobody knows of, what is missing is noticed and the list is read as a whole', async () => {
	let wholes = 0;
	await fc.assert(
		fc.asyncProperty(people, shape('month'), async (records, one) => {
			const { ids, asked, isCut } = await search(records, one);
			expect([...ids].sort()).toEqual(pro(records).sort());
			if (isCut && asked.filter((query) => !JSON.stringify(query).includes('created_at')).length > 5) wholes++;
		}),
		{ numRuns: RUNS / 2, seed: SEED },
	);
	expect(wholes).toBeGreaterThan(10);
}, 240_000);

describe('of years with a record a day', () => {
	const records = Array.from(
		{ length: 1500 },
		(_, n): Contact => ({ type: 'contact', id: `c${n}`, created_at: NOW - n * DAY, plan: 'pro', seq: n }),
	);
	const usual: Shape = { rule: 'day', zone: 2, sort: 'none', pageSize: 10, query: 'one' };

	test('several are read at a time, the newest first, with few requests more than there are pages', async () => {
		const { ids, most, asked } = await search(records, usual);
		expect(ids).toEqual(records.map(({ id }) => id));
		expect(most).toBe(8);
		expect(asked.length).toBeLessThan(150 * 1.5);
	});

	test('a border in the last hour of a day of 25 hours, or in its first, loses nobody', async () => {
		const uncut = (asked: Json[]) => asked.filter((query) => !JSON.stringify(query).includes('created_at'));
		const often = Array.from(
			{ length: 1500 },
			(_, n): Contact => ({ type: 'contact', id: `c${n}`, created_at: NOW - n * 6 * HOUR, plan: 'pro', seq: n }),
		);
		const { asked } = await search(often, { ...usual, rule: 'second' });
		// in the middle between what is asked for on either side
		const bounds = (sign: string): number[] =>
			[
				...new Set(
					asked.flatMap(({ value }) =>
						(Array.isArray(value) ? (value as Json[]) : []).filter(({ operator }) => operator === sign).map((bound) => Number(bound.value)),
					),
				),
			].sort((a, b) => a - b);
		const [lows, highs] = [bounds('>'), bounds('<')];
		expect(lows).toHaveLength(highs.length);
		const borders = lows.map((low, index) => (low + highs[index]) / 2).filter((border) => border > NOW - 370 * DAY);
		expect(borders.length).toBeGreaterThan(2);
		for (const border of borders.slice(0, 6)) {
			for (const into of [0.5, 24.5]) {
				const begin = border - into * HOUR;
				const midnightOf = (at: number): number =>
					at < begin + 25 * HOUR
						? at < begin
							? begin - Math.ceil((begin - at) / DAY) * DAY
							: begin
						: begin + 25 * HOUR + Math.floor((at - begin - 25 * HOUR) / DAY) * DAY;
				const compare: Rule = (stored, operator, value) =>
					operator === '<' ? stored < midnightOf(value) : stored >= midnightOf(midnightOf(value) + 26 * HOUR);
				// somebody at every border
				const dense = [
					...often,
					...[-1, 0, 1, 600, -600].map(
						(by, n): Contact => ({ type: 'contact', id: `b${n}`, created_at: border + by, plan: 'pro', seq: 5000 + n }),
					),
				];
				const result = await search(dense, usual, { compare });
				expect(result.ids).toHaveLength(dense.length);
				expect(uncut(result.asked).length).toBeLessThanOrEqual(2);
			}
		}
	}, 60_000);

	test('a record without its moment ends in the whole list', async () => {
		const odd = records.map((record, index) => (index === 700 ? { ...record, created_at: undefined as never } : record));
		for (const rule of ['second', 'ignored']) {
			const { ids, isCut } = await search(odd, { ...usual, rule });
			expect([[...ids].sort(), isCut]).toEqual([odd.map(({ id }) => id).sort(), true]);
		}
	});

	test('bounds that Intercom takes no notice of are noticed with the first spans', async () => {
		const { ids, asked } = await search(records, { ...usual, rule: 'ignored' });
		expect(ids).toHaveLength(1500);
		expect(asked.length).toBeLessThan(150 + 10);
	});

	test('so does a question that Intercom refuses cut', async () => {
		const { ids } = await search(records, usual, {
			spoil: (query) =>
				JSON.stringify(query).includes('created_at')
					? new IntercomError('http', 'no', { request: 'POST /contacts/search', status: 400 })
					: undefined,
		});
		expect(ids).toHaveLength(1500);
	});

	test('one that fails is the error of the list, and nobody goes on', async () => {
		let requests = 0;
		await expect(
			search(records, usual, {
				spoil: (_, number) =>
					(requests = number) === 40 ? new IntercomError('http', 'no', { request: 'POST /contacts/search', status: 403 }) : undefined,
			}),
		).rejects.toMatchObject({ details: { status: 403 } });
		expect(requests).toBeLessThan(50);
	});

	test('a short list takes the requests of its pages only', async () => {
		const { asked, isCut } = await search(records.slice(0, 150), usual);
		expect([asked.length, isCut]).toEqual([15, false]);
	});

	test('a search that has all the levels Intercom takes is not cut, and one request at a time cuts nothing', async () => {
		const deep = { operator: 'OR', value: [{ operator: 'AND', value: [{ field: 'plan', operator: '=', value: 'pro' }] }] };
		const asked: Json[] = [];
		const read = async (query: Json, atOnce: number) => {
			asked.length = 0;
			const send = async ({ body }: IntercomRequest) => {
				const { pagination, query: its } = body as { pagination: { per_page: number; starting_after?: string }; query: Json };
				asked.push(its);
				const from = Number(pagination.starting_after ?? 0);
				return {
					status: 200,
					headers: {},
					body: {
						data: records.slice(from, from + 10),
						total_count: records.length,
						pages: from + 10 < records.length ? { next: { starting_after: String(from + 10) } } : {},
					},
				};
			};
			return await readAll(
				{
					request: { endpoint: 'POST /contacts/search', version: '2.16', body: { query } },
					items: 'data',
					paging: { kind: 'body', pageSize: 10 },
					spans: { by: 'created_at' },
				},
				{ send, sleep: async () => {}, scroll: new Turnstile(), atOnce: () => atOnce },
			);
		};
		expect(await read(deep, 8)).toHaveLength(1500);
		expect([asked.length, asked.every((query) => query === deep)]).toEqual([150, true]);
		expect(await read(QUERIES.one, 1)).toHaveLength(1500);
		expect(asked).toHaveLength(150);
	});
});
