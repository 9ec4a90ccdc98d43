/** Some other server that an example speaks with: a chat, a model, a shop, a warehouse. */

import fastify from 'fastify';

export interface Received {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: Record<string, string | string[] | undefined>;
	/** Parsed JSON, or the text that was none; undefined where nothing was sent. */
	body: unknown;
}

export interface Given {
	status?: number;
	/** Bytes go out as they are, everything else as JSON. */
	body?: unknown;
	headers?: Record<string, string>;
}

export interface Server {
	url: string;
	received: Received[];
	/** May be exchanged; every test begins with the usual one. */
	answer: (request: Received) => Given;
}

/** For the tests of a file: `const shop = useServer(() => ...)` at the top. */
export function useServer(usual: (request: Received) => Given = () => ({})): Server {
	const server = { received: [] as Received[], answer: usual } as Server;
	const app = fastify({ forceCloseConnections: true, bodyLimit: 50_000_000 });
	beforeAll(async () => {
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
		app.all('/*', async ({ method, url, headers, query, body }, reply) => {
			const request: Received = { method, path: url.split('?')[0], query: query as Received['query'], headers, body: parsed(body) };
			server.received.push(request);
			const { status = 200, body: answer = {}, headers: more = {} } = server.answer(request);
			const isFile = Buffer.isBuffer(answer);
			return await reply
				.status(status)
				.headers({ 'content-type': isFile ? 'application/octet-stream' : 'application/json', ...more })
				.send(isFile ? answer : JSON.stringify(answer));
		});
		server.url = await app.listen({ host: '127.0.0.1', port: 0 });
	});
	beforeEach(() => {
		server.received.length = 0;
		server.answer = usual;
	});
	afterAll(async () => await app.close());
	return server;
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string' || body === '') return undefined;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
