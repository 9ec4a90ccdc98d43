/** What a procedure can do, through the session of the execution. */

import { RECORD } from '../../intercom/answers';
import type { Json } from '../../intercom/json';
import type { ListRequest, Note } from '../../intercom/paging';
import type { Calls } from '../../procedures/procedure';
import type { Session } from '../session';
import type { Once } from './once';
import type { Call } from './parameters';

/** What procedures remember for the items that come later. */
export interface Memory {
	memo: Map<string, string>;
	once: Once;
}

/** Is told where a list could not be read to its end. */
export type Told = (note: Note) => void;

/** The requests of one item's procedure: in the version of its call, paced and retried like any other. */
export function callsFor({ version }: Call, session: Session, { memo, once }: Memory, told: Told): Calls {
	return {
		memo,
		once: async (key, make) => await once.ask(key, make),
		list: async (endpoint, { items = 'data', query, body, paging, pageSize = 50, undocumented, partial } = {}) => {
			const list: ListRequest = {
				request: { endpoint, version, query, ...(body ? { body, repeatable: true } : {}) },
				items,
				...(paging ? { paging: { kind: paging, pageSize, bareFirst: undocumented } } : {}),
			};
			return partial ? await session.readAll(list, told) : await session.readWhole(list);
		},
		version,
		credential: session.credential,
		askRegion: async (region) => await session.askRegion(region),
		send: async (endpoint, { holds = RECORD, ...parts } = {}) => (await session.send({ endpoint, version, ...parts, holds })).body as Json,
		now: Date.now,
		wait: async (ms) => await session.wait(ms),
		download: (endpoint, { path, query } = {}) => session.download({ endpoint, version, path, query }),
		events: (address, limitMs) => session.events(address, limitMs),
	};
}
