/** "From List": the records of one kind, a page at a time, searched on Intercom's side where it can. */

import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { entities, type Entity, type EntityId } from '../../catalog/entities';
import type { ListRequest } from '../../intercom/paging';
import { STABLE_VERSION } from '../../intercom/versions';
import { BadValue } from '../execute/values';
import type { Session } from '../session';
import { ask } from './ask';
import { chosen } from './chosen';

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
	const path = list.of ? { [list.of.brace]: await chosen(panel, session, list.of.entity) } : undefined;
	return {
		request: { endpoint: list.request, version: list.since ?? STABLE_VERSION, path, body: list.body, query: list.query, repeatable: true },
		items: list.items,
		...(list.paging ? { paging: { kind: list.paging, pageSize: PAGE_SIZE, bareFirst: list.undocumented } } : {}),
	};
}

const entryOf = ({ list }: Entity, item: Record<string, unknown>): INodeListSearchItems => ({ name: list?.title(item) ?? '', value: String(item[list?.idKey ?? 'id']) });
