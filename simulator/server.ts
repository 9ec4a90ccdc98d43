/** HTTP around the workspace: one way for every request, whatever it asks for. */
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { wait } from '../scripts/machine.js';
import type { Agenda } from './agenda';
import type { Clock } from './clock';
import { authenticate, permit } from './manners/auth';
import { check, checkBody, parseBody } from './manners/check';
import { broken, errorList, notFound, Refusal, tooMany } from './manners/errors';
import type { FaultFinder } from './manners/faults';
import { parseMultipart } from './manners/multipart';
import type { RateWindow } from './manners/rate-window';
import { Answer, type Route } from './manners/route';
import { requireVersion, versionOf } from './manners/versions';
import { redact, type RequestRecord } from './requests';
import type { Fault, Settings } from './settings';
import type { Workspace } from './workspace';

export interface Stage {
	token: string;
	workspace: Workspace;
	settings: Settings;
	clock: Clock;
	agenda: Agenda;
	window: RateWindow;
	faults: FaultFinder;
	requests: RequestRecord[];
}

const LARGEST_FORM = 100 * 1024 * 1024;

/** What goes out: a status (0 is a cut connection), a body and headers. */
interface Outcome {
	status: number;
	text: string;
	/** In place of the text. */
	stream?: ReadableStream<Uint8Array>;
	headers?: Record<string, string>;
}

/** A server with these routes; it does not listen yet. */
export function createServer(stage: Stage, routes: Route[]): FastifyInstance {
	const app = fastify({
		forceCloseConnections: true,
		bodyLimit: 20_000_000,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 2000, ignoreTrailingSlash: true },
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
	for (const route of routes) {
		app.route({
			method: route.method,
			url: route.path.replace(/\{(\w+)\}/g, ':$1'),
			...(route.multipart && { bodyLimit: LARGEST_FORM }),
			handler: (request, reply) => serve(stage, route, request, reply),
		});
	}
	app.setNotFoundHandler((request, reply) => serve(stage, undefined, request, reply));
	app.setErrorHandler(async (error: { statusCode?: number; message: string }, request, reply) => {
		const status = error.statusCode ?? 500;
		return send(
			stage,
			reply,
			refusal(new Refusal(status, [{ code: status < 500 ? 'bad_request' : 'server_error', message: error.message }]), request.id),
			request.id,
		);
	});
	return app;
}

async function serve(stage: Stage, route: Route | undefined, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
	const { clock } = stage;
	const requestId = randomUUID();
	const record = open(stage, request, requestId);
	stage.clock.advance(stage.settings.tickMs);
	stage.agenda.settle();
	stage.workspace.settle();
	const outcome = await answer(stage, route, request, record);
	record.endedAt = clock.ms();
	record.status = outcome.status;
	if (outcome.status > 0) return send(stage, reply, outcome, requestId);
	reply.hijack();
	request.raw.socket.destroy();
	return reply;
}

/** Admits the request, carries it out, and spoils it where a fault says so. */
async function answer(stage: Stage, route: Route | undefined, request: FastifyRequest, record: RequestRecord): Promise<Outcome> {
	const { settings, workspace } = stage;
	const attempt = async (task: () => Promise<Outcome>): Promise<Outcome> => {
		try {
			return await task();
		} catch (error) {
			return refusal(error instanceof Refusal ? error : broken(500, 'server_error', String(error)), record.requestId);
		}
	};
	return await attempt(async () => {
		authenticate(request.headers.authorization, stage.token, settings);
		if (!stage.window.take()) throw tooMany();
		permit(`${record.method} ${record.path}`, settings);
		const fault = stage.faults.find(`${record.method} ${record.path}`, settings.faults);
		await wait(settings.latencyMs + Math.random() * settings.jitterMs + (fault?.kind === 'latency' ? (fault.ms ?? 1000) : 0));
		if (fault === undefined || fault.kind === 'latency') return await perform(stage, route, request, record);
		if (fault.after) return spoil(stage, fault, await attempt(async () => await perform(stage, route, request, record)), record.requestId);
		route?.onBroken?.(workspace);
		return spoil(stage, fault, { status: 200, text: '{"type":"list","data":[' }, record.requestId);
	});
}

/** Carries a request out. @throws Refusal */
async function perform(stage: Stage, route: Route | undefined, request: FastifyRequest, record: RequestRecord): Promise<Outcome> {
	const { settings, workspace, clock } = stage;
	const version = versionOf(request.headers['intercom-version'], settings);
	if (!route) throw notFound('The requested URL was not found');
	requireVersion(version, route.since, route.until);
	const query: unknown = check(route.query, record.query, version, settings);
	const parse = route.multipart ? parseMultipart : parseBody;
	const sent = request.body === undefined ? undefined : parse(request.body as string, request.headers['content-type']);
	const body: unknown = checkBody(route.body, sent, version, settings);
	const result = await route.handle({
		workspace,
		settings,
		clock,
		version,
		origin: `http://${request.headers.host}`,
		path: record.path,
		params: request.params as Record<string, string>,
		query,
		body,
		accept: request.headers.accept,
	});
	record.processed = true;
	const { status, body: answer, headers } = result instanceof Answer ? result : new Answer(200, result);
	if (answer instanceof ReadableStream) return { status, headers, text: '', stream: answer as ReadableStream<Uint8Array> };
	const isText = 'Content-Type' in headers && typeof answer === 'string';
	return { status, headers, text: answer === undefined ? '' : isText ? answer : JSON.stringify(answer) };
}

/** What a fault makes of an outcome; status 0 is a cut connection. */
function spoil(stage: Stage, fault: Fault, good: Outcome, requestId: string): Outcome {
	switch (fault.kind) {
		case 'cut':
			return { status: 0, text: '' };
		case 'badJson':
			return { status: good.status, text: good.text.slice(0, Math.max(1, Math.ceil(good.text.length / 2))) };
		case '429':
			stage.window.exhaust();
			return refusal(tooMany(), requestId);
		default:
			return refusal(broken(fault.status ?? 500, fault.code, fault.message), requestId);
	}
}

function refusal(error: Refusal, requestId: string): Outcome {
	return { status: error.status, text: JSON.stringify(errorList(requestId, error.errors)), headers: error.headers };
}

function send(stage: Stage, reply: FastifyReply, outcome: Outcome, requestId: string): FastifyReply {
	return reply
		.status(outcome.status)
		.headers({
			'Content-Type': 'application/json; charset=utf-8',
			Date: new Date(stage.clock.ms() + stage.settings.dateErrorMs).toUTCString(),
			'X-Request-Id': requestId,
			...stage.window.headers(),
			...outcome.headers,
		})
		.send(outcome.stream ?? outcome.text);
}

function open(stage: Stage, request: FastifyRequest, requestId: string): RequestRecord {
	const record: RequestRecord = {
		method: request.method,
		path: request.url.split('?')[0],
		query: { ...(request.query as Record<string, string>) },
		body: readable(request.body),
		headers: redact(request.headers),
		status: 0,
		processed: false,
		at: stage.clock.ms(),
		endedAt: 0,
		requestId,
	};
	stage.requests.push(record);
	return record;
}

function readable(body: unknown): unknown {
	if (typeof body !== 'string' || body === '') return undefined;
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
