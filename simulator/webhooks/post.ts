/** One HTTP request to an app's address. */
import { type Dispatcher, request } from 'undici';

export interface Attempt {
	/** Milliseconds since 1970 by the simulator's clock. */
	at: number;
	/** 0 where there was no answer. */
	status: number;
	/** Beginning of the answer, or why there was none. */
	answer: string;
	/** How long it took. */
	ms: number;
}

export interface Post {
	url: string;
	method: 'HEAD' | 'POST';
	headers?: Record<string, string>;
	body?: string;
	timeoutMs: number;
}

export async function send({ url, method, headers = {}, body, timeoutMs }: Post, dispatcher: Dispatcher): Promise<Omit<Attempt, 'at'>> {
	const begin = performance.now();
	const took = () => Math.round(performance.now() - begin);
	try {
		const response = await request(url, {
			method,
			dispatcher,
			headers: {
				'User-Agent': 'intercom-parrot-service-client/1.0',
				...(body !== undefined && { 'Content-Type': 'application/json' }),
				...headers,
			},
			body,
			signal: AbortSignal.timeout(timeoutMs),
		});
		const text = await response.body.text();
		return { status: response.statusCode, answer: text.slice(0, 500), ms: took() };
	} catch (error) {
		return { status: 0, answer: (error as Error).name === 'TimeoutError' ? 'timeout' : (error as Error).message, ms: took() };
	}
}
