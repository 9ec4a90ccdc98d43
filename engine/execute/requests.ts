/** Values of one item (or of a batch of items) -> the request to Intercom. */

import type { Operation } from '../../catalog/language/types';
import { RECORD } from '../../intercom/answers';
import type { Endpoint, IntercomRequest } from '../../intercom/client';
import type { Json } from '../../intercom/json';
import type { ListRequest } from '../../intercom/paging';
import { IN_PARALLEL } from '../../catalog/language/fields';
import { dictionary } from '../convert/json';
import { endpoints } from '../plan';
import type { Call } from './parameters';

/** `{ 'job.id': 1 }` -> `{ job: { id: 1 } }` */
export function nested(flat: Json): Json {
	const result: Json = dictionary();
	for (const [wire, value] of Object.entries(flat)) {
		const names = wire.split('.');
		const last = names.pop() as string;
		let place = result;
		for (const name of names) place = (place[name] ??= dictionary()) as Json;
		place[last] = isPlain(value) ? { ...value } : value;
	}
	return result;
}

const isPlain = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list in an address is one text with commas; an empty one says nothing. */
const withCommas = (values: Json): Json =>
	Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) =>
			!Array.isArray(value) ? [[name, value]] : value.length ? [[name, value.join(',')]] : [],
		),
	);

const unlessEmpty = (values: Json): Json | undefined => (Object.keys(values).length ? values : undefined);

const isGet = (endpoint: Endpoint): boolean => endpoint.startsWith('GET ');

/** The request of a plain row. */
export function toRequest({ plan: { operation }, values, version }: Call): IntercomRequest {
	const [endpoint] = endpoints(operation);
	const { constants: fixed } = operation;
	return {
		endpoint,
		version,
		path: asTexts(values.path),
		query: unlessEmpty(withCommas(isGet(endpoint) ? { ...fixed, ...values.query } : values.query)),
		...(operation.multipart ? { form: nested({ ...fixed, ...values.body }) as IntercomRequest['form'] } : {}),
		body:
			!isGet(endpoint) && !operation.multipart && (operation.body || operation.constants)
				? nested({ ...fixed, ...values.body })
				: undefined,
		...resending(operation),
	};
}

/** What a row says about its answer, and about sending its request again. */
const resending = ({ repeatable, removes, holds = RECORD }: Operation): Pick<IntercomRequest, 'repeatable' | 'removes' | 'holds'> => ({
	...(repeatable === undefined ? {} : { repeatable }),
	...(removes ? { removes } : {}),
	holds,
});

/** The list behind a row that has `list`. */
export function toListRequest(call: Call): ListRequest {
	const { items, join, textsAs, paging, pageSize, undocumented, beyond } = call.plan.operation.list ?? { items: 'data' };
	const request = toRequest(call);
	const spans = spansOf(call, request);
	return {
		request,
		...(spans ? { spans } : {}),
		items,
		...(textsAs ? { textsAs } : {}),
		...(join ? { join } : {}),
		limit: call.limit,
		...(beyond
			? {
					beyond: {
						reach: beyond.reach,
						keeps: beyond.keeps,
						list: { request: { endpoint: beyond.scroll, version: call.version }, items, paging: { kind: 'scroll', pageSize: 100 } },
					},
				}
			: {}),
		...(paging ? { paging: { kind: paging, pageSize: pageSize ?? 50, bareFirst: undocumented } } : {}),
	};
}

/** What a search is cut by: where people say so, or nothing changes in its order; never against the order they want. */
function spansOf({ plan, aside }: Call, { body }: IntercomRequest): ListRequest['spans'] {
	const by = plan.operation.list?.spans;
	const sort = (body as Json | undefined)?.sort as { field?: unknown; order?: unknown } | undefined;
	const isWanted = aside[IN_PARALLEL] ?? sort?.field === by;
	return by !== undefined && isWanted === true && (sort?.field ?? by) === by ? { by, ascending: sort?.order === 'ascending' } : undefined;
}

/** One request for many calls of a row that has `batch`. */
export function toBatchRequest(calls: Call[]): IntercomRequest {
	const [{ plan, values, version }] = calls;
	const { into } = plan.operation.batch ?? { into: 'items' };
	return {
		endpoint: endpoints(plan.operation)[0] as Endpoint,
		version,
		body: { ...nested({ ...plan.operation.constants, ...values.shared }), [into]: calls.map((call) => nested(call.values.body)) },
		...resending(plan.operation),
	};
}

const asTexts = (values: Json): Record<string, string> =>
	Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
