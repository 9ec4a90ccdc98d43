/**
 * Create or update of an article, recognised by an ID that the user keeps or by its exact title.
 *
 * Titles are looked up in the list of all articles, read once per execution: Intercom's search finds similar titles
 * too, and does not know an article yet that was made a moment ago.
 */

import { IntercomError } from '../intercom/errors';
import type { Json } from '../intercom/json';
import { rethrown } from '../intercom/rethrown';
import { type Calls, type Procedure, Refusal } from './procedure';

interface Known {
	id: string;
	/** IDs of the collections it stands in. */
	collections: string[];
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Old versions name one collection, new ones all. */
export const collectionsOf = ({ parent_id, parent_ids }: Json): string[] => [
	...new Set([text(parent_id), ...list(parent_ids).map(text)].filter((id) => id !== '')),
];

/** Outputs the article with `outcome`: `created` or `updated`. */
export const upsertArticle: Procedure = async ({ match_by, match_id, title, parent_id, author_id, state, ...data }, calls) => {
	const collection = text(parent_id);
	const known = match_by === 'id' ? text(match_id) : await withTitle(text(title), collection, calls);
	// a draft is what a new article begins as; what is published stays so
	const changes = { title, ...data, ...(state === 'published' ? { state } : {}) };
	const updated =
		known === ''
			? undefined
			: await update(
					known,
					{ ...changes, ...(collection ? { parent_id: collection, parent_type: 'collection' } : {}) },
					match_by === 'id',
					calls,
				);
	if (updated) return { outcome: 'updated', ...updated };
	const created = await calls.send('POST /articles', {
		body: { ...changes, state, author_id, ...(collection ? { parent_id: Number(collection), parent_type: 'collection' } : {}) },
	});
	// articles by ID do not need the list of titles
	if (match_by !== 'id') remember(await titles(calls), created, text(title), collection);
	return { outcome: 'created', ...created };
};

/** Undefined: it is gone, and whoever kept its ID gets a new one. */
async function update(id: string, body: Json, mayBeGone: boolean, { send }: Calls): Promise<Json | undefined> {
	try {
		return await send('PUT /articles/{article_id}', { path: { article_id: id }, body });
	} catch (error) {
		if (mayBeGone && error instanceof IntercomError && error.status === 404) return undefined;
		throw rethrown(error);
	}
}

const titles = async ({ once, list: all }: Calls): Promise<Map<string, Known[]>> =>
	await once('articles by title', async () => {
		const known = new Map<string, Known[]>();
		for (const article of await all('GET /articles', { paging: 'page', pageSize: 25, undocumented: true }))
			remember(known, article, text(article.title), '');
		return known;
	});

function remember(known: Map<string, Known[]>, article: Json, title: string, collection: string): void {
	const collections = [...new Set([...collectionsOf(article), ...(collection ? [collection] : [])])];
	known.set(title, [...(known.get(title) ?? []), { id: text(article.id), collections }]);
}

/** The ID of the one article with this title, or ''. */
async function withTitle(title: string, collection: string, calls: Calls): Promise<string> {
	const found = ((await titles(calls)).get(title) ?? []).filter(({ collections }) => collection === '' || collections.includes(collection));
	if (found.length <= 1) return found[0]?.id ?? '';
	throw new Refusal(
		`${found.length} articles have the title "${title}"${collection ? ' in this collection' : ''}`,
		`Choose a collection, or match by article ID: ${found.map(({ id }) => id).join(', ')}.`,
	);
}
