/** The knowledge hub: folders, internal articles and snippets. */
import { toMarkdown } from '../../../markup/from-html';
import { toHtml } from '../../../markup/to-html';
import { has, type Version } from '../../manners/versions';
import { invalid, unprocessable } from '../../manners/errors';
import type { Workspace } from '../index';
import { tagsOf } from './article-view';
import { bodyOf, markdownOf, type TextWish } from './articles';
import { Book, without } from './book';
import type { Availability, Folder, InternalArticle, Snippet } from './types';

const AVAILABILITY = ['ai_chatbot_availability', 'ai_copilot_availability', 'ai_sales_agent_availability'] as const;
const none: Availability = { ai_chatbot_availability: false, ai_copilot_availability: false, ai_sales_agent_availability: false };
const availabilityIn = (wish: Partial<Availability>): Partial<Availability> =>
	Object.fromEntries(AVAILABILITY.flatMap((name) => (wish[name] === undefined ? [] : [[name, wish[name]]])));

// --- folders

export type FolderWish = Partial<Pick<Folder, 'name' | 'description' | 'emoji' | 'parent_folder_id'>>;

export class FolderBook extends Book<Folder> {
	constructor(private readonly workspace: Workspace) {
		super('Folder not found');
	}

	create(wish: FolderWish & { name: string }): Folder {
		const now = this.workspace.clock.seconds();
		if (typeof wish.parent_folder_id === 'number') this.need(wish.parent_folder_id);
		return this.put({
			id: Number(this.workspace.ids.digits()),
			description: null,
			emoji: null,
			parent_folder_id: null,
			created_at: now,
			updated_at: now,
			...wish,
		});
	}

	update(folder: Folder, wish: FolderWish): Folder {
		if (typeof wish.parent_folder_id === 'number' && this.within(folder.id).includes(this.need(wish.parent_folder_id).id))
			throw invalid('A folder cannot stand in itself', 'parent_folder_id');
		return Object.assign(folder, wish, { updated_at: this.workspace.clock.seconds() });
	}

	/** @throws 422 for one that is not empty */
	override delete(folder: Folder): void {
		if (this.countOf(folder) > 0 || this.all().some(({ parent_folder_id: parent }) => parent === folder.id))
			throw unprocessable('unprocessable_entity', 'Folder contains content');
		super.delete(folder);
	}

	/** The folder and all below it. */
	within(id: number): number[] {
		return [
			id,
			...this.all()
				.filter((folder) => folder.parent_folder_id === id)
				.flatMap((folder) => this.within(folder.id)),
		];
	}

	view = (folder: Folder) => ({ ...folder, content_count: this.countOf(folder) });

	private countOf({ id }: Folder): number {
		const { articles, internalArticles } = this.workspace.knowledge;
		return [...articles.all(), ...internalArticles.all()].filter(({ folder_id: folder }) => folder === id).length;
	}
}

// --- internal articles

export interface InternalWish extends TextWish, Partial<Availability> {
	title?: string;
	author_id?: number;
	owner_id?: number;
	locale?: string;
	folder_id?: number | null;
	audience_ids?: number[] | null;
}

export class InternalArticleBook extends Book<InternalArticle> {
	constructor(private readonly workspace: Workspace) {
		super('Resource Not Found');
	}

	create(wish: InternalWish & { title: string; author_id: number; owner_id: number }): InternalArticle {
		const now = this.workspace.clock.seconds();
		const { title, author_id, owner_id } = wish;
		const article: InternalArticle = {
			id: this.workspace.ids.digits(),
			seq: this.seq(),
			title,
			body: '',
			author_id,
			owner_id,
			locale: wish.locale ?? 'en',
			folder_id: null,
			audience_ids: [],
			tags: [],
			created_at: now,
			updated_at: now,
			...none,
		};
		this.write(article, wish);
		return this.put(article);
	}

	update(article: InternalArticle, wish: InternalWish): InternalArticle {
		this.write(article, wish);
		article.updated_at = this.workspace.clock.seconds();
		return article;
	}

	view(article: InternalArticle, version: Version) {
		const { tags, audience_ids, folder_id, ai_chatbot_availability, ai_copilot_availability, ai_sales_agent_availability, ...rest } =
			without(article, 'seq');
		return {
			type: 'internal_article',
			...rest,
			...(has(version, '2.16') && {
				body_markdown: markdownOf(article.body),
				audience_ids,
				ai_chatbot_availability,
				ai_copilot_availability,
				ai_sales_agent_availability,
				tags: tagsOf(this.workspace, tags),
			}),
			...(has(version, 'Preview') && { folder_id }),
		};
	}

	private write(article: InternalArticle, wish: InternalWish): void {
		const { admins, knowledge } = this.workspace;
		const body = bodyOf(wish);
		for (const field of ['author_id', 'owner_id'] as const)
			if (wish[field] !== undefined && !admins.has(String(wish[field])))
				throw invalid(`${field} is not a teammate of this workspace`, field);
		knowledge.knowsAudiences(wish.audience_ids);
		if (typeof wish.folder_id === 'number') knowledge.folders.need(wish.folder_id);
		const { title, author_id, owner_id, folder_id, audience_ids: audiences } = wish;
		Object.assign(
			article,
			Object.fromEntries(Object.entries({ title, author_id, owner_id, folder_id, body }).filter(([, value]) => value !== undefined)),
			audiences === undefined ? {} : { audience_ids: audiences ?? [] },
			availabilityIn(wish),
		);
	}
}

// --- snippets

export interface SnippetWish extends Partial<Availability> {
	title?: string;
	json_blocks?: unknown[];
	body_markdown?: string;
	locale?: string;
	audience_ids?: number[] | null;
}

export class SnippetBook extends Book<Snippet> {
	constructor(private readonly workspace: Workspace) {
		super('Content snippet not found');
	}

	create(wish: SnippetWish & { title: string }): Snippet {
		const now = this.workspace.clock.seconds();
		const snippet: Snippet = {
			id: this.workspace.ids.digits(),
			seq: this.seq(),
			title: wish.title,
			json_blocks: [],
			body_markdown: '',
			locale: 'en',
			audience_ids: [],
			tags: [],
			created_at: now,
			updated_at: now,
			...none,
		};
		this.write(snippet, wish);
		this.put(snippet);
		this.workspace.happened('content_snippet.created', () => this.view(snippet));
		return snippet;
	}

	update(snippet: Snippet, wish: SnippetWish): Snippet {
		this.write(snippet, wish);
		snippet.updated_at = this.workspace.clock.seconds();
		this.workspace.happened('content_snippet.updated', () => this.view(snippet));
		return snippet;
	}

	override delete(snippet: Snippet): void {
		super.delete(snippet);
		this.workspace.happened('content_snippet.deleted', () => ({ type: 'content_snippet', id: snippet.id, deleted: true }));
	}

	view(snippet: Snippet) {
		return {
			type: 'content_snippet',
			...without(snippet, 'seq', 'tags'),
			chatbot_availability: Number(snippet.ai_chatbot_availability),
			copilot_availability: Number(snippet.ai_copilot_availability),
		};
	}

	private write(snippet: Snippet, wish: SnippetWish): void {
		if (wish.json_blocks && wish.body_markdown !== undefined)
			throw unprocessable('unprocessable_entity', 'json_blocks and body_markdown are mutually exclusive');
		this.workspace.knowledge.knowsAudiences(wish.audience_ids);
		if (wish.title !== undefined) snippet.title = wish.title;
		if (wish.locale !== undefined) snippet.locale = wish.locale;
		if (wish.body_markdown !== undefined)
			Object.assign(snippet, { body_markdown: wish.body_markdown, json_blocks: blocksOf(wish.body_markdown) });
		if (wish.json_blocks) Object.assign(snippet, { json_blocks: wish.json_blocks, body_markdown: markdownIn(wish.json_blocks) });
		if (wish.audience_ids !== undefined) snippet.audience_ids = wish.audience_ids ?? [];
		Object.assign(snippet, availabilityIn(wish));
	}
}

/** One block per paragraph is as far as this goes. */
const blocksOf = (markdown: string): unknown[] =>
	toMarkdown(toHtml(markdown))
		.split('\n\n')
		.filter(Boolean)
		.map((text) => ({ type: 'paragraph', text }));
const markdownIn = (blocks: unknown[]): string => blocks.map((block) => String((block as { text?: unknown }).text ?? '')).join('\n\n');
