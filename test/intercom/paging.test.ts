import type { IntercomRequest } from '../../intercom/client';
import { IntercomError } from '../../intercom/errors';
import { type ListRequest, type Note, type Paging, readAll, readPage } from '../../intercom/paging';
import { Turnstile } from '../../intercom/pacing';

const request: IntercomRequest = { endpoint: 'GET /things', version: '2.16' };

/** Answers from a function of the request number; remembers what was asked. */
function reader(answer: (index: number, asked: IntercomRequest) => unknown) {
	const asked: IntercomRequest[] = [];
	return {
		asked,
		slept: [] as number[],
		notes: [] as Note[],
		told(this: { notes: Note[] }, note: Note) {
			this.notes.push(note);
		},
		scroll: new Turnstile(),
		async send(one: IntercomRequest) {
			asked.push(one);
			if (asked.length > 50) throw new Error('endless');
			const body = answer(asked.length - 1, one);
			if (body instanceof Error) throw body;
			return { status: 200, headers: {}, body };
		},
		async sleep(this: { slept: number[] }, ms: number) {
			this?.slept?.push(ms);
		},
	};
}

const things = (...ids: number[]) => ids.map((id) => ({ id: String(id) }));
const list = (paging: Paging | undefined, limit?: number): ListRequest => ({ request, items: 'data', paging, limit });
const ids = (items: Array<Record<string, unknown>>) => items.map(({ id }) => id);
const fault = (status: number, code?: string, message = 'no') =>
	new IntercomError('http', message, { request: 'GET /things', status, errors: [{ code, message }] });

describe('a list with a cursor in the query', () => {
	const paging: Paging = { kind: 'query', pageSize: 150 };

	test('is read to the page without a next', async () => {
		const pages = [
			{ data: things(1, 2), pages: { next: { starting_after: 'a' } } },
			{ data: things(3), pages: {} },
		];
		const from = reader((index) => pages[index]);
		expect(ids(await readAll(list(paging), from))).toEqual(['1', '2', '3']);
		expect(from.asked.map(({ query }) => query)).toEqual([{ per_page: 150 }, { per_page: 150, starting_after: 'a' }]);
	});

	test.each([
		['no pages at all', {}],
		['next: null', { pages: { next: null } }],
		['an empty cursor', { pages: { next: { starting_after: '' } } }],
		['a next without cursor', { pages: { next: {} } }],
	])('ends with %s', async (_, rest) => {
		const from = reader(() => ({ data: things(1), ...rest }));
		expect(await readAll(list(paging), from)).toHaveLength(1);
		expect(from.asked).toHaveLength(1);
	});

	test('ends when a cursor comes back that was there before', async () => {
		const from = reader((index) => ({ data: things(index), pages: { next: { starting_after: index % 2 ? 'b' : 'a' } } }));
		await readAll(list(paging), from);
		expect(from.asked.length).toBeLessThanOrEqual(3);
		expect(from.notes).toEqual([
			{ kind: 'cut', text: "The list was cut off after 3 items: Intercom's answer leads back to a page that was read before" },
		]);
	});

	test('goes on when a later page begins with the first record of the first one', async () => {
		const pages = [[1, 2], [1, 3], [1, 4], [5]];
		const from = reader((index) => ({ data: things(...pages[index]), pages: index < 3 ? { next: { starting_after: `c${index}` } } : {} }));
		expect(ids(await readAll(list(paging), from))).toEqual(['1', '2', '3', '4', '5']);
		expect(from.notes).toEqual([]);
	});

	test('goes on after an empty page that names a next one', async () => {
		const from = reader((index) => ({
			data: index === 1 ? [] : things(index),
			pages: index < 3 ? { next: { starting_after: `c${index}` } } : {},
		}));
		expect(ids(await readAll(list(paging), from))).toEqual(['0', '2', '3']);
		expect(from.notes).toEqual([]);
	});

	test('is cut off when empty pages name a next one without end, and says so', async () => {
		const from = reader((index) => ({ data: index ? [] : things(1, 2), pages: { next: { starting_after: `c${index}` } } }));
		expect(await readAll(list(paging), from)).toHaveLength(2);
		expect(from.notes).toEqual([
			{ kind: 'cut', text: 'The list was cut off after 2 items: 20 pages in a row brought nothing new, and each names another one' },
		]);
	});

	test('understands the address that older versions give as next', async () => {
		const from = reader((index) =>
			index ? { data: things(2) } : { data: things(1), pages: { next: 'https://api.intercom.io/things?per_page=1&starting_after=xyz' } },
		);
		expect(ids(await readAll(list(paging), from))).toEqual(['1', '2']);
		expect(from.asked[1].query).toMatchObject({ starting_after: 'xyz' });
	});

	test('asks for no more than the limit, and gives no more', async () => {
		const from = reader((index) => ({ data: things(index * 2, index * 2 + 1), pages: { next: { starting_after: `c${index}` } } }));
		expect(ids(await readAll(list(paging, 3), from))).toEqual(['0', '1', '2']);
		expect(from.asked).toHaveLength(2);
		expect(from.asked[0].query).toEqual({ per_page: 3 });
	});
});

test('a search carries its cursor in the body, beside the query', async () => {
	const from = reader((index) => (index ? { data: things(2) } : { data: things(1), pages: { next: { starting_after: 'n' } } }));
	await readAll(
		{
			...list({ kind: 'body', pageSize: 150 }),
			request: { endpoint: 'POST /things/search', version: '2.16', body: { query: { field: 'x' } } },
		},
		from,
	);
	expect(from.asked[1].body).toEqual({ query: { field: 'x' }, pagination: { per_page: 150, starting_after: 'n' } });
	expect(from.asked[1].query).toBeUndefined();
});

describe('a list with page numbers', () => {
	const paging: Paging = { kind: 'page', pageSize: 2 };

	test('is read to its last page', async () => {
		const from = reader((index) => ({ data: things(index * 2, index * 2 + 1), pages: { total_pages: 3 } }));
		expect(await readAll(list(paging), from)).toHaveLength(6);
		expect(from.asked.map(({ query }) => query?.page)).toEqual([1, 2, 3]);
	});

	test.each([9, 900])('says so when the endpoint ignores the number and gives its first page again, of %i', async (total) => {
		const from = reader(() => ({ data: things(1, 2), pages: { total_pages: total } }));
		expect(await readAll(list(paging), from)).toHaveLength(2);
		expect(from.asked.length).toBeLessThanOrEqual(21);
		expect(from.notes).toEqual([{ kind: 'cut', text: expect.stringMatching(/^The list was cut off after 2 items: .* pages/) as string }]);
	});

	test('asks bare the first time where the parameters are undocumented, and later for pages of the same size', async () => {
		const unnamed = reader((index) => ({ data: things(index), pages: { total_pages: 2 } }));
		await readAll(list({ ...paging, bareFirst: true }), unnamed);
		expect(unnamed.asked.map(({ query }) => query)).toEqual([undefined, { page: 2 }]);
		const named = reader((index) => ({ data: things(index), pages: { total_pages: 2, per_page: 20 } }));
		await readAll(list({ ...paging, bareFirst: true }), named);
		expect(named.asked.map(({ query }) => query)).toEqual([undefined, { page: 2, per_page: 20 }]);
	});

	test('keeps the size it asks for when the answer names a smaller one than it has', async () => {
		const from = reader((index) => ({ data: index ? things(3) : things(1, 2), pages: { total_pages: 2, per_page: 1 } }));
		await readAll(list(paging), from);
		expect(from.asked[1].query).toEqual({ page: 2, per_page: 2 });
	});
});

describe('a list whose paging is not documented', () => {
	const paging: Paging = { kind: 'either', pageSize: 50, bareFirst: true };

	test('goes on by cursor when the answer names one', async () => {
		const from = reader((index) => ({
			data: things(index),
			pages: { total_pages: 2, ...(index ? {} : { next: { starting_after: 'c' } }) },
		}));
		await readAll(list(paging), from);
		expect(from.asked.map(({ query }) => query)).toEqual([undefined, { per_page: 50, starting_after: 'c' }]);
	});

	test('and by page number when it does not', async () => {
		const from = reader((index) => ({ data: things(index), pages: { next: null, total_pages: 2 } }));
		await readAll(list(paging), from);
		expect(from.asked.map(({ query }) => query)).toEqual([undefined, { page: 2 }]);
	});
});

describe('what an answer calls the next page', () => {
	const there = 'https://api.eu.intercom.io/things';
	const kinds: Record<string, [Paging, (asked: IntercomRequest) => unknown]> = {
		query: [{ kind: 'query', pageSize: 150 }, ({ query }) => query],
		body: [{ kind: 'body', pageSize: 150 }, ({ body }) => (body as { pagination: unknown }).pagination],
		either: [{ kind: 'either', pageSize: 150, bareFirst: true }, ({ query }) => query],
		page: [{ kind: 'page', pageSize: 150 }, ({ query }) => query],
		bodyPage: [{ kind: 'bodyPage', pageSize: 150 }, ({ body }) => body],
	};
	const cursorLists = ['query', 'body', 'either'];
	const asked = async (kind: string, next: unknown): Promise<Record<string, unknown>> => {
		const [paging, place] = kinds[kind];
		const from = reader((index) => (index ? { data: things(2) } : { data: things(1), pages: { type: 'pages', next } }));
		expect(ids(await readAll({ ...list(paging), request: { endpoint: 'GET /things', version: '2.16', body: {} } }, from))).toEqual([
			'1',
			'2',
		]);
		return { ...from.asked[1].query, ...(place(from.asked[1]) as object) };
	};

	test.each(cursorLists)('an object with a cursor, also a number (%s)', async (kind) => {
		expect(await asked(kind, { page: 2, starting_after: 'abc==' })).toMatchObject({ starting_after: 'abc==' });
		expect(await asked(kind, { starting_after: 17 })).toMatchObject({ starting_after: 17 });
	});

	test.each(cursorLists)('an address whose cursor is encoded (%s)', async (kind) => {
		expect(await asked(kind, `${there}?per_page=150&starting_after=WzE3%2BLCJ%2FIl0%3D%3D`)).toMatchObject({
			starting_after: 'WzE3+LCJ/Il0==',
		});
		expect(await asked(kind, '/things?starting_after=a+b=#top')).toMatchObject({ starting_after: 'a+b=' });
	});

	test.each(cursorLists)('an address with a page (%s)', async (kind) => {
		expect(await asked(kind, `${there}?page=2&per_page=20`)).toMatchObject({ page: kind === 'either' ? 2 : '2' });
		expect(await asked(kind, `${there}?page=2&per_page=20`)).not.toHaveProperty('starting_after');
	});

	test.each(cursorLists)('a page number (%s)', async (kind) => {
		expect(await asked(kind, 2)).toMatchObject({ page: 2 });
		expect(await asked(kind, { page: 2, per_page: 20 })).toMatchObject({ page: 2 });
	});

	test('a cursor by itself', async () => {
		expect(await asked('query', 'WzE3XQ==')).toMatchObject({ starting_after: 'WzE3XQ==' });
	});

	test.each(['page', 'bodyPage'])('on a list with page numbers (%s)', async (kind) => {
		for (const next of [2, '2', { page: 2, starting_after: 'x' }, `${there}?page=2`])
			expect(await asked(kind, next)).toEqual({ page: 2, per_page: 150 });
		expect(await asked(kind, { starting_after: 'x' })).toEqual({ starting_after: 'x', per_page: 150 });
	});

	test('also where an endpoint is said to answer everything at once', async () => {
		const byCursor = reader((index) => (index ? { data: things(2) } : { data: things(1), pages: { next: { starting_after: 'c' } } }));
		expect(ids(await readAll(list(undefined), byCursor))).toEqual(['1', '2']);
		const byNumber = reader((index) => ({ data: things(index), pages: { page: index + 1, total_pages: 3 } }));
		expect(ids(await readAll(list(undefined), byNumber))).toEqual(['0', '1', '2']);
		expect(byNumber.asked.map(({ query }) => query)).toEqual([undefined, { page: 2 }, { page: 3 }]);
	});

	test('and an address with parameters of its own', async () => {
		const from = reader((index) =>
			index ? { data: things(2) } : { data: things(1), pages: { next: `${there}?type=user&before=123&intercom_user_id=5b%2B` } },
		);
		await readAll(list({ kind: 'link', pageSize: 50 }), from);
		expect(from.asked[1].query).toEqual({ type: 'user', before: '123', intercom_user_id: '5b+' });
	});
});

test('a merge history that has more, but does not say where, says so', async () => {
	const from = reader(() => ({ data: [{ merged_at: 1 }], has_more: true, next_cursor: null }));
	expect(await readAll(list({ kind: 'nextCursor', pageSize: 150 }), from)).toHaveLength(1);
	expect(from.notes).toEqual([{ kind: 'cut', text: 'The list was cut off after 1 item: Intercom says that there is more, but not where' }]);
});

test('the merge history is followed until has_more is false', async () => {
	const from = reader((index) => ({ data: things(index), next_cursor: `m${index}`, has_more: index < 2 }));
	expect(await readAll(list({ kind: 'nextCursor', pageSize: 150 }), from)).toHaveLength(3);
	expect(from.asked[2].query).toEqual({ per_page: 150, cursor: 'm1' });
});

describe('a scroll', () => {
	const paging: Paging = { kind: 'scroll', pageSize: 100 };

	test('is read to its empty page', async () => {
		const from = reader((index) => ({ data: index < 2 ? things(index) : [], scroll_param: 's' }));
		expect(await readAll(list(paging), from)).toHaveLength(2);
	});

	test('keeps one parameter to its end, and ends all the same when the pages repeat', async () => {
		const fine = reader((index) => ({ data: index < 4 ? things(index * 2, index * 2 + 1) : [], scroll_param: 'same' }));
		expect(await readAll(list(paging), fine)).toHaveLength(8);
		const circle = reader(() => ({ data: things(1, 2), scroll_param: 'same' }));
		expect(await readAll(list(paging), circle)).toHaveLength(2);
	});

	test('starts over after a fault and gives every item once', async () => {
		const from = reader((index) =>
			index === 1 ? fault(500) : { data: [0, 2].includes(index) ? things(1) : index === 3 ? things(2) : [], scroll_param: `s${index}` },
		);
		expect(ids(await readAll(list(paging), from))).toEqual(['1', '2']);
		expect(from.asked[2].query).toEqual({});
	});

	test('waits for one that is open, and then goes', async () => {
		const from = reader((index) => (index < 2 ? fault(400, 'scroll_exists') : { data: [], scroll_param: 's' }));
		await readAll(list(paging), from);
		expect(from.asked).toHaveLength(3);
	});

	test('gives up after several faults, with the fault', async () => {
		await expect(
			readAll(
				list(paging),
				reader(() => fault(500)),
			),
		).rejects.toMatchObject({ details: { status: 500 } });
	});
});

test('an endpoint that answers the one record itself still gives a list', async () => {
	expect(
		await readAll(
			list({ kind: 'page', pageSize: 60 }),
			reader(() => ({ type: 'company', id: 'c1' })),
		),
	).toEqual([{ type: 'company', id: 'c1' }]);
});

describe('leafing', () => {
	const paging: Paging = { kind: 'query', pageSize: 50 };

	test('passes over empty pages, and comes to an end', async () => {
		const from = reader((index) => ({
			data: index % 3 ? [] : things(index),
			pages: index < 7 ? { next: { starting_after: `c${index}` } } : {},
		}));
		const seen: unknown[] = [];
		for (let page = await readPage(list(paging), undefined, from.send); ; page = await readPage(list(paging), page.next, from.send)) {
			seen.push(ids(page.items));
			if (!page.next) break;
		}
		expect(seen).toEqual([['0'], ['3'], ['6'], []]);
	});

	test('does not go on to the page it comes from', async () => {
		const from = reader(() => ({ data: things(1), pages: { next: { starting_after: 'same' } } }));
		const first = await readPage(list(paging), undefined, from.send);
		expect((await readPage(list(paging), first.next, from.send)).next).toBeUndefined();
	});

	test('goes on by number, cursor and address alike', async () => {
		for (const next of [2, { starting_after: 'x' }, 'https://api.intercom.io/things?page=2&per_page=7']) {
			const from = reader((index) => (index ? { data: things(2) } : { data: things(1), pages: { next } }));
			const first = await readPage(list(paging), undefined, from.send);
			expect(ids((await readPage(list(paging), first.next, from.send)).items)).toEqual(['2']);
		}
	});
});
