/** A list is read to its end, or the node says that it was not: in n8n's engine, against answers written by hand. */

import { useIntercom } from '../support/intercom';
import type { Recorded } from '../support/recorder';
import { useWire } from '../support/wire';

const contact = (id: number | string) => ({ type: 'contact', id: String(id) });
const wire = useWire();
const idsOf = (json: Array<Record<string, unknown>>) => json.map(({ id }) => id);
/** Answers by the cursor that was asked for. */
const byCursor =
	(pages: Record<string, unknown>) =>
	({ query }: Recorded) => ({ body: pages[query.starting_after ?? ''] ?? { type: 'list', data: [] } });

describe('Get Many', () => {
	it('reads on after an empty page, by an address with an encoded cursor, and over a page that begins like the first', async () => {
		const next = (cursor: string) => `${wire.recorder.url}/contacts?per_page=150&starting_after=${encodeURIComponent(cursor)}`;
		wire.recorder.answer = byCursor({
			'': { data: [contact(1), contact(2)], pages: { next: next('a+/==') } },
			'a+/==': { data: [], pages: { next: { starting_after: 'b' } } },
			b: { data: [contact(1), contact(3)], pages: { next: next('c') } },
			c: { data: [contact(4)], pages: { next: null } },
		});
		const { error, json, hints } = await wire.run('contact: getAll', { returnAll: true });
		expect([error, idsOf(json), hints]).toEqual([undefined, ['1', '2', '3', '4'], []]);
		expect(wire.recorder.requests.map(({ query }) => query.starting_after)).toEqual([undefined, 'a+/==', 'b', 'c']);
	});

	it('shows a hint where it has to stop: after how many items, and why', async () => {
		wire.recorder.answer = byCursor({
			'': { data: [contact(1), contact(2)], pages: { next: { starting_after: 'a' } } },
			a: { data: [contact(3)], pages: { next: { starting_after: 'a' } } },
		});
		const { error, json, hints } = await wire.run('contact: getAll', { returnAll: true });
		expect([error, idsOf(json)]).toEqual([undefined, ['1', '2', '3']]);
		expect(hints).toEqual([
			{
				message: "The list was cut off after 3 items: Intercom's answer leads back to a page that was read before.",
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	it('names the items of such lists where there are several', async () => {
		wire.recorder.answer = ({ query }) => ({
			body: { data: [contact(query.starting_after ?? 0)], pages: { next: { starting_after: 'a' } } },
		});
		const several = await wire.run(
			'contact: getAll',
			{ returnAll: true },
			Array.from({ length: 8 }, () => ({})),
		);
		expect(several.hints.map(({ message }) => message)).toEqual([
			"The list was cut off after 2 items: Intercom's answer leads back to a page that was read before. [items 0, 1, 2, 3, 4 and 3 more]",
		]);
	});

	it('says what Intercom counts and does not give', async () => {
		wire.recorder.answer = () => ({ body: { data: [contact(1)], total_count: 7, pages: { next: null } } });
		expect((await wire.run('contact: getAll', { returnAll: true })).hints.map(({ message }) => message)).toEqual([
			'Intercom counts 7 records in this list, but its pages held 1.',
		]);
		expect((await wire.run('contact: getAll', { returnAll: false, limit: 1 })).hints).toEqual([]);
	});
});

describe('what is looked up by name', () => {
	it('is not taken for missing when the list of all could not be read to its end', async () => {
		wire.recorder.answer = ({ path }) => ({
			body:
				path === '/articles'
					? { data: [{ type: 'article', id: '1', title: 'One' }], pages: { page: 1, per_page: 1, total_pages: 90 } }
					: { id: '5' },
		});
		const { error } = await wire.run('article: upsert', { matchBy: 'title', title: 'Two' }, [{}], 'n8n-nodes-intercom.intercomKnowledge');
		expect(error?.message).toBe(
			'The list was cut off after 1 item: 20 pages in a row brought nothing new, and each names another one [item 0]',
		);
		expect(error?.description).toContain('Give the record by its ID');
		expect(wire.asked().filter((asked) => !asked.startsWith('GET'))).toEqual([]);
	});
});

describe('a picker', () => {
	const search = async (paginationToken?: string) =>
		(await wire.host.callMethod({
			type: 'n8n-nodes-intercom.intercomKnowledge',
			kind: 'listSearch',
			method: 'searchNewsItem',
			filter: 'needle',
			paginationToken,
			credentials: wire.credentials(),
		} as never)) as unknown as { results: unknown[]; paginationToken?: string };

	it('that searches here goes on until it finds something', async () => {
		wire.recorder.answer = ({ query }) => {
			const page = Number(query.page ?? 1);
			return {
				body: {
					data: page === 4 ? [] : [{ type: 'news-item', id: String(page), title: page === 6 ? 'A needle' : 'Hay' }],
					pages: {
						page,
						per_page: 1,
						total_pages: 8,
						next: page < 8 ? `${wire.recorder.url}/news/news_items?page=${page + 1}&per_page=1` : null,
					},
				},
			};
		};
		const { results, paginationToken } = await search();
		expect(results).toEqual([{ name: 'A needle', value: '6' }]);
		expect(await search(paginationToken)).toEqual({ results: [] });
	});
});

describe('companies beyond what pages reach', () => {
	const intercom = useIntercom({ seed: 'demo' });

	it.each([
		['company: getAll', {}],
		['company: find', {}],
	])('%s goes on by scrolling, and says so', async (what, parameters) => {
		Object.assign(intercom.sim.settings, { scrollPageSize: 7, maxPageSize: 60 });
		// one page of sixty
		intercom.sim.settings.maxListed = 60;
		while (intercom.sim.workspace.listedCompanies().length < 150) await grow(140);
		const { error, json, hints } = await intercom.run(what, { ...parameters, returnAll: true });
		expect(error).toBeUndefined();
		expect(new Set(idsOf(json))).toEqual(new Set(intercom.sim.workspace.listedCompanies().map(({ id }) => id)));
		expect(json).toHaveLength(intercom.sim.workspace.listedCompanies().length);
		expect(hints).toEqual([
			{
				message: `Intercom's pages end after 60 of these ${json.length} items: the others were read by scrolling, come after them and are not sorted.`,
				type: 'info',
				location: 'outputPane',
			},
		]);
	});

	const grow = async (count: number) => {
		intercom.sim.settings.hideLonelyCompanies = false;
		for (let index = 0; index < count; index++)
			intercom.sim.workspace.companies.upsert({ company_id: `more-${index}`, name: `More ${index}` });
	};
});
