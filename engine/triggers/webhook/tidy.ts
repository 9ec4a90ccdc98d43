/** Notification -> output item, with the record always under `data`. */

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

/** The record of an item, unwrapped. */
export function recordOf(item: Json, family: Family): Json {
	const { record: key, model, idFrom, textId } = family;
	const record = key !== undefined && isObject(item[key]) ? item[key] : item;
	const internal = model && record[model.key];
	if (model && isObject(internal)) return { type: model.type, id: String(internal.id) };
	const id = record.id ?? (idFrom === undefined ? undefined : record[idFrom]);
	return id === undefined || id === null ? record : { ...record, id: textId && typeof id === 'number' ? String(id) : id };
}

/** What stands beside the record; lists as plain arrays. */
function besides(item: Json, { record, beside = {} }: Family): Json {
	// without a wrapper these keys are fields of the record
	if (record === undefined || !isObject(item[record])) return {};
	const present = Object.entries(beside).filter(([key]) => item[key] !== undefined && item[key] !== null);
	return Object.fromEntries(present.map(([key, name]) => [name, unwrapped(item[key])]));
}

const unwrapped = (value: unknown): unknown => (isObject(value) && value.type === 'list' && Array.isArray(value.data) ? value.data : value);
