/** Dry Run: the request that would change something comes out of the node instead. */

import type { IDataObject, INodeExecutionData, IPairedItemData } from 'n8n-workflow';
import type { IntercomRequest } from '../../intercom/client';
import { isReading, toWire } from '../../intercom/request';
import type { Call } from '../execute/parameters';

/** A request that was not sent. */
export class Unsent extends Error {
	override name = 'Unsent';

	constructor(readonly request: IntercomRequest) {
		super('This is a dry run: nothing was sent');
	}
}

/** Rejects requests that would change something. Throws `Unsent`. */
export function requireReading(request: IntercomRequest): void {
	if (!isReading(request.endpoint)) throw new Unsent(request);
}

/** The item that takes the place of the answer. Throws where an identifier cannot be part of an address, as sending would. */
export function unsentItem(
	{ request }: Unsent,
	{ plan: { operation } }: Call,
	pairedItem: IPairedItemData | IPairedItemData[],
): INodeExecutionData {
	const { endpoint, query, body, form } = request;
	const { method, url } = toWire('', request);
	const sent = body ?? form;
	const json = {
		dryRun: true,
		action: operation.action,
		method,
		path: url,
		...(query ? { query } : {}),
		...(sent === undefined ? {} : { body: withoutFiles(sent) }),
		...(operation.procedure || endpointsOf(operation.request).every((one) => one !== endpoint)
			? { further: 'What follows depends on the answer to this request' }
			: {}),
	};
	return { json: json as unknown as IDataObject, pairedItem };
}

const endpointsOf = (request: Call['plan']['operation']['request']): readonly string[] =>
	typeof request === 'string' ? [request] : request;

/** Files by their size; nobody reads their content here. */
function withoutFiles(value: unknown, name = ''): unknown {
	if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
	if (typeof value === 'string' && name === 'data' && value.length > LONGEST_DATA) return `${value.length} characters of base64`;
	if (Array.isArray(value)) return value.map((entry) => withoutFiles(entry));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutFiles(entry, key)]));
}
const LONGEST_DATA = 200;
