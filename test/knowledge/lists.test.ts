/** Lists, searches and pickers of the knowledge node: however Intercom pages them. */

import { KNOWLEDGE, by, useKnowledge } from './support';

const knowledge = useKnowledge();
const { get, run } = knowledge;
const book = () => knowledge.sim.workspace.knowledge;
const me = () => Number(knowledge.sim.workspace.owner().id);
const many = (count: number, make: (n: number) => unknown) => Array.from({ length: count }, (_, n) => make(n));
const ids = (records: Array<Record<string, unknown>>) => records.map(({ id }) => String(id));

describe('Return All reads every page once, Limit no more than needed', () => {
	const makers: Record<string, (n: number) => unknown> = {
		article: (n) => book().articles.create({ title: `Article ${n}`, author_id: me() }),
		internalArticle: (n) => book().internalArticles.create({ title: `Internal ${n}`, author_id: me(), owner_id: me() }),
		collection: (n) => book().collections.create({ name: `Collection ${n}` }),
		contentSnippet: (n) => book().snippets.create({ title: `Snippet ${n}` }),
		folder: (n) => book().folders.create({ name: `Folder ${n}` }),
		contentImportSource: (n) => book().sources.create({ url: `https://docs.example.org/${n}`, sync_behavior: 'api' }),
		newsItem: (n) => book().news.create({ title: `News ${n}`, sender_id: me() }),
		newsfeed: (n) => book().newsfeeds.add(`Feed ${n}`),
	};

	test.each(Object.keys(makers))('%s', async (resource) => {
		many(107, makers[resource]);
		const all = await get(`${resource}: getAll`, { returnAll: true });
		expect(new Set(ids(all)).size).toBe(all.length);
		expect(all.length).toBe(resource === 'newsfeed' ? 108 : 107);
		const requests = knowledge.asked().length;
		expect(requests).toBeGreaterThan(1);
		expect(await get(`${resource}: getAll`, { returnAll: false, limit: 3 })).toHaveLength(3);
		expect(knowledge.asked().length).toBe(requests + 1);
		// the pages that follow are counted by the size the first one had
		const some = await get(`${resource}: getAll`, { returnAll: false, limit: 60 });
		expect(ids(some)).toEqual(ids(all).slice(0, 60));
	});

	test('live items of a newsfeed', async () => {
		const [feed] = book().newsfeeds.all();
		many(45, (n) =>
			book().news.create({
				title: `News ${n}`,
				sender_id: me(),
				state: n % 3 ? 'live' : 'draft',
				newsfeed_assignments: [{ newsfeed_id: Number(feed.id) }],
			}),
		);
		expect(await get('newsfeed: getItems', { newsfeedId: by('id', feed.id), returnAll: true })).toHaveLength(30);
	});
});

describe('searches', () => {
	beforeEach(() => {
		const collection = book().collections.create({ name: 'Orders' });
		many(14, (n) =>
			book().articles.create({
				title: `Refund ${n}`,
				description: 'Money back',
				body: `<p>Your <b>refund</b> takes ${n} days.</p>`,
				author_id: me(),
				state: n % 2 ? 'published' : 'draft',
				...(n < 4 ? { parent_id: collection.id } : {}),
			}),
		);
		book().articles.create({ title: 'Delivery', author_id: me() });
	});

	test('articles by words, over several pages, each with where they were found', async () => {
		const found = await get('article: search', { phrase: 'refund', returnAll: true, filters: { highlight: true } });
		expect(found).toHaveLength(14);
		expect(found[0]).toMatchObject({
			highlight: { article_id: found[0].id, highlighted_title: [{ type: 'highlight', text: 'Refund' }, { type: 'plain' }] },
		});
		expect(Object.keys(found[0])).not.toContain('body');
	});

	test('articles without highlights, by state and help center, in full', async () => {
		const found = await get('article: search', {
			phrase: 'refund',
			output: 'raw',
			returnAll: true,
			filters: { state: 'published', helpCenterId: by('id', book().centers.main().id) },
		});
		expect(found.map(({ title }) => title).sort()).toEqual(['Refund 1', 'Refund 3']);
		expect(found[0]).toHaveProperty('body');
		expect(found[0]).not.toHaveProperty('highlight');
	});

	test('internal articles of a folder and those in it', async () => {
		const outer = book().folders.create({ name: 'Outer' });
		const inner = book().folders.create({ name: 'Inner', parent_folder_id: outer.id });
		many(12, (n) =>
			book().internalArticles.create({ title: `Note ${n}`, author_id: me(), owner_id: me(), folder_id: n % 2 ? inner.id : outer.id }),
		);
		book().internalArticles.create({ title: 'Elsewhere', author_id: me(), owner_id: me() });
		expect(await get('internalArticle: search', { inFolderId: by('id', String(outer.id)), returnAll: true })).toHaveLength(12);
		expect(await get('internalArticle: search', { returnAll: true })).toHaveLength(13);
	});

	test('content of all kinds, with every filter as Intercom wants it', async () => {
		const tag = knowledge.sim.workspace.tags.ensure('Seasonal');
		knowledge.sim.workspace.tags.apply(book().articles.all()[1], tag);
		book().snippets.create({ title: 'Refund in short' });
		const found = await get('content: search', { searchQuery: 'refund', returnAll: true });
		expect(found.map(({ type }) => type).sort()).toEqual([...Array<string>(14).fill('article'), 'content_snippet']);
		expect(found.find(({ type }) => type === 'article')).toMatchObject({ contents: [{ type: 'article_content', locale: 'en' }] });
		const filters = {
			contentTypes: ['article', 'snippet'],
			states: ['published'],
			locales: ['en', 'fr'],
			tagIds: [tag.id],
			tagOperator: 'IN',
			createdByIds: [String(me())],
			createdAtAfter: '2020-01-01',
			updatedAtBefore: '2090-01-01',
			finServiceState: 'on',
		};
		expect(ids(await get('content: search', { returnAll: true, filters }))).toEqual([book().articles.all()[1].id]);
		expect(knowledge.sim.requests.at(-1)?.query).toEqual({
			page: '1',
			per_page: '50',
			content_types: 'article,snippet',
			states: 'published',
			locales: 'en,fr',
			tag_ids: tag.id,
			tag_operator: 'IN',
			created_by_ids: String(me()),
			created_at_after: '1577836800',
			updated_at_before: '3786912000',
			fin_service_state: 'on',
		});
	});

	test('folders carry along what kind of filter they are; an empty filter is none', async () => {
		const folder = book().folders.create({ name: 'Outer' });
		await get('content: search', { filters: { folderIds: String(folder.id), states: [] } });
		expect(knowledge.sim.requests.at(-1)?.query).toMatchObject({ folder_ids: String(folder.id), folder_entity_type: 'folder' });
		expect(knowledge.sim.requests.at(-1)?.query).not.toHaveProperty('states');
	});
});

describe('From List', () => {
	interface Found {
		results: Array<{ name: string; value: string }>;
		paginationToken?: string;
	}
	const list = async (method: string, more: Record<string, unknown> = {}) =>
		(await knowledge.host.callMethod({
			type: KNOWLEDGE,
			kind: 'listSearch',
			method,
			credentials: knowledge.credentials,
			...more,
		} as never)) as unknown as Found;

	test('leafing through all articles shows each once, although the first page has another size than was asked for', async () => {
		many(83, (n) => book().articles.create({ title: `Article ${n}`, author_id: me(), state: 'published' }));
		const seen: string[] = [];
		let token: string | undefined;
		do {
			const { results, paginationToken } = await list('searchArticle', { paginationToken: token });
			seen.push(...results.map(({ value }) => value));
			token = paginationToken;
		} while (token && seen.length < 500);
		expect([seen.length, new Set(seen).size]).toEqual([83, 83]);
	});

	test('articles are searched by Intercom, drafts are marked', async () => {
		book().articles.create({ title: 'Refunds', author_id: me() });
		many(60, (n) => book().articles.create({ title: `Article ${n}`, author_id: me() }));
		expect((await list('searchArticle', { filter: 'refund' })).results).toEqual([{ name: 'Refunds (draft)', value: expect.any(String) }]);
	});

	test('of a help center and of an article', async () => {
		const article = book().articles.create({ title: 'Refunds', author_id: me() });
		const center = book().centers.main();
		book().redirects.create(center, { from_url: `${center.url}/old`, locale: 'en', target_type: 'article', target_id: article.id });
		expect((await list('searchHelpCenter')).results).toEqual([
			{ name: expect.stringContaining('Simulated Help Center'), value: center.id },
		]);
		expect((await list('searchHelpCenterRedirect', { currentNodeParameters: { helpCenterId: by('id', center.id) } })).results).toEqual([
			{ name: `${center.url}/old (en)`, value: expect.any(String) },
		]);
		expect((await list('searchArticleVersion', { currentNodeParameters: { articleId: by('id', article.id) } })).results).toHaveLength(1);
	});

	test('a record that does not exist is said to be missing', async () => {
		expect((await run('article: get', { articleId: by('id', '4711') })).error?.message).toContain('Intercom did not find the record');
	});
});
