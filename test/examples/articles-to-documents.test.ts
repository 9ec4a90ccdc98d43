import { useServer } from './server';
import { nodeOf, useExample } from './support';

const example = useExample('articles-to-documents.json');
const store = useServer();
const book = () => example.sim.workspace.knowledge;
const author = () => Number(example.sim.workspace.owner().id);
const hoursAgo = <T>(hours: number, task: () => T): T => example.sim.clock.during(example.sim.clock.ms() - hours * 3600_000, task);
const create = (title: string, more: Record<string, unknown> = {}) =>
	book().articles.create({ title, body: `<h2>${title}</h2><p>How to <b>do</b> it.</p>`, state: 'published', author_id: author(), ...more });

const run = async (change: (parameters: Record<string, unknown>) => void = () => {}) =>
	await example.run([{ timestamp: '2026-11-01T05:00:00.000Z' }], (workflow) => {
		for (const name of ['Store Document', 'Remove Document'])
			Object.assign(nodeOf(workflow, name).parameters, { url: `=${store.url}/documents/{{ $json.id }}` });
		change(nodeOf(workflow, 'Get Articles as Documents').parameters);
	});
const told = () => store.received.map(({ method, path }) => `${method} ${path}`).sort();

it('what was changed since yesterday is stored as clean text with what belongs to it', async () => {
	const collection = book().collections.create({ name: 'Orders' });
	hoursAgo(40, () => create('Old'));
	const article = hoursAgo(3, () => create('Track', { parent_id: collection.id }));
	const result = await run();
	expect(result.error).toBeUndefined();
	expect(store.received).toMatchObject([
		{
			method: 'PUT',
			path: `/documents/${article.id}-en`,
			body: {
				text: 'Track\n\n## Track\n\nHow to **do** it.',
				metadata: {
					article_id: article.id,
					title: 'Track',
					language: 'en',
					collections: ['Orders'],
					url: expect.stringContaining(`/en/articles/${article.id}-track`),
					updated_at: expect.stringMatching(/^\d{4}-.*Z$/),
				},
			},
		},
	]);
});

it('a translation is a document of its own, and one that became a draft again is removed', async () => {
	book().centers.main().locales.push('fr');
	const article = hoursAgo(200, () =>
		create('Track', { translated_content: { fr: { title: 'Suivre', body: '<p>fr</p>', state: 'published' } } }),
	);
	hoursAgo(5, () => book().articles.update(article, { translated_content: { fr: { title: 'Suivi' } } }));
	await run();
	expect(told()).toEqual([`PUT /documents/${article.id}-fr`]);
	store.received.length = 0;
	hoursAgo(1, () => book().articles.update(article, { state: 'draft' }));
	await run();
	expect(told()).toEqual([`DELETE /documents/${article.id}-en`, `PUT /documents/${article.id}-fr`]);
});

it('the first run, without a date, stores everything', async () => {
	for (let n = 0; n < 70; n++) hoursAgo(100 + n, () => create(`Article ${n}`));
	await run((parameters) => delete parameters.updatedSince);
	expect(new Set(told()).size).toBe(70);
});

it('nothing new, nothing said', async () => {
	hoursAgo(100, () => create('Old'));
	const result = await run();
	expect([result.error, store.received]).toEqual([undefined, []]);
});

it('a store that fails once is asked again', async () => {
	hoursAgo(1, () => create('New'));
	store.answer = () => ({ status: store.received.length === 1 ? 503 : 200 });
	const result = await run();
	expect(result.error).toBeUndefined();
	expect(store.received).toHaveLength(2);
});
