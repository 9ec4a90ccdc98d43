/**
 * Counts what really goes over the wire: Node itself tells of every HTTP request that this process makes.
 * So the numbers are the same kind for the simulator and for Intercom, and nobody between had a say in them.
 */
import { process } from '../machine.js';

export interface Traffic {
	requests: number;
	/** Answered with 429: the rate limit was overrun. */
	refused: number;
	/** Requests under way at the same time, at most. */
	mostAtOnce: number;
	/** From sending to answer, all requests added up. */
	answerMs: number;
	/** Stops counting. */
	stop: () => void;
}

interface Message {
	request: { getHeader: (name: string) => unknown };
	response?: { statusCode?: number };
}

/** Counts the requests to the host of this address from now on. */
export function countTraffic(baseUrl: string): Traffic {
	const { host } = new URL(baseUrl);
	const channels = process.getBuiltinModule('node:diagnostics_channel');
	const underWay = new Map<object, number>();

	const onStart = (message: unknown): void => {
		const { request } = message as Message;
		if (request.getHeader('host') !== host) return;
		traffic.requests++;
		underWay.set(request, Date.now());
		traffic.mostAtOnce = Math.max(traffic.mostAtOnce, underWay.size);
	};
	const onEnd = (message: unknown): void => {
		const { request, response } = message as Message;
		const begin = underWay.get(request);
		if (begin === undefined) return;
		underWay.delete(request);
		traffic.answerMs += Date.now() - begin;
		if (response?.statusCode === 429) traffic.refused++;
	};

	const subscriptions = [
		['http.client.request.start', onStart],
		['http.client.response.finish', onEnd],
		['http.client.request.error', onEnd],
	] as const;
	for (const [channel, listener] of subscriptions) channels.subscribe(channel, listener);
	const traffic: Traffic = {
		requests: 0,
		refused: 0,
		mostAtOnce: 0,
		answerMs: 0,
		stop: () => subscriptions.forEach(([channel, listener]) => channels.unsubscribe(channel, listener)),
	};
	return traffic;
}
