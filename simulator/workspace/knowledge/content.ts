/** Everything in the knowledge hub at once: search, and actions on many. */
import { toText } from '../../../markup/from-html';
import { unprocessable } from '../../manners/errors';
import type { Workspace } from '../index';
import type { AppliedTag } from '../types';
import { holds, wordsIn } from './article-search';
import type { Article, Content } from './types';

export type ContentType = 'article' | 'content_snippet' | 'external_content' | 'file_source_content' | 'internal_article';
/** What search calls them. */
const ASKED: Record<string, ContentType> = {
	article: 'article',
	snippet: 'content_snippet',
	external_content: 'external_content',
	file_source_content: 'file_source_content',
	internal_article: 'internal_article',
};

/** One record in the words of the search. */
interface Found {
	type: ContentType;
	id: string;
	title: string;
	text: string;
	states: string[];
	locales: string[];
	tags: AppliedTag[];
	folder: number | null;
	copilot: boolean;
	fin: boolean;
	sales: boolean;
	createdBy: number[];
	updatedBy: number[];
	createdAt: number;
	updatedAt: number;
	article?: Article;
}

export interface ContentQuery {
	query?: string;
	states?: string[];
	locales?: string[];
	tag_ids?: string[];
	tag_operator?: 'IN' | 'NIN';
	any_tag_ids?: string[];
	folder_ids?: number[];
	folder_entity_type?: 'folder';
	content_types?: string[];
	copilot_state?: 'on' | 'off';
	fin_service_state?: 'on' | 'off';
	fin_sales_state?: 'on' | 'off';
	created_by_ids?: number[];
	last_updated_by_ids?: number[];
	created_at_after?: number;
	created_at_before?: number;
	updated_at_after?: number;
	updated_at_before?: number;
}

export function searchContent(workspace: Workspace, ask: ContentQuery): Found[] {
	if (ask.folder_ids && !ask.folder_entity_type) throw unprocessable('parameter_invalid', 'folder_entity_type is required with folder_ids');
	const words = wordsIn(ask.query);
	const among = <T>(wanted: T[] | undefined, has: T[]): boolean => wanted === undefined || has.some((one) => wanted.includes(one));
	const tagged = (wanted: string[] | undefined, { tags }: Found): boolean =>
		wanted !== undefined && tags.some(({ id }) => wanted.includes(id));
	const is = (wanted: 'on' | 'off' | undefined, on: boolean): boolean => wanted === undefined || (wanted === 'on') === on;
	const types = ask.content_types?.map((type) => ASKED[type]);
	const tests: Array<(found: Found) => boolean> = [
		({ type }) => types === undefined || types.includes(type),
		({ title, text }) => holds(`${title} ${text}`, words),
		({ states }) => among(ask.states, states),
		({ locales }) => among(ask.locales, locales),
		(found) => ask.tag_ids === undefined || tagged(ask.tag_ids, found) === (ask.tag_operator !== 'NIN'),
		(found) => ask.any_tag_ids === undefined || tagged(ask.any_tag_ids, found),
		({ folder }) => ask.folder_ids === undefined || (folder !== null && ask.folder_ids.includes(folder)),
		({ copilot, fin, sales }) => is(ask.copilot_state, copilot) && is(ask.fin_service_state, fin) && is(ask.fin_sales_state, sales),
		({ createdBy, updatedBy }) => among(ask.created_by_ids, createdBy) && among(ask.last_updated_by_ids, updatedBy),
		({ createdAt }) => createdAt >= (ask.created_at_after ?? 0) && createdAt <= (ask.created_at_before ?? Infinity),
		({ updatedAt }) => updatedAt >= (ask.updated_at_after ?? 0) && updatedAt <= (ask.updated_at_before ?? Infinity),
	];
	return everything(workspace)
		.filter((found) => tests.every((test) => test(found)))
		.sort((a, b) => b.updatedAt - a.updatedAt || Number(b.id) - Number(a.id));
}

function everything(workspace: Workspace): Found[] {
	const { articles, internalArticles, pages, snippets } = workspace.knowledge;
	const owner = [Number(workspace.owner().id)];
	return [
		...articles.all().map((article): Found => {
			const contents = Object.values(article.contents);
			const main = articles.main(article);
			return {
				type: 'article',
				id: article.id,
				title: main.title,
				text: contents.map(({ title, body }) => `${title} ${toText(body)}`).join(' '),
				states: contents.map(({ state }) => state),
				locales: Object.keys(article.contents),
				tags: article.tags,
				folder: article.folder_id,
				copilot: main.ai_copilot_availability,
				fin: main.ai_chatbot_availability,
				sales: main.ai_sales_agent_availability,
				createdBy: contents.map((one) => one.created_by_id),
				updatedBy: contents.map((one) => one.updated_by_id),
				createdAt: main.created_at,
				updatedAt: Math.max(...contents.map((one) => one.updated_at)),
				article,
			};
		}),
		...internalArticles.all().map(
			(one): Found => ({
				type: 'internal_article',
				id: one.id,
				title: one.title,
				text: toText(one.body),
				states: ['published'],
				locales: [one.locale],
				tags: one.tags,
				folder: one.folder_id,
				copilot: one.ai_copilot_availability,
				fin: one.ai_chatbot_availability,
				sales: one.ai_sales_agent_availability,
				createdBy: [one.author_id],
				updatedBy: owner,
				createdAt: one.created_at,
				updatedAt: one.updated_at,
			}),
		),
		...snippets.all().map(
			(one): Found => ({
				type: 'content_snippet',
				id: one.id,
				title: one.title,
				text: one.body_markdown,
				states: ['published'],
				locales: [one.locale],
				tags: one.tags,
				folder: null,
				copilot: one.ai_copilot_availability,
				fin: one.ai_chatbot_availability,
				sales: one.ai_sales_agent_availability,
				createdBy: owner,
				updatedBy: owner,
				createdAt: one.created_at,
				updatedAt: one.updated_at,
			}),
		),
		...pages.all().map(
			(one): Found => ({
				type: 'external_content',
				id: one.id,
				title: one.title,
				text: toText(one.html),
				states: ['published'],
				locales: ['en'],
				tags: one.tags,
				folder: null,
				copilot: one.ai_copilot_availability,
				fin: one.ai_agent_availability,
				sales: one.ai_sales_agent_availability,
				createdBy: owner,
				updatedBy: owner,
				createdAt: one.created_at,
				updatedAt: one.updated_at,
			}),
		),
	];
}

/** Articles name their languages, the others are flat. */
export function foundView({ type, id, title, article }: Found) {
	if (!article) return { type, id, title };
	return {
		type,
		id,
		title,
		contents: Object.entries(article.contents).map(([locale, content]) => ({
			type: 'article_content',
			id: content.id,
			title: content.title,
			locale,
		})),
	};
}

// --- actions on many

export interface BulkWish {
	action: 'publish' | 'unpublish' | 'delete' | 'set_availability' | 'set_audience' | 'update_tags';
	content_ids: Array<{ type: string; id: string }>;
	availability?: { ai_agent?: boolean; copilot?: boolean; sales_agent?: boolean };
	audience?: { add_segment_ids?: number[]; remove_segment_ids?: number[]; remove_all?: boolean };
	tags?: { add_tag_ids?: number[]; remove_tag_ids?: number[] };
}

const REACH: Record<BulkWish['action'], string[]> = {
	publish: ['article_content'],
	unpublish: ['article_content'],
	delete: ['article_content', 'content_snippet', 'file_source_content', 'internal_article'],
	set_availability: ['article_content', 'content_snippet', 'external_content', 'file_source_content', 'internal_article'],
	set_audience: ['article_content', 'content_snippet', 'external_content', 'file_source_content', 'internal_article'],
	update_tags: ['article', 'content_snippet', 'external_content', 'file_source_content', 'internal_article'],
};

/** @throws 422 for an action that lacks what it needs, or tags that do not exist */
export function checkBulk(workspace: Workspace, { action, availability, audience, tags }: BulkWish): void {
	const lacks = (what: string) => unprocessable('parameter_invalid', `${what} is required for ${action}`);
	if (action === 'set_availability' && (!availability || !Object.keys(availability).length)) throw lacks('availability');
	if (action === 'set_audience' && !audience) throw lacks('audience');
	if (action !== 'update_tags') return;
	const ids = [...new Set([...(tags?.add_tag_ids ?? []), ...(tags?.remove_tag_ids ?? [])])];
	if (!ids.length) throw lacks('add_tag_ids or remove_tag_ids');
	if (ids.length > 100) throw unprocessable('parameter_invalid', 'At most 100 tags can be changed at once');
	const unknown = ids.find((id) => !workspace.tags.get(String(id)));
	if (unknown !== undefined) throw unprocessable('parameter_invalid', `There is no tag ${unknown}`);
}

/** Items the action is not for are left out silently. */
export function carryOut(workspace: Workspace, wish: BulkWish): void {
	for (const { type, id } of wish.content_ids) if (REACH[wish.action].includes(type)) actOn(workspace, wish, type, id);
}

interface Usable {
	audience_ids: number[];
	tags?: AppliedTag[];
	updated_at: number;
}

function actOn(workspace: Workspace, { action, availability = {}, audience = {}, tags = {} }: BulkWish, type: string, id: string): void {
	const { articles, internalArticles, pages, snippets } = workspace.knowledge;
	const [article, locale, content] = type === 'article_content' ? contentById(workspace, id) : [];
	if (action === 'publish' || action === 'unpublish') {
		if (article && locale) articles.setState(article, locale, action === 'publish' ? 'published' : 'draft');
		return;
	}
	const snippet = type === 'content_snippet' ? snippets.get(id) : undefined;
	const internal = type === 'internal_article' ? internalArticles.get(id) : undefined;
	const page = type === 'external_content' ? pages.get(id) : undefined;
	if (action === 'delete') {
		if (snippet) snippets.delete(snippet);
		if (internal) internalArticles.delete(internal);
		if (article && locale) deleteContent(workspace, article, locale);
		return;
	}
	const record: Usable | undefined = content ?? snippet ?? internal ?? page;
	if (action === 'set_availability' && record) {
		const { ai_agent: fin, copilot, sales_agent: sales } = availability;
		const names = page
			? ['ai_agent_availability', 'ai_copilot_availability', 'ai_sales_agent_availability']
			: ['ai_chatbot_availability', 'ai_copilot_availability', 'ai_sales_agent_availability'];
		[fin, copilot, sales].forEach((value, index) => value !== undefined && Object.assign(record, { [names[index]]: value }));
	}
	if (action === 'set_audience' && record) {
		const kept = audience.remove_all ? [] : record.audience_ids.filter((one) => !audience.remove_segment_ids?.includes(one));
		record.audience_ids = [...new Set([...kept, ...(audience.add_segment_ids ?? [])])];
	}
	const tagged = type === 'article' ? articles.get(id) : (snippet ?? internal ?? page);
	if (action === 'update_tags' && tagged) {
		for (const tag of tags.add_tag_ids ?? []) workspace.tags.apply(tagged, workspace.tags.need(String(tag)));
		for (const tag of tags.remove_tag_ids ?? []) workspace.tags.remove(tagged, workspace.tags.need(String(tag)));
	}
}

function contentById(workspace: Workspace, id: string): [Article, string, Content] | [] {
	for (const article of workspace.knowledge.articles.all()) {
		const found = Object.entries(article.contents).find(([, content]) => content.id === id);
		if (found) return [article, ...found];
	}
	return [];
}

/** Without its default language an article is gone. */
function deleteContent({ knowledge }: Workspace, article: Article, locale: string): void {
	if (locale === article.default_locale) knowledge.articles.delete(article);
	else delete article.contents[locale];
}
