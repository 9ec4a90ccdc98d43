/** Long texts, shortened for a model. */

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** Every text of the items has at most `most` characters, and says how many are missing; 0: they stay as they are. */
export const shortened = (items: INodeExecutionData[], most: number): INodeExecutionData[] =>
	most > 0 ? items.map((item) => ({ ...item, json: within(item.json, most) as IDataObject })) : items;

function within(value: unknown, most: number): unknown {
	if (typeof value === 'string')
		return value.length > most ? `${cut(value, most)} [shortened: ${value.length - cut(value, most).length} more characters]` : value;
	if (Array.isArray(value)) return value.map((entry) => within(entry, most));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, within(entry, most)]));
}

/** Never between the two halves of a character. */
const cut = (text: string, most: number): string => text.slice(0, /[\ud800-\udbff]/.test(text[most - 1]) ? most - 1 : most);
