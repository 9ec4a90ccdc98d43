import type { IntercomRequest } from '../../intercom/client';
import { IntercomError } from '../../intercom/errors';
import { type ListRequest, type Paging, readAll } from '../../intercom/paging';
import { Turnstile } from '../../intercom/pacing';

const request: IntercomRequest = { endpoint: 'GET /things', version: '2.16' };

/** Answers from a function of the request number; remembers what was asked. */
function reader(answer: (index: number, asked: IntercomRequest) => unknown) {
	const asked: IntercomRequest[] = [];
	return {
		asked,
		slept: [] as number[],
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
const fault = (status: number, code?: string, message = 'no') => new IntercomError('http', message, { request: 'GET /things', status, errors: [{ code, message }] });

describe('a list with a cursor in the query', () => {
	const paging: Paging = { kind: 'query', pageSize: 150 };

	test('is read to the page without a next', async () => {
		const pages = [{ data: things(1, 2), pages: { next: { starting_after: 'a' } } }, { data: things(3), pages: {} }];
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
	});

	test('ends at an empty page, even if that names a next one', async () => {
		const from = reader((index) => ({ data: [], pages: { next: { starting_after: `c${index}` } } }));
		expect(await readAll(list(paging), from)).toEqual([]);
		expect(from.asked).toHaveLength(1);
	});

	test('understands the address that older versions give as next', async () => {
		const from = reader((index) => (index ? { data: things(2) } : { data: things(1), pages: { next: 'https://api.intercom.io/things?per_page=1&starting_after=xyz' } }));
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
	await readAll({ ...list({ kind: 'body', pageSize: 150 }), request: { endpoint: 'POST /things/search', version: '2.16', body: { query: { field: 'x' } } } }, from);
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

	test('ends when the endpoint ignores the number and gives its first page again', async () => {
		const from = reader(() => ({ data: things(1, 2), pages: { total_pages: 9 } }));
		expect(await readAll(list(paging), from)).toHaveLength(2);
		expect(from.asked).toHaveLength(2);
	});

	test('asks bare the first time where the parameters are undocumented', async () => {
		const from = reader((index) => ({ data: things(index), pages: { total_pages: 2 } }));
		await readAll(list({ ...paging, bareFirst: true }), from);
		expect(from.asked.map(({ query }) => query)).toEqual([undefined, { page: 2, per_page: 2 }]);
	});
});

describe('a list whose paging is not documented', () => {
	const paging: Paging = { kind: 'either', pageSize: 50, bareFirst: true };

	test('goes on by cursor when the answer names one', async () => {
		const from = reader((index) => ({ data: things(index), pages: { total_pages: 2, ...(index ? {} : { next: { starting_after: 'c' } }) } }));
		await readAll(list(paging), from);
		expect(from.asked.map(({ query }) => query)).toEqual([undefined, { per_page: 50, starting_after: 'c' }]);
	});

	test('and by page number when it does not', async () => {
		const from = reader((index) => ({ data: things(index), pages: { next: null, total_pages: 2 } }));
		await readAll(list(paging), from);
		expect(from.asked.map(({ query }) => query)).toEqual([undefined, { per_page: 50, page: 2 }]);
	});
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
		const from = reader((index) => (index === 1 ? fault(500) : { data: [0, 2].includes(index) ? things(1) : index === 3 ? things(2) : [], scroll_param: `s${index}` }));
		expect(ids(await readAll(list(paging), from))).toEqual(['1', '2']);
		expect(from.asked[2].query).toEqual({});
	});

	test('waits for one that is open, and then goes', async () => {
		const from = reader((index) => (index < 2 ? fault(400, 'scroll_exists') : { data: [], scroll_param: 's' }));
		await readAll(list(paging), from);
		expect(from.asked).toHaveLength(3);
	});

	test('gives up after several faults, with the fault', async () => {
		await expect(readAll(list(paging), reader(() => fault(500)))).rejects.toMatchObject({ details: { status: 500 } });
	});
});

test('an endpoint that answers the one record itself still gives a list', async () => {
	expect(await readAll(list({ kind: 'page', pageSize: 60 }), reader(() => ({ type: 'company', id: 'c1' })))).toEqual([{ type: 'company', id: 'c1' }]);
});
