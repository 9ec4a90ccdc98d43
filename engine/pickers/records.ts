/** "From List": the records of one kind, a page at a time, searched on Intercom's side where it can. */

import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { entities, type Entity, type EntityId } from '../../catalog/records/entities';
import type { Json } from '../../intercom/json';
import { rethrown } from '../../intercom/rethrown';
import type { ListRequest } from '../../intercom/paging';
import { STABLE_VERSION } from '../../intercom/versions';
import { BadValue } from '../convert/refusal';
import type { Session } from '../session';
import { byName } from '../words';
import { withSession } from './ask';
import { chosenId } from './chosen';
import { notice } from './notice';

/** Entries per page of a panel's list. */
const PAGE_SIZE = 50;
/** n8n asks for more when people come to the end of what is shown: where nothing is shown, we go on ourselves, this many pages. */
const MOST_PAGES = 20;

export function records(to: EntityId) {
	const entity = entities[to];
	return async function (this: ILoadOptionsFunctions, filter?: string, paginationToken?: unknown): Promise<INodeListSearchResult> {
		return await withSession(this, async (session) => {
			const text = filter?.trim() ?? '';
			const list = await listOf(this, session, entity, text);
			const searchedHere = text !== '' && !entity.list?.search;
			let token = typeof paginationToken === 'string' && paginationToken ? paginationToken : undefined;
			for (let pages = 1; ; pages++) {
				const { items, next } = await session.readPage(list, token);
				const entries = (await entriesOf(this, session, entity, items)).map((item) => entryOf(entity, item));
				const results = searchedHere ? entries.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())) : entries;
				if (results.length || !next || pages >= MOST_PAGES) return { results, ...(next ? { paginationToken: next } : {}) };
				token = next;
			}
		});
	};
}

/** Entries that several can be chosen of, at most this many. */
const MOST_OPTIONS = 1000;

/** All records of one kind, for a list in which several can be chosen. */
export function recordOptions(to: EntityId) {
	const entity = entities[to];
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await withSession(this, async (session) => {
			const { items, missing } = await firstOf(session, await listOf(this, session, entity, ''));
			const entries = (await entriesOf(this, session, entity, items)).map((item) => entryOf(entity, item));
			const options = [...new Map(entries.map(({ name, value }) => [value, { name, value }])).values()];
			return [
				...(missing === undefined ? [] : [notice('(Not All Are Shown)', missing, this.getNode(), '')]),
				...options.sort(byName(({ name }) => name)),
			];
		});
	};
}

/** The first records of a list, page by page, and why it is not all of them: words, or what a later page was refused with. */
async function firstOf(session: Session, list: ListRequest): Promise<{ items: Json[]; missing?: unknown }> {
	const items: Json[] = [];
	let token: string | undefined;
	do {
		try {
			const page = await session.readPage(list, token);
			items.push(...page.items);
			token = page.next;
		} catch (error) {
			// the pages before are of use all the same
			if (token === undefined) throw rethrown(error);
			return { items, missing: error };
		}
		if (token !== undefined && items.length >= MOST_OPTIONS)
			return { items, missing: `These are the first ${items.length}. Give others by their IDs, with an expression.` };
	} while (token !== undefined);
	return { items };
}

/** What can be chosen of an answer: entries with an ID, or those of the one entry that is chosen elsewhere. */
async function entriesOf(panel: ILoadOptionsFunctions, session: Session, { list }: Entity, items: Json[]): Promise<Json[]> {
	if (!list?.part) return items.filter((item) => item[list?.idKey ?? 'id'] !== undefined);
	const { entity, items: key } = list.part;
	const id = await chosenId(panel, session, entity);
	const entries = items.find((item) => String(item.id) === id)?.[key];
	return Array.isArray(entries) ? (entries as Json[]) : [];
}

async function listOf(panel: ILoadOptionsFunctions, session: Session, { list }: Entity, text: string): Promise<ListRequest> {
	if (!list) throw new BadValue('From List', 'is not available for this kind of record');
	if (text && list.search) {
		const { request, since, paging, undocumented, items, body, query } = list.search;
		return {
			request: {
				endpoint: request,
				version: since ?? STABLE_VERSION,
				...(body ? { body: body(text) } : {}),
				...(query ? { query: query(text) } : {}),
				repeatable: true,
			},
			items: items ?? list.items,
			paging: { kind: paging, pageSize: PAGE_SIZE, bareFirst: undocumented },
		};
	}
	const path = list.of ? { [list.of.brace]: await chosenId(panel, session, list.of.entity) } : undefined;
	return {
		request: { endpoint: list.request, version: list.since ?? STABLE_VERSION, path, body: list.body, query: list.query, repeatable: true },
		items: list.items,
		textsAs: list.textsAs,
		...(list.paging ? { paging: { kind: list.paging, pageSize: list.pageSize ?? PAGE_SIZE, bareFirst: list.undocumented } } : {}),
	};
}

const entryOf = ({ list }: Entity, item: Record<string, unknown>): INodeListSearchItems => ({
	name: list?.title(item) ?? '',
	value: String(item[list?.idKey ?? 'id']),
});
