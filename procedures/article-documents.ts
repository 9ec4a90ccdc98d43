/**
 * Articles as documents: one per article and language, as clean Markdown or text, with what a vector store keeps beside
 * it. For runs that go on where the last one ended, each language counts by its own date: the date of the article, by
 * which Intercom's list is sorted, is that of the default language only. So the list is always read to its end.
 */

import { type Json, textOf } from '../intercom/json';
import { toMarkdown, toText } from '../markup/from-html';
import { collectionsOf } from './article-upsert';
import type { Calls, Procedure } from './procedure';

const inner = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});
const iso = (seconds: unknown): string | null =>
	typeof seconds === 'number' && seconds > 0 ? new Date(seconds * 1000).toISOString() : null;

const paged = { paging: 'page', undocumented: true, partial: true } as const;

interface Place {
	name: string;
	parent: string;
	helpCenter: string;
}

/** Collections by ID. */
type Places = Map<string, Place>;

async function placesOf({ list }: Calls): Promise<Places> {
	const found = await list('GET /help_center/collections', { ...paged, pageSize: 20 });
	return new Map(
		found.map(({ id, name, parent_id, help_center_id }) => [
			textOf(id),
			{ name: textOf(name), parent: textOf(parent_id), helpCenter: textOf(help_center_id) },
		]),
	);
}

/** A collection and those around it, the outermost first. */
function wayTo(id: string, places: Places): string[] {
	const way: string[] = [];
	for (let at = id; at && places.has(at) && !way.includes(at); at = places.get(at)?.parent ?? '') way.unshift(at);
	return way;
}

/** Languages of help centers by ID: single-language articles do not name theirs. */
const languagesOf = async ({ list }: Calls): Promise<Map<string, string[]>> =>
	new Map(
		(await list('GET /help_center/help_centers')).map(({ id, locales }) => [textOf(id), Array.isArray(locales) ? locales.map(textOf) : []]),
	);

/** Outputs the documents. */
export const getDocuments: Procedure = async (
	{ content, help_center_id, updated_since, languages, state = 'published', parent_id },
	calls,
) => {
	const [articles, places, spoken] = await Promise.all([
		calls.once('articles', async () => await calls.list('GET /articles', { ...paged, pageSize: 25 })),
		calls.once('collections', async () => await placesOf(calls)),
		calls.once('help centers', async () => await languagesOf(calls)),
	]);
	const wanted = Array.isArray(languages) && languages.length ? languages.map(textOf) : undefined;
	const since = typeof updated_since === 'number' ? updated_since : 0;
	return articles.flatMap((article) => {
		const ways = collectionsOf(article).map((id) => wayTo(id, places));
		const centers = [
			...new Set(
				ways
					.flat()
					.map((id) => places.get(id)?.helpCenter ?? '')
					.filter((id) => id !== ''),
			),
		];
		if (help_center_id !== undefined && !centers.includes(textOf(help_center_id))) return [];
		if (parent_id !== undefined && !ways.some((way) => way.includes(textOf(parent_id)))) return [];
		const about = {
			collections: ways.map((way) => way.map((id) => places.get(id)?.name ?? id).join(' / ')),
			collection_ids: ways.map((way) => way.at(-1) ?? ''),
			help_center_ids: centers,
		};
		return contentsOf(article, centers.flatMap((id) => spoken.get(id) ?? [])[0])
			.filter(
				(one) =>
					(state === 'all' || one.state === state) &&
					Number(one.updated_at ?? 0) >= since &&
					(!wanted || wanted.includes(textOf(one.language))),
			)
			.map((one) => documentOf(article, one, about, content === 'text' ? 'text' : 'markdown'));
	});
};

/** An article in each of its languages. */
function contentsOf(article: Json, spoken: string | undefined): Json[] {
	const language =
		textOf(article.default_locale) || (/\/([a-z]{2}(?:-[a-z]{2})?)\/articles\//i.exec(textOf(article.url))?.[1] ?? spoken ?? '');
	const translations = Object.entries(inner(article.translated_content)).filter(
		([locale, value]) => locale !== 'type' && locale !== language && typeof value === 'object' && value !== null,
	);
	return [{ ...article, language }, ...translations.map(([locale, value]) => ({ ...(value as Json), language: locale }))];
}

function documentOf({ id, tags }: Json, one: Json, about: Json, format: 'text' | 'markdown'): Json {
	const html = textOf(one.body);
	const names = inner(tags).tags;
	return {
		id: `${textOf(id)}-${textOf(one.language) || 'default'}`,
		article_id: textOf(id),
		language: textOf(one.language) || null,
		title: textOf(one.title),
		description: textOf(one.description),
		// Intercom's own Markdown where there is some
		content: format === 'text' ? toText(html) : textOf(one.body_markdown).trim() || toMarkdown(html),
		url: one.url ?? null,
		state: one.state ?? null,
		...about,
		tags: Array.isArray(names) ? names.map((tag) => textOf(inner(tag).name)) : [],
		author_id: one.author_id ?? null,
		created_at: iso(one.created_at),
		updated_at: iso(one.updated_at),
	};
}
