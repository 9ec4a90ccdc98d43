/** Articles: languages, collections and versions of the API, schedules, drafts. */

import { by, useKnowledge } from './support';

const knowledge = useKnowledge();
const { get, run, sent, version } = knowledge;
const book = () => knowledge.sim.workspace.knowledge;
const made = () => book().articles.all();
const at = (parameters: Record<string, unknown>) => ({ title: 'A title', ...parameters });
const published = async (more: Record<string, unknown> = {}) =>
	(await get('article: create', at({ state: 'published', bodyFormat: 'html', body: '<p>Old</p>', ...more })))[0];

describe('Create', () => {
	test('needs a title only: the author is whoever the credential belongs to, and it is a draft', async () => {
		const [article] = await get('article: create', at({}));
		expect(article).toMatchObject({
			type: 'article',
			title: 'A title',
			state: 'draft',
			author_id: Number(knowledge.sim.workspace.owner().id),
			url: null,
		});
		expect(sent()).toEqual({ title: 'A title', state: 'draft', author_id: Number(knowledge.sim.workspace.owner().id) });
		expect(version()).toBe('2.16');
	});

	test('asks who that is once, however many articles there are', async () => {
		await get('article: create', { title: '={{ $json.title }}' }, [{ title: 'A' }, { title: 'B' }, { title: 'C' }]);
		expect(knowledge.asked().filter((line) => line === 'GET /me')).toHaveLength(1);
		expect(
			made()
				.map((article) => book().articles.main(article).title)
				.sort(),
		).toEqual(['A', 'B', 'C']);
	});

	test('another author by email, as a number', async () => {
		const admin = knowledge.sim.workspace.addAdmin({ name: 'Ben', email: 'ben@simulator.example' });
		await get('article: create', at({ additionalFields: { authorId: by('email', 'BEN@simulator.example') } }));
		expect(sent()).toMatchObject({ author_id: Number(admin.id) });
	});

	test.each([
		['HTML', { bodyFormat: 'html', body: '<p>a</p>' }, { body: '<p>a</p>' }],
		['Markdown', { bodyFormat: 'markdown', bodyMarkdown: '**a**' }, { body_markdown: '**a**' }],
	])('%s as it is', async (_what, parameters, body) => {
		const [article] = await get('article: create', at(parameters));
		expect(sent()).toEqual(expect.objectContaining(body));
		expect(Object.keys(sent()).filter((name) => name.startsWith('body'))).toHaveLength(1);
		expect(article.body).toMatch(/<(p|strong)>/);
	});

	test('authors do not make articles wait for one another', async () => {
		knowledge.sim.settings.latencyMs = 40;
		const begun = Date.now();
		await get(
			'article: create',
			{ title: '={{ $json.n }}', additionalFields: { authorId: by('id', knowledge.sim.workspace.owner().id) } },
			Array.from({ length: 20 }, (_, n) => ({ n })),
		);
		expect(Date.now() - begun).toBeLessThan(20 * 40);
	});
});

describe('one collection or several, in the version that knows them', () => {
	test('one goes out under the name every version has', async () => {
		const collection = book().collections.create({ name: 'Orders' });
		const [article] = await get('article: create', at({ collectionId: by('id', collection.id) }));
		expect([sent(), version()]).toEqual([expect.objectContaining({ parent_id: Number(collection.id), parent_type: 'collection' }), '2.16']);
		expect(article.parent_ids).toEqual([Number(collection.id)]);
	});

	test('and when updating as the text that is wanted there', async () => {
		const collection = book().collections.create({ name: 'Orders' });
		const { id } = await published();
		await get('article: update', {
			articleId: by('id', String(id)),
			updateFields: { collectionId: by('url', `https://intercom.help/simulated/en/collections/${collection.id}-orders`) },
		});
		expect(sent()).toEqual({ parent_id: collection.id, parent_type: 'collection' });
	});

	test('several ask for Preview', async () => {
		const ids = ['A', 'B'].map((name) => book().collections.create({ name }).id);
		await get('article: create', at({ additionalFields: { collectionIds: ids } }));
		expect([sent(), version()]).toEqual([expect.objectContaining({ parent_ids: ids.map(Number) }), 'Preview']);
		expect(sent()).not.toHaveProperty('parent_id');
	});

	test('none takes the article out of all of them', async () => {
		const { id } = await published({ collectionId: by('id', book().collections.create({ name: 'A' }).id) });
		await get('article: update', { articleId: by('id', String(id)), updateFields: { collectionIds: [] } });
		expect(made()[0].parent_ids).toEqual([]);
	});

	test('by its name, and made if it is missing', async () => {
		const parameters = {
			title: '={{ $json.title }}',
			collectionId: by('name', '={{ $json.in }}'),
			additionalFields: { createCollectionIfMissing: true },
		};
		await get('article: create', parameters, [
			{ title: '1', in: 'Orders' },
			{ title: '2', in: 'orders' },
			{ title: '3', in: 'Account' },
		]);
		expect(
			book()
				.collections.all()
				.map(({ name }) => name)
				.sort(),
		).toEqual(['Account', 'Orders']);
		expect(knowledge.asked().filter((line) => line === 'GET /help_center/collections')).toHaveLength(1);
	});

	test('a name in a list of several pages is found; one that several have is refused', async () => {
		for (let n = 0; n < 45; n++) book().collections.create({ name: `Chapter ${n}` });
		await get('article: create', at({ collectionId: by('name', 'Chapter 0') }));
		const twin = book().collections.create({ name: 'chapter 0' });
		const either = await run('article: create', at({ collectionId: by('name', 'CHAPTER 0') }));
		expect(either.error).toMatchObject({
			message: expect.stringContaining("'Collection' names 2 records"),
			description: expect.stringContaining(twin.id),
		});
		// the one that is written as it was entered goes first
		const exact = await get('article: create', at({ collectionId: by('name', 'chapter 0') }));
		expect(exact[0].parent_ids ?? exact[0].parent_id).toEqual([Number(twin.id)]);
		const second = book().collections.create({ name: 'chapter 0' });
		const { error } = await run('article: create', at({ collectionId: by('name', 'chapter 0') }));
		expect(error).toMatchObject({
			message: expect.stringContaining("'Collection' names 2 records"),
			description: expect.stringContaining(second.id),
		});
	});

	test('an older version refuses what it does not know, with the name people read', async () => {
		const { error } = await run('article: create', at({ additionalFields: { collectionIds: ['1'] }, options: { apiVersion: '2.16' } }));
		expect(error).toMatchObject({ message: expect.stringContaining("'Collection Names or IDs' does not exist in API version 2.16") });
		const old = await run('article: create', at({ bodyFormat: 'markdown', bodyMarkdown: 'a', options: { apiVersion: '2.15' } }));
		expect(old.error?.message).toContain("'Body' does not exist in API version 2.15");
	});
});

describe('translations', () => {
	beforeEach(() => book().centers.main().locales.push('fr', 'pt-BR'));
	const form = (language: string, title: string, more: Record<string, unknown> = {}, body = '') => ({
		language,
		title,
		body,
		additionalFields: more,
	});

	test('one form per language becomes an object with the languages as names', async () => {
		const rows = [
			form(
				'fr',
				'Un titre',
				{ state: 'published', availableToFin: false, aiChatbotAvailability: false, audienceIds: ['3', '4'] },
				'<p>Corps</p>',
			),
			form('pt-BR', 'Um título', { bodyMarkdown: '**Corpo**' }),
		];
		const [article] = await get('article: create', at({ additionalFields: { translations: { rows } } }));
		expect(sent().translated_content).toEqual({
			fr: { title: 'Un titre', body: '<p>Corps</p>', state: 'published', ai_chatbot_availability: false, audience_ids: [3, 4] },
			'pt-BR': { title: 'Um título', body_markdown: '**Corpo**' },
		});
		expect(article).toMatchObject({
			default_locale: 'en',
			translated_content: {
				fr: { title: 'Un titre', state: 'published' },
				'pt-BR': { body: '<p><strong>Corpo</strong></p>', state: 'draft' },
			},
		});
	});

	test('what was not added to a form is not sent, and stays', async () => {
		const { id } = await published({ additionalFields: { translations: { rows: [form('fr', 'Un', { state: 'published' })] } } });
		await get('article: update', { articleId: by('id', String(id)), updateFields: { translations: { rows: [form('fr', 'Deux')] } } });
		expect(sent()).toEqual({ translated_content: { fr: { title: 'Deux' } } });
		expect(made()[0].contents.fr).toMatchObject({ title: 'Deux', state: 'published' });
	});

	test('an author of a translation is chosen in the form', async () => {
		await get(
			'article: create',
			at({ additionalFields: { translations: { rows: [form('fr', 'Un', { authorId: by('id', knowledge.sim.workspace.owner().id) })] } } }),
		);
		expect(sent()).toMatchObject({ translated_content: { fr: { author_id: Number(knowledge.sim.workspace.owner().id) } } });
	});

	test('as JSON too, which wins for a language that is in both', async () => {
		await get(
			'article: create',
			at({
				additionalFields: {
					translations: { rows: [form('fr', 'Un'), form('pt-BR', 'Um')] },
					translatedContentJson: '{ "fr": { "title": "Le premier" } }',
				},
			}),
		);
		expect(sent().translated_content).toEqual({ fr: { title: 'Le premier' }, 'pt-BR': { title: 'Um' } });
	});

	test.each([
		['a language twice', [form('fr', 'Un'), form('fr', 'Deux')], "'Translations' has fr twice"],
		['an unknown language', [form('xx', 'Un')], "'Translations 1: Language' cannot be xx"],
		['an author by email', [form('fr', 'Un', { authorId: by('email', 'a@b.example') })], 'cannot be given by email here'],
	])('%s is refused before anything is sent', async (_what, rows, message) => {
		const { error } = await run('article: create', at({ additionalFields: { translations: { rows } } }));
		expect(error?.message).toContain(message);
		expect(knowledge.asked()).toEqual([]);
	});

	test('of collections', async () => {
		const [collection] = await get('collection: create', {
			name: 'Orders',
			additionalFields: { translations: { rows: [{ language: 'fr', name: 'Commandes', description: 'Tout' }] } },
		});
		expect(sent()).toEqual({ name: 'Orders', translated_content: { fr: { name: 'Commandes', description: 'Tout' } } });
		expect(collection.translated_content).toMatchObject({ fr: { name: 'Commandes' } });
	});
});

describe('a plan to publish', () => {
	const noon = '2090-01-02T12:00:00Z';

	test('publishes at its time, whatever the state says', async () => {
		const [article] = await get(
			'article: create',
			at({ state: 'draft', additionalFields: { publishAt: { moment: { mode: 'fromNow', amount: 2, unit: 'hours' } } } }),
		);
		expect(sent()).toMatchObject({
			state: 'published',
			scheduled_publish_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
		});
		expect(article.state).toBe('draft');
		knowledge.sim.advance(2 * 3600_000 + 1000);
		expect((await get('article: get', { articleId: by('id', String(article.id)) }))[0].state).toBe('published');
	});

	test('can be given up', async () => {
		const { id } = await published();
		const update = async (unpublishAt: object) =>
			await get('article: update', { articleId: by('id', String(id)), updateFields: { unpublishAt: { moment: unpublishAt } } });
		await update({ mode: 'at', at: noon });
		expect(sent()).toEqual({ scheduled_unpublish_at: '2090-01-02T12:00:00.000Z' });
		const [article] = await update({ mode: 'never' });
		expect(sent()).toEqual({ scheduled_unpublish_at: null });
		expect(article.scheduled_unpublish_at).toBeNull();
	});

	test('giving up a plan to publish leaves the state alone', async () => {
		const [article] = await get('article: create', at({ additionalFields: { publishAt: { moment: { mode: 'at', at: noon } } } }));
		await get('article: update', { articleId: by('id', String(article.id)), updateFields: { publishAt: { moment: { mode: 'never' } } } });
		expect(sent()).toEqual({ scheduled_publish_at: null });
	});

	test('a moment that has passed is refused here', async () => {
		const { error } = await run('article: create', at({ additionalFields: { publishAt: { moment: { mode: 'at', at: '2020-01-01' } } } }));
		expect(error?.message).toContain("'Publish At' has passed already");
	});
});

describe('drafts and versions', () => {
	const the = (id: unknown) => ({ articleId: by('id', String(id)) });

	test('a draft keeps changes back until it is published', async () => {
		const { id } = await published();
		await get('article: stageDraft', { ...the(id), updateFields: { title: 'New title', bodyMarkdown: '*New*' } });
		expect((await get('article: get', the(id)))[0]).toMatchObject({ title: 'A title', body: '<p>Old</p>' });
		expect((await get('article: getDraft', the(id)))[0]).toMatchObject({ title: 'New title', body: '<p><em>New</em></p>' });
		await get('article: publishDraft', the(id));
		expect((await get('article: get', the(id)))[0]).toMatchObject({ title: 'New title', state: 'published' });
		expect((await run('article: getDraft', the(id))).error?.message).toContain('The article has no draft');
	});

	test('with several languages, those that are named are published', async () => {
		book().centers.main().locales.push('fr');
		const { id } = await published();
		await get('article: stageDraft', { ...the(id), updateFields: { title: 'New title' } });
		expect((await run('article: publishDraft', the(id))).error).toBeDefined();
		await get('article: publishDraft', { ...the(id), languages: ['en'] });
		expect(sent()).toEqual({ locales: ['en'] });
	});

	test('versions, the newest first, and one of them with its text', async () => {
		const { id } = await published();
		await get('article: update', { ...the(id), updateFields: { title: 'Second' } });
		await get('article: update', { ...the(id), updateFields: { title: 'Third' } });
		const versions = await get('article: getVersions', { ...the(id), returnAll: true });
		expect(versions.map(({ title }) => title)).toEqual(['Third', 'Second', 'A title']);
		expect((await get('article: getVersion', { ...the(id), versionId: by('id', String(versions[2].id)) }))[0]).toMatchObject({
			title: 'A title',
			body: '<p>Old</p>',
			body_markdown: 'Old\n',
		});
	});

	test('Delete says so', async () => {
		const { id } = await published();
		expect(await get('article: delete', the(id))).toEqual([expect.objectContaining({ id, deleted: true })]);
		expect(made()).toEqual([]);
	});

	test('an article by the address readers see', async () => {
		const { id, url } = await published();
		expect((await get('article: get', { articleId: by('url', String(url)) }))[0].id).toBe(id);
	});

	test('tags by name, made if missing, in the name of a teammate', async () => {
		const { id } = await published();
		const admin = knowledge.sim.workspace.addAdmin({ name: 'Ben', email: 'ben@simulator.example' });
		await get('article: addTag', {
			...the(id),
			tagId: by('name', 'Seasonal'),
			additionalFields: { createTagIfMissing: true, adminId: by('id', admin.id) },
		});
		expect(made()[0].tags).toEqual([expect.objectContaining({ applied_by: admin.id })]);
		await get('article: removeTag', { ...the(id), tagId: by('name', 'seasonal') });
		expect(made()[0].tags).toEqual([]);
	});
});
