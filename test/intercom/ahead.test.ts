/** Pages that are asked for before their turn, and items that are made while the next page is under way. */

import type { IntercomRequest } from '../../intercom/client';
import { IntercomError } from '../../intercom/errors';
import type { Json } from '../../intercom/json';
import { Turnstile } from '../../intercom/pacing';
import { type ListRequest, type Paging, readAll, readAllAs, readPages } from '../../intercom/paging';
import { breath, execFileSync, path, process, root, wait } from '../../scripts/machine.js';

const request: IntercomRequest = { endpoint: 'GET /things', version: '2.16' };
const list = (paging: Paging, limit?: number): ListRequest => ({ request, items: 'data', paging, limit });
const numbered: Paging = { kind: 'page', pageSize: 2 };
const cursors: Paging = { kind: 'query', pageSize: 2 };
const things = (page: number): Json[] => [{ id: `${page}a` }, { id: `${page}b` }];

/** Answers each request after a while, and keeps a diary. */
function world(answer: (page: number) => unknown, { atOnce = 1, ms = () => 1 }: { atOnce?: number; ms?: (page: number) => number } = {}) {
	const diary: string[] = [];
	let [underWay, most] = [0, 0];
	const send = async ({ query }: IntercomRequest) => {
		const page = Number(query?.page ?? String(query?.starting_after ?? 'c1').slice(1));
		diary.push(`ask ${page}`);
		most = Math.max(most, ++underWay);
		await wait(ms(page));
		underWay--;
		const body = answer(page);
		if (body instanceof Error) throw body;
		return { status: 200, headers: {}, body };
	};
	const make = (records: Json[]): string[] => {
		diary.push(`make ${records.map(({ id }) => String(id)).join(' ')}`);
		return records.map(({ id }) => String(id));
	};
	return {
		diary,
		make,
		send,
		sleep: async () => await breath(),
		scroll: new Turnstile(),
		atOnce: () => atOnce,
		get most() {
			return most;
		},
		get underWay() {
			return underWay;
		},
	};
}
const byNumber = (pages: number) => (page: number) => ({ data: things(page), total_count: pages * 2, pages: { total_pages: pages } });
const byCursor = (pages: number) => (page: number) => ({
	data: things(page),
	pages: page < pages ? { next: { starting_after: `c${page + 1}` } } : {},
});

describe('the items of a page are made', () => {
	test('while the next one is under way', async () => {
		const { diary, make, ...reader } = world(byCursor(3));
		expect(await readAllAs(list(cursors), reader, make)).toEqual(['1a', '1b', '2a', '2b', '3a', '3b']);
		expect(diary).toEqual(['ask 1', 'ask 2', 'make 1a 1b', 'ask 3', 'make 2a 2b', 'make 3a 3b']);
	});

	test.each([1, 2, 3, 4])('without asking for a page that a limit of %i does not need, and no more of them than that', async (limit) => {
		const { diary, make, ...reader } = world((page) => ({ ...byCursor(9)(page) }));
		expect(await readAllAs(list(cursors, limit), reader, make)).toEqual(['1a', '1b', '2a', '2b'].slice(0, limit));
		expect(diary.filter((entry) => entry.startsWith('ask'))).toHaveLength(Math.ceil(limit / 2));
		expect(
			diary
				.filter((entry) => entry.startsWith('make'))
				.join(' ')
				.match(/\d[ab]/g),
		).toHaveLength(limit);
	});

	test('and where that fails, nothing more is asked for, and nobody goes on', async () => {
		const reader = world(byCursor(9), { ms: () => 20 });
		await expect(
			readAllAs(list(cursors), reader, () => {
				throw new Error('no item');
			}),
		).rejects.toThrow('no item');
		expect(reader.underWay).toBe(0);
		await wait(50);
		expect(reader.diary).toEqual(['ask 1', 'ask 2']);
	});

	test('a page that fails while they are made is the error of the list', async () => {
		const { make, ...reader } = world(
			(page) => (page === 2 ? new IntercomError('http', 'no', { request: 'GET /things', status: 403 }) : byCursor(9)(page)),
			{ ms: () => 0 },
		);
		await expect(readAllAs(list(cursors), { ...reader, sleep: async () => await wait(20) }, make)).rejects.toMatchObject({
			details: { status: 403 },
		});
	});
});

describe('pages with numbers', () => {
	test('are asked for several at a time once two have shown that the list stands still', async () => {
		const reader = world(byNumber(9), { atOnce: 4, ms: (page) => 10 + ((page * 7) % 5) * 4 });
		expect((await readAll(list(numbered), reader)).map(({ id }) => id)).toEqual(
			Array.from({ length: 9 }, (_, index) => things(index + 1).map(({ id }) => id)).flat(),
		);
		expect(reader.most).toBe(4);
		expect(reader.diary).toEqual(Array.from({ length: 9 }, (_, index) => `ask ${index + 1}`));
	});

	test.each<[string, Paging, number]>([
		['where one request at a time is wanted', numbered, 1],
		['where cursors lead on', cursors, 8],
	])('one after another %s', async (_, paging, atOnce) => {
		const reader = world((page) => ({ ...byNumber(5)(page), ...(paging === cursors ? byCursor(5)(page) : {}) }), { atOnce });
		expect(await readAll(list(paging), reader)).toHaveLength(10);
		expect(reader.most).toBe(1);
	});

	test('one after another for whoever may stop at any page', async () => {
		const reader = world(byNumber(9), { atOnce: 8 });
		let pages = 0;
		for await (const items of readPages(list(numbered), reader)) if (items.length && ++pages === 5) break;
		expect([reader.most, reader.diary.length]).toEqual([1, 5]);
	});

	test('an error of one is the error of the list, when the pages before it are there and nobody goes on', async () => {
		const reader = world(
			(page) => (page === 5 ? new IntercomError('http', 'no', { request: 'GET /things', status: 403 }) : byNumber(20)(page)),
			{ atOnce: 6, ms: (page) => (page === 5 ? 5 : 20) },
		);
		await expect(readAll(list(numbered), reader)).rejects.toMatchObject({ details: { status: 403 } });
		expect([reader.underWay, reader.most]).toEqual([0, 6]);
		const asked = reader.diary.length;
		await wait(60);
		expect(reader.diary).toHaveLength(asked);
	});

	test('a list that is shorter than it said ends where it ends', async () => {
		const reader = world((page) => ({ data: page <= 4 ? things(page) : [], total_count: 8, pages: { total_pages: 9 } }), { atOnce: 6 });
		expect(await readAll(list(numbered), reader)).toHaveLength(8);
	});

	test('numbers that do not count by the size of the pages are followed one by one', async () => {
		// every page after an empty one has another number than its place
		const ways = new Map<number, number>();
		const answer = (page: number) => {
			const place = ways.get(page) ?? page;
			const isGap = page === 5;
			ways.set(page + 1, isGap ? place : place + 1);
			return {
				data: isGap ? [] : things(place),
				total_count: 16,
				pages: { total_pages: 9, next: place < 8 || isGap ? { page: page + 1 } : null },
			};
		};
		const reader = world(answer, { atOnce: 4 });
		expect((await readAll(list(numbered), reader)).map(({ id }) => id)).toEqual(
			Array.from({ length: 8 }, (_, index) => things(index + 1).map(({ id }) => id)).flat(),
		);
	});
});

test('a list takes little more memory than its items', () => {
	// a process of its own: jest's is too large to be looked at
	const text = execFileSync(process.execPath, ['--import', 'tsx', path.join(root, 'test/intercom/memory.ts')], {
		cwd: root,
		encoding: 'utf8',
	});
	const { items, most, kept } = JSON.parse(text) as Record<string, number>;
	expect(items).toBe(15_000);
	expect(most / kept).toBeLessThan(1.3);
}, 120_000);
