/** Article: Create or Update. */

import { by, useKnowledge } from './support';

const knowledge = useKnowledge();
const { get, run, sent } = knowledge;
const book = () => knowledge.sim.workspace.knowledge;
const articles = () => book().articles.all();
const writes = () => knowledge.sim.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
const byTitle = (more: Record<string, unknown> = {}) => ({
	matchBy: 'title',
	title: '={{ $json.title }}',
	bodyFormat: 'markdown',
	bodyMarkdown: '={{ $json.text }}',
	...more,
});
const byId = (more: Record<string, unknown> = {}) => ({
	matchBy: 'id',
	knownArticleId: '={{ $json.id }}',
	title: '={{ $json.title }}',
	bodyFormat: 'html',
	body: '<p>x</p>',
	...more,
});
const outcomes = (records: Array<Record<string, unknown>>) => records.map(({ outcome }) => outcome);

describe('by title', () => {
	test('creates what is not there, updates what is', async () => {
		expect(
			outcomes(
				await get('article: upsert', byTitle(), [
					{ title: 'A', text: 'one' },
					{ title: 'B', text: 'two' },
				]),
			),
		).toEqual(['created', 'created']);
		expect(
			outcomes(
				await get('article: upsert', byTitle(), [
					{ title: 'B', text: 'three' },
					{ title: 'C', text: 'four' },
				]),
			),
		).toEqual(['updated', 'created']);
		expect(articles().map((article) => [book().articles.main(article).title, book().articles.main(article).body])).toEqual(
			expect.arrayContaining([
				['A', '<p>one</p>'],
				['B', '<p>three</p>'],
				['C', '<p>four</p>'],
			]),
		);
		expect(articles()).toHaveLength(3);
	});

	test('the exact title counts, not a similar one', async () => {
		await get('article: upsert', byTitle(), [
			{ title: 'Refunds', text: '' },
			{ title: 'refunds', text: '' },
			{ title: 'Refunds 2', text: '' },
			{ title: ' Refunds ', text: '' },
		]);
		expect(articles()).toHaveLength(3);
	});

	test('the same title twice in one execution makes one article, and the last text stays', async () => {
		const made = await get('article: upsert', byTitle(), [
			{ title: 'A', text: 'one' },
			{ title: 'A', text: 'two' },
			{ title: 'A', text: 'three' },
		]);
		expect(outcomes(made)).toEqual(['created', 'updated', 'updated']);
		expect(articles().map((article) => book().articles.main(article).body)).toEqual(['<p>three</p>']);
	});

	test('reads the list of articles once, to its end', async () => {
		for (let n = 0; n < 60; n++) book().articles.create({ title: `Article ${n}`, author_id: Number(knowledge.sim.workspace.owner().id) });
		const made = await get(
			'article: upsert',
			byTitle(),
			Array.from({ length: 8 }, (_, n) => ({ title: `Article ${n * 8}`, text: 'new' })),
		);
		expect(outcomes(made)).toEqual(Array(8).fill('updated'));
		expect(knowledge.asked().filter((line) => line === 'GET /articles')).toHaveLength(3);
	});

	test('in a collection only those of the collection count', async () => {
		const [orders, account] = ['Orders', 'Account'].map((name) => book().collections.create({ name }));
		const into = { collectionId: by('id', '={{ $json.in }}') };
		const overview = (collection: { id: string }) => ({ title: 'Overview', text: 'x', in: collection.id });
		expect(outcomes(await get('article: upsert', byTitle(into), [overview(orders), overview(account)]))).toEqual(['created', 'created']);
		expect(outcomes(await get('article: upsert', byTitle(into), [overview(account), overview(orders)]))).toEqual(['updated', 'updated']);
		expect(articles().map(({ parent_ids: ids }) => ids)).toEqual(expect.arrayContaining([[Number(orders.id)], [Number(account.id)]]));
	});

	test('two articles of the same title are not guessed between', async () => {
		for (const body of ['<p>1</p>', '<p>2</p>'])
			book().articles.create({ title: 'Overview', body, author_id: Number(knowledge.sim.workspace.owner().id) });
		const { error } = await run('article: upsert', byTitle(), [{ title: 'Overview', text: 'x' }]);
		expect(error).toMatchObject({
			message: expect.stringContaining('2 articles have the title "Overview"'),
			description: expect.stringContaining('match by article ID'),
		});
		expect(writes()).toEqual([]);
	});

	test('collections by name are made if missing, once', async () => {
		await get(
			'article: upsert',
			byTitle({ collectionId: by('name', '={{ $json.in }}'), additionalFields: { createCollectionIfMissing: true } }),
			['A', 'B', 'C'].map((title) => ({ title, text: 'x', in: 'Guides' })),
		);
		expect(
			book()
				.collections.all()
				.map(({ name }) => name),
		).toEqual(['Guides']);
	});
});

describe('by the ID that was noted', () => {
	test('an empty one creates, a known one updates, one that is gone creates anew', async () => {
		const [first] = await get('article: upsert', byId(), [{ id: '', title: 'A' }]);
		expect(first.outcome).toBe('created');
		const [again] = await get('article: upsert', byId(), [{ id: first.id, title: 'B' }]);
		expect(again).toMatchObject({ outcome: 'updated', id: first.id, title: 'B' });
		book().articles.delete(articles()[0]);
		const [anew] = await get('article: upsert', byId(), [{ id: first.id, title: 'C' }]);
		expect(anew.outcome).toBe('created');
		expect(anew.id).not.toBe(first.id);
	});

	test('does not read the list', async () => {
		await get('article: upsert', byId(), [
			{ id: '', title: 'A' },
			{ id: '', title: 'A' },
		]);
		expect(knowledge.asked().filter((line) => line.startsWith('GET'))).toEqual(['GET /me']);
		expect(articles()).toHaveLength(2);
	});

	test('another refusal than "gone" stays one', async () => {
		const [first] = await get('article: upsert', byId(), [{ id: '', title: 'A' }]);
		knowledge.sim.settings.faults = [{ match: 'PUT /articles/*', kind: '5xx' }];
		expect((await run('article: upsert', byId(), [{ id: first.id, title: 'B' }])).error).toBeDefined();
		expect(articles()).toHaveLength(1);
	});
});

describe('what an update leaves alone', () => {
	test('the author, and a state somebody else has set', async () => {
		const [{ id }] = await get('article: upsert', byTitle(), [{ title: 'A', text: 'one' }]);
		expect(sent()).toMatchObject({ state: 'draft', author_id: Number(knowledge.sim.workspace.owner().id) });
		await get('article: update', { articleId: by('id', String(id)), updateFields: { state: 'published' } });
		const [updated] = await get('article: upsert', byTitle(), [{ title: 'A', text: 'two' }]);
		expect(sent()).toEqual({ title: 'A', body_markdown: 'two' });
		expect(updated).toMatchObject({ outcome: 'updated', state: 'published' });
	});

	test('Published publishes what is a draft', async () => {
		await get('article: upsert', byTitle(), [{ title: 'A', text: 'one' }]);
		expect((await get('article: upsert', byTitle({ stateAfterwards: 'published' }), [{ title: 'A', text: 'two' }]))[0]).toMatchObject({
			outcome: 'updated',
			state: 'published',
		});
	});

	test('a failing item leaves the others', async () => {
		const items = [
			{ title: 'A', text: 'x' },
			{ title: '', text: 'x' },
			{ title: 'C', text: 'x' },
		];
		const { json } = await run('article: upsert', byTitle(), items, { onError: 'continueRegularOutput' });
		expect(outcomes(json)).toEqual(['created', undefined, 'created']);
		expect(String(json[1].error)).toContain("'Title' is required");
	});
});
