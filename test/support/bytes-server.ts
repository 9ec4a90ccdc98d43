/** An HTTP server whose answers are bytes, cut or held back where a test wants it. */

import { http } from '../../scripts/machine.js';

export interface Asked {
	method: string;
	/** With the query. */
	url: string;
	headers: Record<string, string | string[] | undefined>;
}

export interface Bytes {
	status?: number;
	headers?: Record<string, string>;
	/** JSON, unless it is text or bytes. */
	body?: unknown;
	/** The connection is cut after this many bytes of the body; 0 is before the answer begins. */
	cutAfter?: number;
	/** So many bytes of the body come, and then nothing. */
	stallAfter?: number;
}

export interface BytesServer {
	url: string;
	host: string;
	asked: Asked[];
	/** The answer to the nth request for this path, from 1. */
	answer: (path: string, nth: number, asked: Asked) => Bytes;
}

/** For the tests of a file, empty before each of them. */
export function useBytes(): BytesServer {
	const server = { asked: [] as Asked[] } as BytesServer;
	const counts = new Map<string, number>();
	const listener = http.createServer((request, response) => {
		const asked = { method: request.method ?? '', url: request.url ?? '', headers: request.headers };
		const [path] = asked.url.split('?');
		counts.set(path, (counts.get(path) ?? 0) + 1);
		server.asked.push(asked);
		request.resume();
		const { status = 200, headers = {}, body = '', cutAfter, stallAfter } = server.answer(path, counts.get(path) ?? 0, asked);
		const isJson = typeof body !== 'string' && !Buffer.isBuffer(body);
		const bytes = isJson ? Buffer.from(JSON.stringify(body)) : Buffer.from(body);
		if (cutAfter === 0) return void request.socket.destroy();
		response.writeHead(status, {
			...(isJson ? { 'content-type': 'application/json' } : {}),
			'content-length': String(bytes.length),
			...headers,
		});
		const until = cutAfter ?? stallAfter;
		if (until === undefined) return void response.end(bytes);
		response.write(bytes.subarray(0, until), () => {
			if (cutAfter !== undefined) request.socket.destroy();
		});
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => void listener.listen(0, '127.0.0.1', resolve));
		server.host = `127.0.0.1:${(listener.address() as { port: number }).port}`;
		server.url = `http://${server.host}`;
	});
	beforeEach(() => {
		server.asked.length = 0;
		counts.clear();
	});
	afterAll(async () => {
		listener.closeAllConnections();
		await new Promise((resolve) => void listener.close(resolve));
	});
	return server;
}
