/** What procedures need, without HTTP and without waiting: answers by endpoint, and a clock that waiting moves. */

import type { Json } from '../../intercom/json';
import type { Calls } from '../../procedures/procedure';
import type { Endpoint } from '../../intercom/client';
import { IntercomError } from '../../intercom/errors';

type Parts = Parameters<Calls['send']>[1];
export type Answers = Partial<Record<Endpoint, (parts: NonNullable<Parts>, count: number) => Json>>;

export interface Pretended extends Calls {
	/** `METHOD /path` with braces, in order. */
	asked: string[];
	bodies: unknown[];
	/** Milliseconds of every pause. */
	pauses: number[];
	/** Addresses of streams that were listened to. */
	streams: string[];
}

/** @param events of a stream; `undefined` is a pause of a second */
export function pretend(answers: Answers, { events = [] as Array<Json | undefined>, stopAfter = Infinity } = {}): Pretended {
	let clock = Date.parse('2026-03-04T05:06:07Z');
	const counts = new Map<string, number>();
	const pretended: Pretended = {
		asked: [],
		bodies: [],
		pauses: [],
		streams: [],
		memo: new Map(),
		once: async (_key, make) => await make(),
		list: async () => [],
		version: '2.16',
		credential: { kind: 'accessToken', region: 'us', host: 'api.intercom.io', clientSecret: false, finSigningSecret: false },
		askRegion: async () => await Promise.reject(refused('GET /me', 401)),
		send: async (endpoint, parts = {}) => {
			const count = (counts.get(endpoint) ?? 0) + 1;
			counts.set(endpoint, count);
			pretended.asked.push(endpoint);
			pretended.bodies.push(parts.body ?? parts.form);
			const answer = answers[endpoint];
			if (!answer) throw refused(endpoint, 404);
			return answer(parts, count);
		},
		now: () => clock,
		wait: async (ms) => {
			if (pretended.pauses.length >= stopAfter) throw new Error('The execution was cancelled');
			pretended.pauses.push(ms);
			clock += ms;
		},
		download: (request) => ({ request, begin: async () => await Promise.reject(refused(request, 404)) }),
		async *events(address, limitMs) {
			pretended.streams.push(address);
			const end = clock + limitMs;
			for (const event of events) {
				if (clock >= end) return;
				if (event) yield event;
				else clock += 1000;
			}
		},
	};
	return pretended;
}

export const refused = (request: string, status: number, message = 'no', code?: string): IntercomError =>
	new IntercomError('http', message, { request, status, errors: [{ message, code }] });
