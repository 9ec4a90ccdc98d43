/** Intercom's answers -> n8n items, simplified where asked, always linked to the item they come from. */

import type { IDataObject, INodeExecutionData, IPairedItemData } from 'n8n-workflow';
import { type Shape, shapes } from '../../catalog/shapes';
import type { Call } from './parameters';

type Json = Record<string, unknown>;

export function toItems(answer: unknown, call: Call, pairedItem: IPairedItemData | IPairedItemData[]): INodeExecutionData[] {
	const { plan: { operation }, values } = call;
	const records = (Array.isArray(answer) ? answer : [answer]).map(record);
	return records.map((json) => {
		const shaped = { ...simplifiedBy(json, call), ...(operation.echo ? missingFrom(json, values.path) : {}) };
		return { json: (operation.deletes ? { ...shaped, deleted: true } : shaped) as IDataObject, pairedItem };
	});
}

/** A record as the call wants it: simplified, or as it is. */
export function simplifiedBy(json: Json, { plan: { operation }, simplify }: Pick<Call, 'plan' | 'simplify'>): Json {
	return simplify && operation.simplify ? simplified(json, shapes[operation.simplify]) : json;
}

/** Values whose names the answer does not use itself. */
const missingFrom = (json: Json, more: Json): Json => Object.fromEntries(Object.entries(more).filter(([name]) => !(name in json)));

/** An answer without a body still says that it worked. */
const record = (answer: unknown): Json => (typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? (answer as Json) : { success: true });

function simplified(json: Json, { keep, dates }: Shape): Json {
	// a composite says first what it did
	const result: Json = 'outcome' in json ? { outcome: json.outcome } : {};
	for (const name of keep) {
		if (!(name in json)) continue;
		const value = json[name];
		result[name] = dates.includes(name) && typeof value === 'number' ? new Date(value * 1000).toISOString() : value;
	}
	return result;
}
