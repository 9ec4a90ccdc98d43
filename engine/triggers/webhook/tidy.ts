/** A notification -> the JSON of the item people work with: the record under `data`, always in the same place. */

import { type Family, familyOf } from '../../../catalog/triggers/topics';
import { isObject, type Json } from '../../../intercom/json';
import type { Notification } from './notification';

export interface Tidy extends Json {
	topic: string;
	notificationId: string | null;
	createdAt: string | null;
	workspaceId: string | null;
	attempt: number;
	data: Json;
}

export function tidy({ topic, id, createdAt, workspaceId, attempt, item }: Notification): Tidy {
	const family = familyOf(topic);
	return { topic, notificationId: id, createdAt, workspaceId, attempt, data: recordOf(item, family), ...besides(item, family) };
}

/** The record an item is about, taken out of its wrapper. */
export function recordOf(item: Json, family: Family): Json {
	const { record: key, model, idFrom, textId } = family;
	const record = key !== undefined && isObject(item[key]) ? item[key] : item;
	const internal = model && record[model.key];
	if (model && isObject(internal)) return { type: model.type, id: String(internal.id) };
	const id = record.id ?? (idFrom === undefined ? undefined : record[idFrom]);
	return id === undefined || id === null ? record : { ...record, id: textId && typeof id === 'number' ? String(id) : id };
}

/** Lists are given as plain arrays. */
function besides(item: Json, { record, beside = {} }: Family): Json {
	// an item without its wrapper has these keys, if at all, as fields of its own
	if (record === undefined || !isObject(item[record])) return {};
	const present = Object.entries(beside).filter(([key]) => item[key] !== undefined && item[key] !== null);
	return Object.fromEntries(present.map(([key, name]) => [name, unwrapped(item[key])]));
}

const unwrapped = (value: unknown): unknown => (isObject(value) && value.type === 'list' && Array.isArray(value.data) ? value.data : value);
