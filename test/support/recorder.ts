/** An HTTP server that agrees with everything and remembers what it was asked: the wire as Intercom would see it. */

import fastify from 'fastify';
import { wait } from '../../scripts/machine';

export interface Recorded {
	method: string;
	/** As it came, still encoded, without the query. */
	path: string;
	query: Record<string, string>;
	/** Parsed JSON, or the parts of a form by name (files as `{ name, type, data }`, data as base64); undefined where nothing was sent. */
	body: unknown;
	version: string | undefined;
	headers: Record<string, string | string[] | undefined>;
}

export interface Reply {
	status?: number;
	/** JSON, unless it is text. */
	body?: unknown;
	headers?: Record<string, string>;
	/** The connection is cut instead of an answer. */
	cut?: boolean;
	/** A good answer that begins at once and never ends: a blank every so many milliseconds. */
	dripMs?: number;
	/** The answer comes after so many milliseconds. */
	afterMs?: number;
}

export interface Recorder {
	url: string;
	requests: Recorded[];
	/** What is answered; may be exchanged, `reset` brings the usual one back. */
	answer: (request: Recorded) => Reply;
	reset: () => void;
	close: () => Promise<void>;
}

/** For the tests of a file, empty before each of them: `const recorder = useRecorder(() => ...)` at the top. */
export function useRecorder(usual: (request: Recorded) => Reply = () => ({})): Recorder {
	const recorder = recorderOf(usual);
	beforeAll(async () => await listen(recorder));
	beforeEach(() => recorder.reset());
	afterAll(async () => await recorder.close?.());
	return recorder;
}

/** Outside tests. */
export async function startRecorder(usual: (request: Recorded) => Reply = () => ({})): Promise<Recorder> {
	const recorder = recorderOf(usual);
	await listen(recorder);
	return recorder;
}

function recorderOf(usual: (request: Recorded) => Reply): Recorder {
	const recorder = { requests: [] as Recorded[], answer: usual } as Recorder;
	recorder.reset = () => {
		recorder.requests.length = 0;
		recorder.answer = usual;
	};
	return recorder;
}

async function listen(recorder: Recorder): Promise<void> {
	const app = fastify({ forceCloseConnections: true, bodyLimit: 20_000_000, routerOptions: { maxParamLength: 5000 } });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
	app.all('/*', async ({ method, raw, headers, body }, reply) => {
		const [path, query = ''] = (raw.url ?? '').split('?');
		const recorded: Recorded = {
			method,
			path,
			query: Object.fromEntries(new URLSearchParams(query)),
			body: await contentOf(body, headers['content-type']),
			version: [headers['intercom-version']].flat()[0],
			headers,
		};
		recorder.requests.push(recorded);
		const { status = 200, body: answer = {}, headers: more = {}, cut, dripMs, afterMs } = recorder.answer(recorded);
		if (afterMs) await wait(afterMs);
		if (cut) {
			reply.hijack();
			raw.socket.destroy();
			return reply;
		}
		if (dripMs) {
			reply.hijack();
			void drip(reply.raw.writeHead(200, { 'content-type': 'application/json' }), dripMs);
			return reply;
		}
		const isText = typeof answer === 'string';
		return await reply
			.status(status)
			.headers({ 'content-type': isText ? 'text/plain' : 'application/json', ...more })
			.send(isText ? answer : JSON.stringify(answer));
	});
	recorder.url = await app.listen({ host: '127.0.0.1', port: 0 });
	recorder.close = async () => await app.close();
}

async function drip(answer: { destroyed: boolean; write: (text: string) => unknown }, ms: number): Promise<void> {
	for (; !answer.destroyed; await wait(ms)) answer.write(' ');
}

async function contentOf(body: unknown, type = ''): Promise<unknown> {
	if (!Buffer.isBuffer(body) || body.length === 0) return undefined;
	if (!type.startsWith('multipart/')) return JSON.parse(body.toString('utf8')) as unknown;
	const parts: Record<string, unknown> = {};
	for (const [name, part] of await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()) {
		parts[name] =
			typeof part === 'string'
				? part
				: { name: part.name, type: part.type, data: Buffer.from(await part.arrayBuffer()).toString('base64') };
	}
	return parts;
}
