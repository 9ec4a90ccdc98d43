/** The search of articles: every word has to be there, in any language; and where it was found. */
import { toText } from '../../../markup/from-html';
import type { Workspace } from '../index';
import { lastUpdatedFirst } from './book';
import type { Article } from './types';

export interface ArticleQuery {
	phrase?: string;
	state?: 'published' | 'draft' | 'all';
	help_center_id?: number;
}

export const wordsIn = (phrase: string | undefined): string[] => (phrase ?? '').toLowerCase().split(/\s+/).filter(Boolean);

export const holds = (text: string, words: string[]): boolean => words.every((word) => text.toLowerCase().includes(word));

export function searchArticles(workspace: Workspace, { phrase, state = 'all', help_center_id: center }: ArticleQuery): Article[] {
	const words = wordsIn(phrase);
	const { articles } = workspace.knowledge;
	const found = articles
		.all()
		.filter((article) => state === 'all' || articles.main(article).state === state)
		.filter((article) => center === undefined || workspace.knowledge.centersOf(article).some(({ id }) => Number(id) === center))
		.filter((article) =>
			Object.values(article.contents).some(({ title, description, body }) => holds(`${title} ${description} ${toText(body)}`, words)),
		);
	return newestArticles(workspace, found);
}

export function newestArticles(workspace: Workspace, articles: Article[]): Article[] {
	const { knowledge } = workspace;
	return lastUpdatedFirst(
		articles.map((article) => ({ article, seq: article.seq, updated_at: knowledge.articles.main(article).updated_at })),
	).map(({ article }) => article);
}

type Piece = { type: 'plain' | 'highlight'; text: string };

/** Cuts a text where the words begin and end. */
function pieces(text: string, words: string[]): Piece[] {
	if (!words.length) return text ? [{ type: 'plain', text }] : [];
	const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi');
	return text
		.split(pattern)
		.flatMap((part, index): Piece[] => (part === '' ? [] : [{ type: index % 2 ? 'highlight' : 'plain', text: part }]));
}

export function highlightOf(workspace: Workspace, article: Article, phrase: string | undefined) {
	const words = wordsIn(phrase);
	const { title, description, body } = workspace.knowledge.articles.main(article);
	const lines = [description, ...toText(body).split('\n')].filter((line) => words.some((word) => line.toLowerCase().includes(word)));
	return { article_id: article.id, highlighted_title: pieces(title, words), highlighted_summary: lines.map((line) => pieces(line, words)) };
}
