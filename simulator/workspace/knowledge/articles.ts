/** Articles: languages, drafts, versions, schedules. */
import { toMarkdown } from '../../../markup/from-html';
import { toHtml } from '../../../markup/to-html';
import { badRequest, invalid, notFound, unprocessable } from '../../manners/errors';
import type { Workspace } from '../index';
import { articleItem } from './article-view';
import { Book } from './book';
import type { Article, Availability, Content, State, Version, Words } from './types';

export const markdownOf = (html: string): string => (html === '' ? '' : `${toMarkdown(html)}\n`);

export interface TextWish {
	body?: string;
	body_markdown?: string | null;
}

/** The text of a request, whichever way it was written. @throws 400 for both ways at once */
export function bodyOf({ body, body_markdown: markdown }: TextWish): string | undefined {
	if (body !== undefined && typeof markdown === 'string') throw invalid('body and body_markdown are mutually exclusive', 'body_markdown');
	return typeof markdown === 'string' ? toHtml(markdown) : body;
}

export interface ContentWish extends TextWish, Partial<Availability> {
	title?: string;
	description?: string;
	author_id?: number;
	state?: State;
	audience_ids?: number[] | null;
}

export interface ArticleWish extends ContentWish {
	parent_id?: string | number;
	parent_type?: string;
	parent_ids?: number[];
	folder_id?: number | null;
	/** By language; `type` says nothing. */
	translated_content?: Record<string, unknown> | null;
	/** ISO 8601. */
	scheduled_publish_at?: string | null;
	scheduled_unpublish_at?: string | null;
}

const AVAILABILITY = ['ai_chatbot_availability', 'ai_copilot_availability', 'ai_sales_agent_availability'] as const;
const WORDS = ['title', 'description', 'body'] as const;

export class ArticleBook extends Book<Article> {
	private readonly versions: Version[] = [];

	constructor(private readonly workspace: Workspace) {
		super('Resource Not Found');
	}

	/** @throws 400 or 404 for what cannot be */
	create(wish: ArticleWish & { title: string; author_id: number }): Article {
		const locale = this.workspace.knowledge.centers.locales()[0];
		this.check(wish, undefined);
		const article: Article = {
			id: this.workspace.ids.digits(),
			seq: this.seq(),
			parent_ids: this.parentsOf(wish) ?? [],
			folder_id: wish.folder_id ?? null,
			default_locale: locale,
			contents: {},
			scheduled_publish_at: null,
			scheduled_unpublish_at: null,
			tags: [],
		};
		this.plan(article, wish);
		for (const [language, content] of this.wishes(article, wish)) this.write(article, language, content, wish);
		this.put(article);
		this.workspace.happened('article.created', () => articleItem(this.workspace, article));
		if (this.main(article).state === 'published') this.workspace.happened('article.published', () => articleItem(this.workspace, article));
		return article;
	}

	update(article: Article, wish: ArticleWish): Article {
		this.check(wish, article);
		const before = this.main(article).state;
		article.parent_ids = this.parentsOf(wish) ?? article.parent_ids;
		if (wish.folder_id !== undefined) article.folder_id = wish.folder_id;
		this.plan(article, wish);
		for (const [language, content] of this.wishes(article, wish)) this.write(article, language, content, wish);
		this.told(article, before);
		return article;
	}

	/** Keeps changes of text back. @throws 422 for what was never published */
	stage(article: Article, wish: ArticleWish): Article {
		this.check({ ...wish, state: undefined }, article);
		for (const [language, content] of this.wishes(article, wish)) {
			const known = article.contents[language];
			if (!known || known.state !== 'published')
				throw unprocessable('unprocessable_entity', 'Article must be published before a draft can be staged');
			this.keepBack(known, content);
		}
		return article;
	}

	/** @throws 422 without languages where there are several, or without a draft */
	publish(article: Article, locales: string[] | undefined): Article {
		const several = this.isMultilingual();
		if (several && !locales?.length) throw unprocessable('unprocessable_entity', 'locales must be specified on a multilingual workspace');
		const wanted = locales?.length ? locales : [article.default_locale];
		const missing = wanted.find((locale) => !article.contents[locale]?.draft);
		if (missing) throw unprocessable('unprocessable_entity', `There is no draft to publish for ${missing}`);
		for (const locale of wanted) {
			const content = article.contents[locale];
			Object.assign(content, content.draft, { draft: null, draft_updated_at: null, updated_at: this.workspace.clock.seconds() });
			this.remember(article, locale);
		}
		this.workspace.happened('article.updated', () => articleItem(this.workspace, article));
		return article;
	}

	hasDraft = (article: Article): boolean => Object.values(article.contents).some(({ draft }) => draft !== null);

	/** Sets the state of one language, as bulk actions do. */
	setState(article: Article, locale: string, state: State): void {
		this.update(article, locale === article.default_locale ? { state } : { translated_content: { [locale]: { state } } });
	}

	override delete(article: Article): void {
		super.delete(article);
		this.workspace.happened('article.deleted', () => ({ type: 'article', id: article.id, deleted: true }));
	}

	/** Newest first. */
	versionsOf(article: Article, locale: string | undefined): Version[] {
		this.knowsLocale(locale);
		return this.versions
			.filter((version) => version.article_id === article.id && version.locale === (locale ?? article.default_locale))
			.reverse();
	}

	needVersion(article: Article, id: string): Version {
		const version = this.versions.find((one) => one.article_id === article.id && one.id === id);
		if (!version) throw notFound();
		return version;
	}

	/** @throws 400 for a language the help center does not have */
	knowsLocale(locale: string | undefined): void {
		if (locale !== undefined && !this.workspace.knowledge.centers.locales().includes(locale))
			throw invalid(`Locale '${locale}' is not configured`, 'locale');
	}

	isMultilingual = (): boolean => this.workspace.knowledge.centers.locales().length > 1;

	main(article: Article): Content {
		return article.contents[article.default_locale];
	}

	/** Carries out schedules that are due. */
	settle(): void {
		const now = this.workspace.clock.seconds();
		for (const article of this.byId.values()) {
			const before = this.main(article).state;
			if (article.scheduled_publish_at !== null && article.scheduled_publish_at <= now) {
				article.scheduled_publish_at = null;
				Object.assign(this.main(article), { state: 'published', was_published: true, updated_at: now });
			}
			if (article.scheduled_unpublish_at !== null && article.scheduled_unpublish_at <= now) {
				article.scheduled_unpublish_at = null;
				Object.assign(this.main(article), { state: 'draft', updated_at: now });
			}
			if (before !== this.main(article).state) this.told(article, before);
		}
	}

	override clear(): void {
		super.clear();
		this.versions.length = 0;
	}

	/** The wishes by language: what stands at the top is for the default one. */
	private wishes(article: Article, { translated_content: translated, ...wish }: ArticleWish): Array<[string, ContentWish]> {
		const others = Object.entries(translated ?? {}).filter(([locale, content]) => locale !== 'type' && content !== null) as Array<
			[string, ContentWish]
		>;
		const own = others.find(([locale]) => locale === article.default_locale)?.[1] ?? {};
		// audiences at the top are those of every language
		const shared = wish.audience_ids === undefined ? {} : { audience_ids: wish.audience_ids };
		return [
			[article.default_locale, { ...own, ...wish }],
			...others
				.filter(([locale]) => locale !== article.default_locale)
				.map(([locale, content]): [string, ContentWish] => [locale, { ...content, ...shared }]),
		];
	}

	private write(article: Article, locale: string, wish: ContentWish, whole: ArticleWish): void {
		const now = this.workspace.clock.seconds();
		const known = article.contents[locale];
		const body = bodyOf(wish);
		const words: Partial<Words> = {
			...(wish.title === undefined ? {} : { title: wish.title }),
			...(wish.description === undefined ? {} : { description: wish.description }),
			...(body === undefined ? {} : { body }),
		};
		const waits = whole.scheduled_publish_at !== undefined && whole.scheduled_publish_at !== null && locale === article.default_locale;
		const state = waits ? (known?.state ?? 'draft') : (wish.state ?? known?.state ?? 'draft');
		const owner = Number(this.workspace.owner().id);
		if (!known) {
			if (wish.title === undefined) throw invalid(`title not specified for ${locale}`, 'title');
			const fresh: Content = {
				id: this.workspace.ids.digits(),
				title: '',
				description: '',
				body: '',
				author_id: wish.author_id ?? owner,
				state,
				created_at: now,
				updated_at: now,
				audience_ids: [],
				ai_chatbot_availability: true,
				ai_copilot_availability: true,
				ai_sales_agent_availability: true,
				created_by_id: owner,
				updated_by_id: owner,
				was_published: false,
				draft: null,
				draft_updated_at: null,
			};
			article.contents[locale] = fresh;
		} else if (
			known.state === 'published' &&
			wish.state === undefined &&
			Object.keys(words).length > 0 &&
			(known.draft !== null || waits)
		) {
			// what waits to be published gets further changes too
			this.keepBack(known, wish);
			return;
		}
		const content = article.contents[locale];
		const before = JSON.stringify(content);
		Object.assign(content, words, { state });
		for (const name of AVAILABILITY) if (wish[name] !== undefined) content[name] = wish[name];
		if (wish.author_id !== undefined) content.author_id = wish.author_id;
		if (wish.audience_ids !== undefined) content.audience_ids = wish.audience_ids ?? [];
		if (state === 'published') content.was_published = true;
		if (!known || JSON.stringify(content) !== before) Object.assign(content, { updated_at: now, updated_by_id: owner });
		if (!known || Object.keys(words).length > 0) this.remember(article, locale);
	}

	private keepBack(content: Content, wish: ContentWish): void {
		const body = bodyOf(wish);
		const words = Object.fromEntries(WORDS.flatMap((name) => (name !== 'body' && wish[name] !== undefined ? [[name, wish[name]]] : [])));
		content.draft = { ...content.draft, ...words, ...(body === undefined ? {} : { body }) };
		content.draft_updated_at = this.workspace.clock.seconds();
	}

	private remember(article: Article, locale: string): void {
		const { title, description, body, author_id, state } = article.contents[locale];
		const [last] = this.versions.filter((version) => version.article_id === article.id && version.locale === locale).slice(-1);
		this.versions.push({
			id: this.workspace.ids.digits(),
			article_id: article.id,
			locale,
			title,
			description,
			body,
			author_id,
			created_by_id: Number(this.workspace.owner().id),
			created_via: 'api',
			from_version_id: last?.id ?? null,
			state,
			created_at: this.workspace.clock.seconds(),
		});
	}

	private told(article: Article, before: State): void {
		const { state } = this.main(article);
		this.workspace.happened('article.updated', () => articleItem(this.workspace, article));
		if (state !== before)
			this.workspace.happened(state === 'published' ? 'article.published' : 'article.unpublished', () =>
				articleItem(this.workspace, article),
			);
	}

	/** @throws 400 or 404 */
	private check(wish: ArticleWish, article: Article | undefined): void {
		const { knowledge, admins } = this.workspace;
		const languages: ContentWish[] = [
			wish,
			...(Object.entries(wish.translated_content ?? {})
				.filter(([locale]) => locale !== 'type')
				.map(([, content]) => content ?? {}) as ContentWish[]),
		];
		for (const { author_id: author } of languages)
			if (author !== undefined && !admins.has(String(author))) throw invalid('author_id is not a teammate of this workspace', 'author_id');
		for (const content of languages) {
			bodyOf(content);
			knowledge.knowsAudiences(content.audience_ids);
		}
		for (const locale of Object.keys(wish.translated_content ?? {})) if (locale !== 'type') this.knowsLocale(locale);
		for (const parent of this.parentsOf(wish) ?? [])
			if (!knowledge.collections.get(parent)) throw invalid(`There is no collection ${parent}`, 'parent_id');
		if (typeof wish.folder_id === 'number') knowledge.folders.need(wish.folder_id);
		this.checkPlan(wish, article);
	}

	private checkPlan(
		{ scheduled_publish_at: publish, scheduled_unpublish_at: unpublish, state }: ArticleWish,
		article: Article | undefined,
	): void {
		if (publish !== undefined && publish !== null && unpublish !== undefined && unpublish !== null)
			throw invalid('scheduled_publish_at and scheduled_unpublish_at cannot be set together', 'scheduled_publish_at');
		for (const [field, at] of [
			['scheduled_publish_at', publish],
			['scheduled_unpublish_at', unpublish],
		] as const) {
			if (at === undefined || at === null) continue;
			const ms = Date.parse(at);
			if (Number.isNaN(ms) || ms <= this.workspace.clock.ms()) throw invalid(`${field} must be a moment in the future`, field);
		}
		if (typeof publish === 'string' && state === 'draft')
			throw invalid('scheduled_publish_at cannot be combined with state draft', 'scheduled_publish_at');
		if (typeof unpublish === 'string' && state !== 'published' && !(article && this.main(article).was_published))
			throw invalid('The article has never been published', 'scheduled_unpublish_at');
	}

	private plan(article: Article, wish: ArticleWish): void {
		for (const field of ['scheduled_publish_at', 'scheduled_unpublish_at'] as const) {
			const at = wish[field];
			if (at === undefined) continue;
			article[field] = at === null ? null : Math.floor(Date.parse(at) / 1000);
			// only one plan at a time
			if (at !== null) article[field === 'scheduled_publish_at' ? 'scheduled_unpublish_at' : 'scheduled_publish_at'] = null;
		}
	}

	/** Undefined: nothing was said. */
	private parentsOf({ parent_ids: several, parent_id: one, parent_type: type }: ArticleWish): number[] | undefined {
		if (several !== undefined) return several;
		if (type !== undefined && !['collection', 'section'].includes(type))
			throw badRequest('parameter_invalid', 'parent_type must be collection or section', 'parent_type');
		return one === undefined ? undefined : [Number(one)];
	}
}
