/**
 * Contacts as a server of somebody else might keep them: a search that looks at case or does not, answers in any order, slow
 * look-ups. Written by hand from Intercom's API description, without a line of the simulator.
 */

import fastify from 'fastify';
import { wait } from '../../scripts/machine';
import type { Item } from '../../scripts/host';
import { useHost } from '../support/host';

type Json = Record<string, unknown>;

export interface Asked {
	method: string;
	path: string;
	query: Record<string, string>;
	body: Json;
	/** It was answered. */
	done?: boolean;
}

export interface Answer {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	/** Milliseconds until it is sent. */
	after?: number;
}

export const notFound = (code = 'not_found', message = 'Not Found'): Answer => ({
	status: 404,
	body: { type: 'error.list', request_id: 'r-1', errors: [{ code, message }] },
});
export const fault = (status: number): Answer => ({
	status,
	body: { type: 'error.list', request_id: 'r-2', errors: [{ code: 'server_error', message: 'Something went wrong' }] },
});
export const list = (data: Json[], key = 'data'): Answer => ({
	body: { type: 'list', [key]: data, total_count: data.length, pages: { type: 'pages', page: 1, per_page: 50, total_pages: 1 } },
});

/** For the tests of a file; each says in `world.answer` what is answered. */
export function useServer() {
	const host = useHost();
	const world = { asked: [] as Asked[], answer: (() => ({})) as (asked: Asked) => Answer };
	const app = fastify({ forceCloseConnections: true });
	let url = '';
	beforeAll(async () => {
		app.all('/*', async (request, reply) => {
			const asked: Asked = {
				method: request.method,
				path: decodeURIComponent(request.url.split('?')[0]),
				query: request.query as Record<string, string>,
				body: (request.body ?? {}) as Json,
			};
			world.asked.push(asked);
			const { status = 200, body = {}, headers = {}, after = 0 } = world.answer(asked);
			if (after) await wait(after);
			asked.done = true;
			return await reply
				.status(status)
				.headers({ 'content-type': 'application/json', ...headers })
				.send(JSON.stringify(body));
		});
		url = await app.listen({ host: '127.0.0.1', port: 0 });
	});
	beforeEach(() => {
		world.asked.length = 0;
		world.answer = () => ({});
	});
	afterAll(async () => await app.close());
	return {
		world,
		/** Runs `contact: update` and the like over the items, ten at once, going on after failures. */
		run: async (what: string, parameters: Json, items: Json[] = [{}], more: Json = {}) => {
			const [resource, operation] = what.split(': ');
			const { outputs, json, error, hints } = await host.runNode({
				type: 'n8n-nodes-intercom.intercom',
				parameters: { resource, operation, ...parameters } as never,
				items: items as Item[],
				credentials: { intercomAccessTokenApi: { accessToken: 'own-token', region: 'custom', baseUrl: url } },
				onError: 'continueRegularOutput',
				...more,
			} as never);
			return { outputs, json: json as Json[], error, hints };
		},
		/** `METHOD /path` of the requests that change something, in the order in which they came. */
		writes: () =>
			world.asked
				.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search'))
				.map(({ method, path }) => `${method} ${path}`),
		reads: () =>
			world.asked.filter(({ method, path }) => method === 'GET' || path.endsWith('/search')).map(({ method, path }) => `${method} ${path}`),
	};
}
