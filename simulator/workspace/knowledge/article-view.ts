/** Articles as the API answers them, and as webhooks carry them. */
import { has, type Version as ApiVersion, appVersion } from '../../manners/versions';
import type { Workspace } from '../index';
import { withIsoTimes } from '../notices';
import type { AppliedTag } from '../types';
import { tagView } from '../views';
import { markdownOf } from './articles';
import { without } from './book';
import type { Article, Content, Version } from './types';

export const tagsOf = (workspace: Workspace, tags: AppliedTag[]) => ({
	type: 'tag.list',
	tags: tags.map((applied) => tagView(workspace.tags.need(applied.id), applied)),
});

const slug = (title: string): string =>
	title
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '');

/** Only what is published has an address. */
export function urlOf(workspace: Workspace, article: Article, locale: string): string | null {
	const content = article.contents[locale];
	const [center] = workspace.knowledge.centersOf(article);
	return content.state === 'published'
		? `${(center ?? workspace.knowledge.centers.main()).url}/${locale}/articles/${article.id}-${slug(content.title)}`
		: null;
}

/** @param draft with the changes that are not published yet */
export function articleView(workspace: Workspace, article: Article, version: ApiVersion, { draft = false, listed = false } = {}) {
	const { articles } = workspace.knowledge;
	const several = articles.isMultilingual();
	const { audience_ids: audiences, ...main } = contentView(workspace, article, article.default_locale, version, draft);
	return {
		...main,
		id: article.id,
		type: 'article',
		workspace_id: workspace.id,
		parent_ids: article.parent_ids,
		...(listed
			? {}
			: {
					statistics: {
						type: 'article_statistics',
						views: 0,
						conversations: 0,
						reactions: 0,
						happy_reaction_percentage: 0,
						neutral_reaction_percentage: 0,
						sad_reaction_percentage: 0,
					},
				}),
		tags: tagsOf(workspace, article.tags),
		...(several
			? { default_locale: article.default_locale, translated_content: translations(workspace, article, version, draft) }
			: { audience_ids: audiences }),
		...(has(version, 'Preview') && { folder_id: article.folder_id }),
		...(has(version, '2.16') && {
			scheduled_publish_at: article.scheduled_publish_at,
			scheduled_unpublish_at: article.scheduled_unpublish_at,
		}),
	};
}

function translations(workspace: Workspace, article: Article, version: ApiVersion, draft: boolean) {
	const texts = workspace.knowledge.centers
		.locales()
		.map((locale) => [locale, article.contents[locale] ? contentView(workspace, article, locale, version, draft) : null]);
	return { type: 'article_translated_content', ...(Object.fromEntries(texts) as Record<string, unknown>) };
}

function contentView(workspace: Workspace, article: Article, locale: string, version: ApiVersion, draft: boolean) {
	const content = article.contents[locale];
	const { title, description, body }: Content = draft ? { ...content, ...content.draft } : content;
	return {
		type: 'article_content',
		title,
		description,
		body,
		...(has(version, '2.16') && { body_markdown: markdownOf(body) }),
		author_id: content.author_id,
		state: content.state,
		created_at: content.created_at,
		updated_at: content.updated_at,
		...(has(version, 'Preview') && { has_unpublished_changes: content.draft !== null, draft_updated_at: content.draft_updated_at }),
		url: urlOf(workspace, article, locale),
		...(has(version, '2.16') && {
			audience_ids: content.audience_ids,
			ai_chatbot_availability: content.ai_chatbot_availability,
			ai_copilot_availability: content.ai_copilot_availability,
			ai_sales_agent_availability: content.ai_sales_agent_availability,
			created_by_id: content.created_by_id,
			updated_by_id: content.updated_by_id,
		}),
	};
}

/** @param whole with the text */
export function versionView(version: Version, whole: boolean) {
	const { body } = version;
	const texts = {
		...without(version, 'locale', 'body'),
		type: 'article_version',
		author_id: String(version.author_id),
		created_by_id: String(version.created_by_id),
	};
	return whole ? { ...texts, body, body_markdown: markdownOf(body), updated_at: version.created_at } : texts;
}

/** The item of a webhook. */
export const articleItem = (workspace: Workspace, article: Article): object =>
	withIsoTimes(articleView(workspace, article, appVersion(workspace.settings), { listed: true }));
