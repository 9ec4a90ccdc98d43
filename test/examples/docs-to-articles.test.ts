import { nodeOf, readExample, useExample } from './support';

const example = useExample('docs-to-articles.json');
const book = () => example.sim.workspace.knowledge;
const pinned = () => (readExample('docs-to-articles.json').pinData?.Files ?? []).map(({ json }) => json);
const shown = () =>
	book()
		.articles.all()
		.map((article) => [
			article.parent_ids.map((id) => book().collections.need(id).name).join(),
			book().articles.main(article).title,
			book().articles.main(article).body,
		])
		.sort();

it('every file is an article: title, collection of its folder, the rest as its text', async () => {
	const result = await example.run(pinned());
	expect(result.error).toBeUndefined();
	expect(shown()).toEqual([
		['Orders', 'Track your order', expect.stringContaining('<p>Open <strong>Orders</strong> and choose <em>Track</em>.</p>\n<table>')],
		['Returns', 'Send goods back', expect.stringMatching(/^<p>Within 30 days:<\/p>\n<ol>\n<li>Print the label<\/li>[\s\S]*<blockquote>/)],
	]);
	expect(result.itemsOf('Done').map(({ json }) => json)).toEqual([
		{ path: 'docs/01-orders/track-your-order.md', outcome: 'created', article_id: expect.stringMatching(/^\d+$/), state: 'draft' },
		{ path: 'docs/02-returns/send-goods-back.md', outcome: 'created', article_id: expect.stringMatching(/^\d+$/), state: 'draft' },
	]);
});

it('the second time articles are updated, none is made twice, and what was published stays so', async () => {
	await example.run(pinned());
	const [first] = book().articles.all();
	book().articles.update(first, { state: 'published' });
	const changed = pinned().map((file) => ({ ...file, content: `${String(file.content)}\nMore.\n` }));
	const result = await example.run(changed);
	expect(result.itemsOf('Done').map(({ json }) => json.outcome)).toEqual(['updated', 'updated']);
	expect(book().articles.all()).toHaveLength(2);
	expect(book().collections.all()).toHaveLength(2);
	expect(book().articles.main(first)).toMatchObject({ state: 'published', body: expect.stringContaining('More.') });
});

it.each([
	[
		'the front matter before the heading',
		'---\r\nid: 4\r\ntitle: From above\r\n---\r\n\r\n# From below\r\n\r\nText',
		'From above',
		'<p>Text</p>',
	],
	[
		'a heading in the middle of the text stays there',
		'Before\n\n# Heading\n\nAfter',
		'Heading',
		'<p>Before</p>\n<h1>Heading</h1>\n<p>After</p>',
	],
	['the name of the file, where nothing else names it', 'Only text', 'some-file', '<p>Only text</p>'],
	['a rule is not the end of a front matter', '# T\n\na\n\n---\n\nb', 'T', '<p>a</p>\n<hr>\n<p>b</p>'],
])('title and text: %s', async (_what, content, title, body) => {
	await example.run([{ path: 'docs/guides/some-file.md', content }]);
	expect(shown()).toEqual([['Guides', title, body]]);
});

it('a folder of many files reads the articles once, and makes each collection once', async () => {
	const files = Array.from({ length: 60 }, (_, n) => ({ path: `docs/part-${n % 3}/file-${n}.md`, content: `# Chapter ${n}\n\nText ${n}` }));
	const result = await example.run(files);
	expect(result.error).toBeUndefined();
	expect(book().articles.all()).toHaveLength(60);
	expect(
		book()
			.collections.all()
			.map(({ name }) => name)
			.sort(),
	).toEqual(['Part 0', 'Part 1', 'Part 2']);
	expect(example.asked().filter((line) => line === 'GET /articles')).toHaveLength(1);
	// and the next day the three pages of the list
	example.sim.requests.length = 0;
	await example.run(files);
	expect(example.asked().filter((line) => line === 'GET /articles')).toHaveLength(3);
	expect(book().articles.all()).toHaveLength(60);
});

it('a file that fails is named with the reason, and stops no other', async () => {
	example.sim.settings.faults = [{ match: 'POST /articles', kind: '5xx', times: 1 }];
	const result = await example.run(pinned(), (workflow) =>
		Object.assign(nodeOf(workflow, 'Create or Update Article').parameters, { options: { concurrency: 1 } }),
	);
	expect(result.error).toBeUndefined();
	expect(result.itemsOf('Failures').map(({ json }) => json)).toEqual([
		{ path: 'docs/01-orders/track-your-order.md', reason: expect.stringContaining('Intercom') },
	]);
	expect(shown()).toEqual([['Returns', 'Send goods back', expect.any(String)]]);
});
