/** Article: Get All as Documents. */

import { by, useKnowledge } from './support';

const knowledge = useKnowledge();
const { get } = knowledge;
const book = () => knowledge.sim.workspace.knowledge;
const me = () => Number(knowledge.sim.workspace.owner().id);
const documents = async (more: Record<string, unknown> = {}) => await get('article: getDocuments', more);
const idsOf = (found: Array<Record<string, unknown>>) => found.map(({ id }) => id).sort();
const HTML =
	'<h2>Where</h2><p>Open <b>Orders</b>, then <a href="https://shop.example.org">Track</a>.</p><ul><li>a</li><li>b</li></ul><script>no()</script>';
const create = (title: string, more: Record<string, unknown> = {}) =>
	book().articles.create({ title, body: HTML, state: 'published', author_id: me(), ...more });

describe('a document', () => {
	test('is clean Markdown with what a vector store keeps beside it', async () => {
		const orders = book().collections.create({ name: 'Orders' });
		const shipping = book().collections.create({ name: 'Shipping', parent_id: orders.id });
		const article = create('Track', { description: 'Where it is', parent_id: shipping.id });
		knowledge.sim.workspace.tags.apply(article, knowledge.sim.workspace.tags.ensure('Seasonal'));
		const { created_at, updated_at } = article.contents.en;
		expect(await documents()).toEqual([
			{
				id: `${article.id}-en`,
				article_id: article.id,
				language: 'en',
				title: 'Track',
				description: 'Where it is',
				content: '## Where\n\nOpen **Orders**, then [Track](https://shop.example.org).\n\n- a\n- b',
				url: `${book().centers.main().url}/en/articles/${article.id}-track`,
				state: 'published',
				collections: ['Orders / Shipping'],
				collection_ids: [shipping.id],
				help_center_ids: [book().centers.main().id],
				tags: ['Seasonal'],
				author_id: me(),
				created_at: new Date(created_at * 1000).toISOString(),
				updated_at: new Date(updated_at * 1000).toISOString(),
			},
		]);
	});

	test('or plain text', async () => {
		create('Track');
		expect((await documents({ contentFormat: 'text' }))[0].content).toBe('Where\n\nOpen Orders, then Track.\n\n- a\n- b');
	});

	test('is the same in a version that has no Markdown of its own', async () => {
		create('Track');
		const [newer] = await documents();
		const [older] = await documents({ options: { apiVersion: '2.15' } });
		expect(older).toEqual(newer);
	});

	test('comes from its item', async () => {
		create('A');
		create('B');
		const { items } = await knowledge.run('article: getDocuments', { contentFormat: '={{ $json.as }}' }, [
			{ as: 'text' },
			{ as: 'markdown' },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }, { item: 1 }]);
		// and the articles are read once for both
		expect(knowledge.asked().sort()).toEqual(['GET /articles', 'GET /help_center/collections', 'GET /help_center/help_centers']);
	});
});

describe('languages', () => {
	beforeEach(() => {
		book().centers.main().locales.push('fr', 'de');
	});
	const translated = (title: string, states: Record<string, string>) =>
		create(title, {
			translated_content: Object.fromEntries(
				Object.entries(states).map(([locale, state]) => [locale, { title: `${title} ${locale}`, body: `<p>${locale}</p>`, state }]),
			),
		});

	test('each is a document of its own', async () => {
		const { id } = translated('A', { fr: 'published', de: 'draft' });
		const found = await documents();
		expect(idsOf(found)).toEqual([`${id}-en`, `${id}-fr`]);
		expect(found.find(({ language }) => language === 'fr')).toMatchObject({
			title: 'A fr',
			content: 'fr',
			url: expect.stringContaining('/fr/articles/'),
		});
	});

	test('drafts too, where they are asked for; some languages only', async () => {
		const { id } = translated('A', { fr: 'published', de: 'draft' });
		expect(idsOf(await documents({ additionalFields: { state: 'all' } }))).toEqual([`${id}-de`, `${id}-en`, `${id}-fr`]);
		expect(idsOf(await documents({ additionalFields: { state: 'draft' } }))).toEqual([`${id}-de`]);
		expect(idsOf(await documents({ additionalFields: { languages: ['fr', 'de'] } }))).toEqual([`${id}-fr`]);
	});

	test('each counts by its own date: a new translation of an old article is not missed', async () => {
		const now = knowledge.sim.clock.ms();
		const old = knowledge.sim.clock.during(now - 10 * 86_400_000, () => translated('Old', { fr: 'published' }));
		for (let n = 0; n < 60; n++) knowledge.sim.clock.during(now - 5 * 86_400_000, () => create(`Newer ${n}`));
		knowledge.sim.clock.during(now - 3600_000, () => book().articles.update(old, { translated_content: { fr: { title: 'Neuf' } } }));
		const found = await documents({ updatedSince: new Date(now - 86_400_000).toISOString() });
		expect(found).toEqual([expect.objectContaining({ id: `${old.id}-fr`, title: 'Neuf' })]);
	});

	test('a run that goes on where the last one ended misses nothing and repeats what is of the same second only', async () => {
		const now = knowledge.sim.clock.ms();
		for (let n = 0; n < 12; n++) knowledge.sim.clock.during(now - (12 - n) * 60_000, () => create(`Article ${n}`));
		const first = await documents();
		const last = first
			.map(({ updated_at: at }) => String(at))
			.sort()
			.at(-1);
		create('Article 12');
		expect((await documents({ updatedSince: last })).map(({ title }) => title).sort()).toEqual(['Article 11', 'Article 12']);
	});
});

describe('places', () => {
	test('a help center has the articles of its collections, at any depth', async () => {
		const other = book().centers.add({ identifier: 'other', display_name: 'Other' });
		const top = book().collections.create({ name: 'Top', help_center_id: Number(other.id) });
		const deep = book().collections.create({ name: 'Deep', parent_id: top.id });
		const mine = create('Mine', { parent_id: deep.id });
		const main = create('Main', { parent_id: book().collections.create({ name: 'Here' }).id });
		const both = create('Both', { parent_ids: [...mine.parent_ids, ...main.parent_ids] });
		create('Nowhere');
		expect(idsOf(await documents({ helpCenterId: by('id', other.id) }))).toEqual(idsOf([{ id: `${mine.id}-en` }, { id: `${both.id}-en` }]));
		expect(idsOf(await documents({ additionalFields: { collectionId: by('name', 'Top') } }))).toEqual(
			idsOf([{ id: `${mine.id}-en` }, { id: `${both.id}-en` }]),
		);
		expect(await documents()).toHaveLength(4);
	});

	test('a large help center is read to its end', async () => {
		for (let n = 0; n < 130; n++) create(`Article ${n}`);
		for (let n = 0; n < 50; n++) book().collections.create({ name: `Collection ${n}` });
		const found = await documents();
		expect(new Set(idsOf(found)).size).toBe(130);
	});

	test('no articles, no items', async () => expect(await documents()).toEqual([]));
});
