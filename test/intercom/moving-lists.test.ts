/** Page-numbered lists that change while they are read: each record once, and none left out in silence. */

import fc from 'fast-check';
import type { IntercomRequest } from '../../intercom/client';
import { IntercomError } from '../../intercom/errors';
import { type ListRequest, type Note, readAll } from '../../intercom/paging';
import { Turnstile } from '../../intercom/pacing';
import { print, process, seedOf } from '../../scripts/machine.js';
import { type Crowd, Desk } from '../support/desk';

const RUNS = Number(process.env.HISTORIES ?? 2_000);
const SEED = seedOf(process.env.SEED);

/** What happens between two requests, at a place of the list. */
interface Happening {
	what: 'create' | 'delete' | 'move' | 'nothing';
	place: number;
	/** After which request. */
	when: number;
}

/** The newest first; what is created or moved comes to the beginning. */
class List {
	readonly deleted = new Set<string>();
	readonly moved = new Set<string>();
	records: string[];
	private made = 0;

	constructor(size: number) {
		this.records = Array.from({ length: size }, (_, index) => `r${index}`);
	}

	let({ what, place }: Happening): void {
		if (what === 'create') this.records.unshift(`new${this.made++}`);
		if (what === 'nothing' || what === 'create' || !this.records.length) return;
		const [record] = this.records.splice(place % this.records.length, 1);
		(what === 'delete' ? this.deleted : this.moved).add(record);
		if (what === 'move') this.records.unshift(record);
	}
}

interface Shape {
	/** How the answer says that there is more. */
	says: 'total_pages' | 'address' | 'object' | 'number';
	counts: boolean;
	perPage: number;
	/** Pages are smaller than asked for. */
	capped: boolean;
}

async function read(
	list: List,
	{ says, counts, perPage, capped }: Shape,
	happenings: Happening[],
	more: Partial<ListRequest> = {},
	crowd?: Crowd,
) {
	const notes: Note[] = [];
	let requests = 0;
	const look = ({ query }: IntercomRequest) => {
		if (requests > 2000) throw new Error('endless');
		for (const happening of happenings) if (happening.when === requests) list.let(happening);
		requests += 1;
		const page = Number(query?.page ?? 1);
		const size = capped ? Math.min(3, Number(query?.per_page)) : Number(query?.per_page);
		const total = Math.ceil(list.records.length / size);
		const next = {
			total_pages: null,
			address: `https://api.intercom.io/things?page=${page + 1}&per_page=${size}`,
			object: { page: page + 1 },
			number: page + 1,
		}[says];
		const pages = {
			type: 'pages',
			page,
			per_page: size,
			...(says === 'total_pages' ? { total_pages: total } : {}),
			next: page < total ? next : null,
		};
		const body = {
			type: 'list',
			data: list.records.slice((page - 1) * size, page * size).map((id) => ({ type: 'thing', id })),
			pages,
			...(counts ? { total_count: list.records.length } : {}),
		};
		return { status: 200, headers: {}, body };
	};
	const request: IntercomRequest = { endpoint: 'GET /things', version: '2.16' };
	const desk = crowd && new Desk(crowd);
	const send = async (asked: IntercomRequest) => (desk ? await desk.ask(() => look(asked)) : look(asked));
	const items = await readAll(
		{ request, items: 'data', paging: { kind: 'page', pageSize: perPage }, ...more },
		{ send, sleep: async () => {}, scroll: new Turnstile(), told: (note) => notes.push(note), atOnce: () => crowd?.atOnce ?? 1 },
	);
	return { ids: items.map(({ id }) => String(id)), notes, requests, most: desk?.most ?? 1 };
}

/** One at a time: what comes and goes between two answers leaves no trace in their counts. */
const happenings = (maxLength: number, ...what: Array<Happening['what']>): fc.Arbitrary<Happening[]> =>
	fc.uniqueArray(fc.record({ what: fc.constantFrom(...what), place: fc.nat(200), when: fc.nat(40) }), {
		maxLength,
		selector: ({ when }) => when,
	});
const shape = (counts: boolean): fc.Arbitrary<Shape> =>
	fc.record({
		says: fc.constantFrom('total_pages', 'address', 'object', 'number'),
		counts: fc.constant(counts),
		perPage: fc.integer({ min: 1, max: 9 }),
		capped: fc.boolean(),
	});

beforeAll(() => print(`Moving lists: seed ${SEED}, ${RUNS} runs (repeat with SEED=${SEED})`));

test('nobody is output twice, and nobody is missing, whatever is created and deleted meanwhile', async () => {
	let told = 0;
	await fc.assert(
		fc.asyncProperty(fc.nat(60), shape(true), happenings(25, 'create', 'delete'), async (size, one, changes) => {
			const list = new List(size);
			const there = [...list.records];
			const { ids, notes } = await read(list, one, changes);
			expect(new Set(ids).size).toBe(ids.length);
			const left = there.filter((id) => !list.deleted.has(id) && !ids.includes(id));
			told += notes.length ? 1 : 0;
			if (!notes.length) expect(left).toEqual([]);
		}),
		{ numRuns: RUNS, seed: SEED },
	);
	// a hint for every list would be no hint
	expect(told).toBeLessThan(RUNS / 20);
}, 120_000);

test('records that move to the beginning meanwhile are found there, or it is said that some are missing', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(60), shape(true), happenings(15, 'move', 'create'), async (size, one, changes) => {
			const list = new List(size);
			const there = [...list.records];
			const { ids, notes } = await read(list, one, changes);
			expect(new Set(ids).size).toBe(ids.length);
			if (!notes.length)
				expect(there.filter((id) => !ids.includes(id)).length).toBeLessThanOrEqual(changes.filter(({ what }) => what === 'create').length);
			if (!notes.length && !changes.some(({ what }) => what === 'create')) expect(there.filter((id) => !ids.includes(id))).toEqual([]);
		}),
		{ numRuns: RUNS, seed: SEED },
	);
}, 120_000);

test('without a count everything that stays is output once as long as nothing is deleted', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(60), shape(false), happenings(25, 'create'), async (size, one, changes) => {
			const list = new List(size);
			const there = [...list.records];
			const { ids, notes } = await read(list, one, changes);
			expect(new Set(ids).size).toBe(ids.length);
			expect(notes).toEqual([]);
			expect(there.filter((id) => !ids.includes(id))).toEqual([]);
		}),
		{ numRuns: RUNS, seed: SEED },
	);
}, 120_000);

describe('with pages asked for ahead', () => {
	const crowd: fc.Arbitrary<Crowd> = fc.record({
		atOnce: fc.integer({ min: 2, max: 12 }),
		order: fc.array(fc.nat(11), { minLength: 1, maxLength: 30 }),
	});
	/** Every list tells how many pages it has. */
	const told = (counts: boolean): fc.Arbitrary<Shape> =>
		fc.record({
			says: fc.constant('total_pages' as const),
			counts: fc.constant(counts),
			perPage: fc.integer({ min: 1, max: 5 }),
			capped: fc.boolean(),
		});
	const big = fc.integer({ min: 20, max: 90 });

	test('nobody is output twice, and nobody is missing, whatever is created and deleted meanwhile, and in whatever order Intercom looks at them', async () => {
		let [notesTold, mostAtOnce] = [0, 0];
		await fc.assert(
			fc.asyncProperty(big, told(true), happenings(25, 'create', 'delete'), crowd, async (size, one, changes, how) => {
				const list = new List(size);
				const there = [...list.records];
				const { ids, notes, most } = await read(list, one, changes, {}, how);
				expect(new Set(ids).size).toBe(ids.length);
				expect(most).toBeLessThanOrEqual(how.atOnce);
				mostAtOnce = Math.max(most, mostAtOnce);
				notesTold += notes.length ? 1 : 0;
				if (!notes.length) expect(there.filter((id) => !list.deleted.has(id) && !ids.includes(id))).toEqual([]);
			}),
			{ numRuns: RUNS / 2, seed: SEED },
		);
		expect(mostAtOnce).toBeGreaterThan(6);
		expect(notesTold).toBeLessThan(RUNS / 20);
	}, 240_000);

	test('records that move to the beginning are found there, or it is said that some are missing', async () => {
		await fc.assert(
			fc.asyncProperty(big, told(true), happenings(12, 'move', 'create'), crowd, async (size, one, changes, how) => {
				const list = new List(size);
				const there = [...list.records];
				const { ids, notes } = await read(list, one, changes, {}, how);
				expect(new Set(ids).size).toBe(ids.length);
				const missing = there.filter((id) => !ids.includes(id));
				if (!notes.length) expect(missing.length).toBeLessThanOrEqual(changes.filter(({ what }) => what === 'create').length);
			}),
			{ numRuns: RUNS / 2, seed: SEED },
		);
	}, 240_000);

	test('without a count everything that stays is output once as long as nothing is deleted', async () => {
		await fc.assert(
			fc.asyncProperty(big, told(false), happenings(25, 'create'), crowd, async (size, one, changes, how) => {
				const list = new List(size);
				const there = [...list.records];
				const { ids, notes } = await read(list, one, changes, {}, how);
				expect(new Set(ids).size).toBe(ids.length);
				expect(notes).toEqual([]);
				expect(there.filter((id) => !ids.includes(id))).toEqual([]);
			}),
			{ numRuns: RUNS / 2, seed: SEED },
		);
	}, 240_000);

	test('a list that stays as it is comes in its order, with as many requests as it has pages, and many of them at a time', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 90 }), told(true), crowd, async (size, one, how) => {
				const list = new List(size);
				const { ids, requests } = await read(list, one, [], {}, how);
				expect(ids).toEqual(list.records);
				expect(requests).toBe(Math.max(1, Math.ceil(size / (one.capped ? Math.min(3, one.perPage) : one.perPage))));
			}),
			{ numRuns: 300, seed: SEED },
		);
		expect(
			(await read(new List(90), { says: 'total_pages', counts: true, perPage: 3, capped: false }, [], {}, { atOnce: 10, order: [0] })).most,
		).toBe(10);
	}, 60_000);

	test('no page is asked for that a limit does not need', async () => {
		await fc.assert(
			fc.asyncProperty(big, told(true), crowd, fc.integer({ min: 1, max: 100 }), async (size, one, how, limit) => {
				const list = new List(size);
				const alone = await read(list, one, [], { limit });
				const { ids, requests } = await read(list, one, [], { limit }, how);
				expect(ids).toEqual(list.records.slice(0, limit));
				expect(requests).toBe(alone.requests);
			}),
			{ numRuns: 500, seed: SEED },
		);
	}, 60_000);
});

test('a list that stays as it is takes no request more than it has pages', async () => {
	const { ids, notes, requests } = await read(new List(50), { says: 'total_pages', counts: true, perPage: 7, capped: false }, []);
	expect([ids.length, notes, requests]).toEqual([50, [], 8]);
});

test('a limit counts records, not repetitions', async () => {
	const list = new List(20);
	const changes = [1, 2, 3].map((when): Happening => ({ what: 'create', place: 0, when }));
	const { ids } = await read(list, { says: 'number', counts: true, perPage: 5, capped: false }, changes, { limit: 12 });
	expect(ids).toEqual(Array.from({ length: 12 }, (_, index) => `r${index}`));
});

test('records without an ID are all output', async () => {
	const send = async ({ query }: IntercomRequest) => ({
		status: 200,
		headers: {},
		body: { data: [{ value: 'same' }, { value: 'same' }], pages: { total_pages: 3, page: query?.page } },
	});
	const request: IntercomRequest = { endpoint: 'GET /things', version: '2.16' };
	const items = await readAll(
		{ request, items: 'data', paging: { kind: 'page', pageSize: 2 } },
		{ send, sleep: async () => {}, scroll: new Turnstile() },
	);
	expect(items).toHaveLength(6);
});

test('a list that Intercom counts longer than its pages are says so', async () => {
	const send = async () => ({ status: 200, headers: {}, body: { data: [{ id: '1' }], total_count: 3, pages: {} } });
	const notes: Note[] = [];
	await readAll(
		{ request: { endpoint: 'GET /things', version: '2.16' }, items: 'data', paging: { kind: 'query', pageSize: 2 } },
		{ send, sleep: async () => {}, scroll: new Turnstile(), told: (note) => notes.push(note) },
	);
	expect(notes).toEqual([{ kind: 'short', text: 'Intercom counts 3 records in this list, but its pages held 1' }]);
});

describe('beyond what pages reach', () => {
	const COMPANIES = 25;
	const REACH = 12;
	const company = (index: number) => ({
		type: 'company',
		id: `c${index}`,
		tags: { type: 'tag.list', tags: index % 2 ? [{ id: 't1' }] : [] },
	});

	function world({ silent = false, scrollFails = 0 } = {}) {
		const asked: string[] = [];
		const notes: Note[] = [];
		let fails = scrollFails;
		const send = async ({ endpoint, query = {} }: IntercomRequest) => {
			asked.push(`${endpoint} ${JSON.stringify(query)}`);
			const all = Array.from({ length: COMPANIES }, (_, index) => company(index));
			if (endpoint === 'GET /companies/scroll') {
				if (fails-- > 0) throw new IntercomError('http', 'no', { request: endpoint, status: 403 });
				const from = Number(query.scroll_param ?? 0);
				return {
					status: 200,
					headers: {},
					body: { data: [...all].reverse().slice(from, from + 10), scroll_param: String(from + 10), total_count: null, pages: null },
				};
			}
			const listed = query.tag_id ? all.filter(({ tags }) => tags.tags.some(({ id }) => id === query.tag_id)) : all;
			const [page, size] = [Number(query.page), Number(query.per_page)];
			if (page * size > REACH && !silent)
				throw new IntercomError('http', 'page limit reached, please use scroll API', {
					request: endpoint,
					status: 400,
					errors: [{ code: 'bad_request' }],
				});
			return {
				status: 200,
				headers: {},
				body: {
					data: listed.slice((page - 1) * size, page * size),
					total_count: listed.length,
					pages: { total_pages: silent ? Math.floor(REACH / size) : Math.ceil(listed.length / size) },
				},
			};
		};
		const readCompanies = async (query: Record<string, unknown>, limit?: number) =>
			(
				await readAll(
					{
						request: { endpoint: 'GET /companies', version: '2.16', query },
						items: 'data',
						limit,
						paging: { kind: 'page', pageSize: 5 },
						beyond: {
							reach: REACH,
							keeps: { order: null, tag_id: 'tags.tags' },
							list: {
								request: { endpoint: 'GET /companies/scroll', version: '2.16' },
								items: 'data',
								paging: { kind: 'scroll', pageSize: 100 },
							},
						},
					},
					{ send, sleep: async () => {}, scroll: new Turnstile(), told: (note) => notes.push(note) },
				)
			).map(({ id }) => String(id));
		return { asked, notes, readCompanies };
	}

	test.each([false, true])('the rest is scrolled, each once, after what the pages gave (pages end in silence: %s)', async (silent) => {
		const { readCompanies, notes, asked } = world({ silent });
		const ids = await readCompanies({ order: 'asc' });
		expect(ids.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, index) => `c${index}`));
		expect([...ids].sort()).toEqual(Array.from({ length: COMPANIES }, (_, index) => `c${index}`).sort());
		expect(notes).toEqual([
			{
				kind: 'scrolled',
				text: "Intercom's pages end after 10 of these 25 items: the others were read by scrolling, come after them and are not sorted",
			},
		]);
		expect(asked.at(-1)).toBe('GET /companies/scroll {"scroll_param":"30"}');
	});

	test('by a tag, too', async () => {
		const { readCompanies, notes } = world();
		const ids = await readCompanies({ tag_id: 't1' });
		expect(ids).toHaveLength(12);
		expect(ids.every((id) => Number(id.slice(1)) % 2)).toBe(true);
		expect(notes.map(({ kind }) => kind)).toEqual(['scrolled']);
	});

	test('up to the limit', async () => {
		const { readCompanies, asked } = world();
		expect(await readCompanies({}, 13)).toHaveLength(13);
		expect(asked.filter((one) => one.includes('scroll'))).toHaveLength(1);
	});

	test('a filter that a scroll cannot have is an error that says how far it went', async () => {
		const { readCompanies } = world();
		await expect(readCompanies({ plan: 'pro' })).rejects.toMatchObject({
			details: {
				status: 400,
				unfinished: {
					what: 'the list has more than its pages reach, 10 items were read',
					advice: "Intercom's pages reach 12 records; the rest can only be scrolled",
				},
			},
		});
	});

	test('a scroll that fails is one, too', async () => {
		const { readCompanies } = world({ scrollFails: 1 });
		await expect(readCompanies({})).rejects.toMatchObject({
			details: { status: 403, unfinished: { what: expect.stringContaining('10 items were read') as string } },
		});
	});
});
