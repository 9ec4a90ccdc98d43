/** What is not an article: actions on many, external pages, news, snippets, redirects, folders. */

import { by, useKnowledge } from './support';

const knowledge = useKnowledge();
const { get, run, sent, version } = knowledge;
const book = () => knowledge.sim.workspace.knowledge;
const me = () => Number(knowledge.sim.workspace.owner().id);
const done = () => knowledge.sim.advance(1000);

describe('actions on many', () => {
	const articles = (count: number) =>
		Array.from({ length: count }, (_, n) => book().articles.create({ title: `Article ${n}`, author_id: me() }));
	const contentIds = () =>
		book()
			.articles.all()
			.map((article) => ({ id: article.contents.en.id }));

	test('all items go out in one request, and come back as one item', async () => {
		articles(7);
		const { json, items } = await run('content: publishInBulk', { contentId: '={{ $json.id }}' }, contentIds());
		expect(json).toEqual([{ type: 'content_bulk_action', status: 'queued' }]);
		expect(items[0].pairedItem).toEqual(Array.from({ length: 7 }, (_, item) => ({ item })));
		expect(sent()).toEqual({ action: 'publish', content_ids: contentIds().map((one) => ({ id: one.id, type: 'article_content' })) });
		expect(version()).toBe('2.16');
		done();
		await get('article: getAll', {});
		expect(
			book()
				.articles.all()
				.every((article) => article.contents.en.state === 'published'),
		).toBe(true);
	});

	test('more than a thousand in several', async () => {
		await get(
			'content: deleteInBulk',
			{ contentType: 'content_snippet', contentId: '={{ $json.id }}' },
			Array.from({ length: 2300 }, (_, n) => ({ id: `${n + 1}` })),
		);
		expect(knowledge.sim.requests.map(({ body }) => (body as { content_ids: unknown[] }).content_ids.length)).toEqual([1000, 1000, 300]);
	});

	test('items with other settings go out by themselves', async () => {
		book().snippets.create({ title: 'One' });
		const parameters = {
			contentType: 'content_snippet',
			contentId: '={{ $json.id }}',
			additionalFields: { availableToFin: '={{ $json.fin }}' },
		};
		await get('content: setAvailabilityInBulk', parameters, [
			{ id: '1', fin: true },
			{ id: '2', fin: true },
			{ id: '3', fin: false },
		]);
		expect(knowledge.sim.requests.map(({ body }) => body)).toEqual([
			{
				action: 'set_availability',
				availability: { ai_agent: true },
				content_ids: [
					{ type: 'content_snippet', id: '1' },
					{ type: 'content_snippet', id: '2' },
				],
			},
			{ action: 'set_availability', availability: { ai_agent: false }, content_ids: [{ type: 'content_snippet', id: '3' }] },
		]);
	});

	test('tags and audiences are numbers', async () => {
		const [article] = articles(1);
		const tag = knowledge.sim.workspace.tags.ensure('Seasonal');
		await get('content: updateTagsInBulk', { contentType: 'article', contentId: article.id, additionalFields: { addTagIds: tag.id } });
		expect(sent()).toMatchObject({ tags: { add_tag_ids: [Number(tag.id)] } });
		await get('content: setAudienceInBulk', {
			contentType: 'article_content',
			contentId: article.contents.en.id,
			additionalFields: { addAudienceIds: ['7', 8] },
		});
		expect(sent()).toMatchObject({ audience: { add_segment_ids: [7, 8] } });
		done();
		await get('article: getAll', {});
		expect([article.tags.map(({ id }) => id), article.contents.en.audience_ids]).toEqual([[tag.id], [7, 8]]);
	});
});

describe('external pages', () => {
	const page = (more: Record<string, unknown> = {}) => ({
		externalId: '={{ $json.path }}',
		title: '={{ $json.title }}',
		bodyFormat: 'markdown',
		bodyMarkdown: '={{ $json.text }}',
		url: '=https://docs.example.org/{{ $json.path }}',
		...more,
	});
	const source = () => book().sources.create({ url: 'https://docs.example.org', sync_behavior: 'api' });

	test('Markdown becomes HTML; the second time the page is updated', async () => {
		const sourceId = by('id', String(source().id));
		const items = [
			{ path: 'a', title: 'A', text: '# A\n\n<b>no</b> **yes**' },
			{ path: 'b', title: 'B', text: 'b' },
		];
		const made = await get('externalPage: upsert', page({ sourceId }), items);
		expect(made[0]).toMatchObject({
			external_id: 'a',
			html: '<h1>A</h1>\n<p>&lt;b&gt;no&lt;/b&gt; <strong>yes</strong></p>',
			locale: 'en',
			url: 'https://docs.example.org/a',
		});
		const again = await get('externalPage: upsert', page({ sourceId, bodyFormat: 'html', body: '<i>as it is</i>' }), items);
		expect(again.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
		expect(again[1].html).toBe('<i>as it is</i>');
		expect(book().pages.all()).toHaveLength(2);
	});

	test('pages of one source do not wait for one another', async () => {
		knowledge.sim.settings.latencyMs = 40;
		const begun = Date.now();
		await get(
			'externalPage: upsert',
			page({ sourceId: by('id', String(source().id)) }),
			Array.from({ length: 20 }, (_, n) => ({ path: `${n}`, title: 'T', text: 't' })),
		);
		expect(Date.now() - begun).toBeLessThan(20 * 40);
	});

	test('what only Preview knows asks for Preview', async () => {
		const sourceId = by('id', String(source().id));
		const [{ id }] = await get('externalPage: upsert', page({ sourceId, additionalFields: { aiAgentAvailability: true } }), [
			{ path: 'a', title: 'A', text: 'a' },
		]);
		expect(version()).toBe('2.16');
		const update = {
			pageId: by('id', String(id)),
			externalPageId: by('id', String(id)),
			sourceId,
			title: 'B',
			bodyFormat: 'html',
			body: '<p>b</p>',
			url: 'https://docs.example.org/b',
		};
		await get('externalPage: update', { ...update, updateFields: { finAvailability: true } });
		expect(version()).toBe('2.16');
		await get('externalPage: update', { ...update, updateFields: { aiSalesAgentAvailability: true } });
		expect(version()).toBe('Preview');
	});

	test('a source goes with its pages', async () => {
		const { id } = source();
		await get('externalPage: upsert', page({ sourceId: by('id', String(id)) }), [{ path: 'a', title: 'A', text: 'a' }]);
		expect(
			await get('contentImportSource: delete', { sourceId: by('id', String(id)), contentImportSourceId: by('id', String(id)) }),
		).toEqual([expect.objectContaining({ deleted: true })]);
		expect(book().pages.all()).toEqual([]);
	});
});

describe('news', () => {
	test('from Markdown into newsfeeds, with a moment in the past', async () => {
		const feed = book().newsfeeds.add('Visitors');
		const [item] = await get('newsItem: create', {
			title: 'Now with tracking',
			bodyFormat: 'markdown',
			bodyMarkdown: '*New*',
			newsState: 'live',
			additionalFields: {
				labels: 'New, Product',
				reactions: '😆,😅',
				newsfeeds: { rows: [{ newsfeedId: by('id', feed.id), publishedAt: '2026-01-01' }] },
			},
		});
		expect(sent()).toEqual({
			title: 'Now with tracking',
			body: '<p><em>New</em></p>',
			state: 'live',
			sender_id: me(),
			labels: ['New', 'Product'],
			reactions: ['😆', '😅'],
			newsfeed_assignments: [{ newsfeed_id: Number(feed.id), published_at: 1767225600 }],
		});
		expect(item.newsfeed_assignments).toEqual([{ newsfeed_id: Number(feed.id), published_at: 1767225600 }]);
		expect(await get('newsItem: delete', { newsItemId: by('id', String(item.id)) })).toEqual([expect.objectContaining({ deleted: true })]);
	});
});

describe('snippets, folders, redirects, internal articles', () => {
	test('a snippet in Markdown or in blocks', async () => {
		const [one] = await get('contentSnippet: create', {
			title: 'Hours',
			snippetFormat: 'markdown',
			bodyMarkdown: '**Nine** to five',
			additionalFields: { language: 'de' },
		});
		expect(one).toMatchObject({ body_markdown: '**Nine** to five', locale: 'de' });
		const [two] = await get('contentSnippet: create', {
			title: 'Hours',
			snippetFormat: 'blocks',
			jsonBlocks: '[{ "type": "paragraph", "text": "Nine" }]',
		});
		expect(two.json_blocks).toEqual([{ type: 'paragraph', text: 'Nine' }]);
		expect(await get('contentSnippet: delete', { contentSnippetId: by('id', String(two.id)) })).toEqual([
			expect.objectContaining({ deleted: true }),
		]);
	});

	test('folders stand in folders, and out of them again', async () => {
		const [outer] = await get('folder: create', { name: 'Outer' });
		const [inner] = await get('folder: create', {
			name: 'Inner',
			additionalFields: { parentFolderId: by('id', String(outer.id)), emoji: '📚' },
		});
		expect([sent(), version()]).toEqual([{ folder: { name: 'Inner', emoji: '📚', parent_folder_id: outer.id } }, 'Preview']);
		await get('folder: update', { folderId: by('id', String(inner.id)), updateFields: { parentFolderId: by('id', '') } });
		expect(sent()).toEqual({ folder: { parent_folder_id: null } });
		expect((await run('folder: update', { folderId: by('id', String(inner.id)) })).error?.message).toMatch(/has nothing to change/);
		expect((await get('folder: update', { folderId: by('id', String(inner.id)), updateFields: { name: 'Last' } }))[0]).toMatchObject({
			name: 'Last',
		});
		expect(await get('folder: delete', { folderId: by('id', String(inner.id)) })).toEqual([expect.objectContaining({ deleted: true })]);
	});

	test('a redirect to an article or to a collection', async () => {
		const center = book().centers.main();
		const article = book().articles.create({ title: 'A', author_id: me() });
		const collection = book().collections.create({ name: 'C' });
		const the = (from: string) => ({ helpCenterId: by('id', center.id), fromUrl: `${center.url}/${from}`, language: 'en' });
		await get('helpCenterRedirect: create', { ...the('a'), targetType: 'article', articleId: by('id', article.id) });
		expect(sent()).toMatchObject({ target_type: 'article', target_id: article.id });
		const [{ id }] = await get('helpCenterRedirect: create', {
			...the('c'),
			targetType: 'collection',
			collectionId: by('id', collection.id),
		});
		expect(sent()).toMatchObject({ target_type: 'collection', target_id: collection.id });
		expect(
			(await run('helpCenterRedirect: create', { ...the('c'), targetType: 'collection', collectionId: by('id', collection.id) })).error
				?.message,
		).toContain('The address leads somewhere already');
		await get('helpCenterRedirect: delete', { helpCenterId: by('id', center.id), redirectId: by('id', String(id)) });
		expect(await get('helpCenterRedirect: getAll', { helpCenterId: by('id', center.id) })).toHaveLength(1);
	});

	test('an internal article belongs to whoever the credential belongs to, as author and owner', async () => {
		await get('internalArticle: create', { title: 'How we do it', bodyFormat: 'markdown', bodyMarkdown: 'So' });
		expect(sent()).toEqual({ title: 'How we do it', body_markdown: 'So', author_id: me(), owner_id: me() });
		expect(knowledge.asked().filter((line) => line === 'GET /me')).toHaveLength(1);
	});
});
