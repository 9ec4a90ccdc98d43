/**
 * Fetches the full object of an event before the workflow starts: events hold only the new part of a conversation.
 *
 * Intercom waits five seconds for an answer, and n8n answers when the workflow starts, so fetching may take three. If it fails, the event
 * goes on without the object and says why.
 */

import type { IWebhookFunctions } from 'n8n-workflow';
import { eventOf, type Family, familyOf } from '../../../catalog/triggers/topics';
import { RECORD } from '../../../intercom/answers';
import { IntercomError } from '../../../intercom/errors';
import { isObject, type Json } from '../../../intercom/json';
import { STABLE_VERSION } from '../../../intercom/versions';
import { Session, sleep } from '../../session';
import type { Notification } from './notification';
import { recordOf } from './tidy';

export const MOST_MS = 3000;

/** Intercom returns the newest 500 parts of a conversation (docs/intercom-behavior.md#newest-parts). */
const MOST_PARTS = 500;

/** What to add to the output: `fullObject`, or `fetchError`; nothing if the event has no object. */
export async function fullObjectOf(host: IWebhookFunctions, { topic, item }: Notification): Promise<Json> {
	const family = familyOf(topic);
	const { fetch } = family;
	const record = recordOf(item, family);
	const id = fetch && record[fetch.id];
	if (!fetch || eventOf(topic)?.gone || !['string', 'number'].includes(typeof id) || id === '') return {};
	try {
		const fullObject = await inTime(async (signal) => {
			const session = await Session.open(host, host.getNodeParameter('authentication', 'accessToken'), MOST_MS, { signal, urgent: true });
			return (await session.send({ endpoint: fetch.endpoint, version: STABLE_VERSION, path: { [fetch.param]: String(id) }, holds: RECORD }))
				.body;
		});
		return { fullObject, ...truncation(fullObject, family) };
	} catch (error) {
		return { fullObject: null, fetchError: explained(error) };
	}
}

class TooSlow extends Error {}

/** Rejects with `TooSlow`, and aborts the request. */
async function inTime<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const stop = new AbortController();
	const limit = async (): Promise<never> => {
		await sleep(MOST_MS, stop.signal);
		throw new TooSlow();
	};
	try {
		return await Promise.race([task(stop.signal), limit()]);
	} finally {
		stop.abort();
	}
}

/** Whether a thread has more parts than Intercom returned. */
function truncation(object: unknown, { parts: list }: Family): Json {
	if (!list || !isObject(object) || !isObject(object[list])) return {};
	const given = partsOf(object, list).length;
	const counts = [isObject(object.statistics) ? object.statistics.count_conversation_parts : undefined, object[list].total_count];
	const total = Math.max(given, ...counts.filter((count) => typeof count === 'number'));
	return given < total || given >= MOST_PARTS ? { truncated: true, partsGiven: given, partsInAll: total } : { truncated: false };
}

function explained(error: unknown): Json {
	if (error instanceof TooSlow) return { message: `Intercom did not answer within ${MOST_MS / 1000} seconds` };
	if (!(error instanceof IntercomError)) return { message: 'The object could not be fetched' };
	const { status, code } = error;
	return { message: error.message, ...(status === undefined ? {} : { status }), ...(code === undefined ? {} : { code }) };
}

/** `{ conversation_parts: { conversation_parts: [...] } }` */
function partsOf(holder: Json, list: string): Json[] {
	const outer = holder[list];
	const inner = isObject(outer) ? outer[list] : undefined;
	return Array.isArray(inner) ? inner.filter(isObject) : [];
}
