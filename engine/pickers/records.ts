/** "From List": the records of one kind, a page at a time, searched on Intercom's side where it can. */

import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { entities, type Entity, type EntityId } from '../../catalog/entities';
import type { ListRequest } from '../../intercom/paging';
import { STABLE_VERSION } from '../../intercom/versions';
import { Lookups } from '../execute/lookups';
import { BadValue, located } from '../execute/values';
import { paramOf } from '../plan';
import type { Session } from '../session';
import { ask } from './ask';

/** Entries per page of a panel's list. */
const PAGE_SIZE = 50;

export function records(to: EntityId) {
	const entity = entities[to];
	return async function (this: ILoadOptionsFunctions, filter?: string, paginationToken?: unknown): Promise<INodeListSearchResult> {
		return await ask(this, async (session) => {
			const text = filter?.trim() ?? '';
			const list = await listOf(this, session, entity, text);
			const { items, next } = await session.readPage(list, typeof paginationToken === 'string' && paginationToken ? paginationToken : undefined);
			const results = items.map((item) => entryOf(entity, item));
			const searchedHere = text !== '' && !entity.list?.search;
			return { results: searchedHere ? results.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())) : results, ...(next ? { paginationToken: next } : {}) };
		});
	};
}

async function listOf(panel: ILoadOptionsFunctions, session: Session, { list }: Entity, text: string): Promise<ListRequest> {
	if (!list) throw new BadValue('From List', 'is not available for this kind of record');
	if (text && list.search) {
		const { request, since, paging, body } = list.search;
		return { request: { endpoint: request, version: since ?? STABLE_VERSION, body: body(text), repeatable: true }, items: list.items, paging: { kind: paging, pageSize: PAGE_SIZE } };
	}
	const path = list.of ? { [list.of.brace]: await ownerOf(panel, session, list.of.entity) } : undefined;
	return {
		request: { endpoint: list.request, version: list.since ?? STABLE_VERSION, path, body: list.body, query: list.query, repeatable: true },
		items: list.items,
		...(list.paging ? { paging: { kind: list.paging, pageSize: PAGE_SIZE, bareFirst: list.undocumented } } : {}),
	};
}

/** The record chosen in another parameter, whose list this is. */
async function ownerOf(panel: ILoadOptionsFunctions, session: Session, owner: EntityId): Promise<string> {
	const { name, url } = entities[owner];
	const field = { kind: 'ref', to: owner } as const;
	const chosen = located(panel.getCurrentNodeParameter(paramOf('id', field)), name, url && { pattern: url.pattern, name });
	if (!chosen) throw new BadValue(name, 'has to be chosen first');
	if (chosen.mode === 'id') return chosen.value;
	return String(await new Lookups(session).resolve({ slot: { wire: 'id', field, where: 'path', param: '', label: name, place: 'top' }, located: chosen, create: false }));
}

const entryOf = ({ list }: Entity, item: Record<string, unknown>): INodeListSearchItems => ({ name: list?.title(item) ?? '', value: String(item[list?.idKey ?? 'id']) });
