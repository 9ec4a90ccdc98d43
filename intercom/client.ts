/**
 * Sends one request, from an endpoint and its values to an answer or an `IntercomError`, and retries where that does no harm.
 *
 * - 429: not processed, so any request is sent again after the window.
 * - No connection: not processed either.
 * - 5xx, cut connection, time-out, an answer that is not JSON: only `repeatable` requests are sent again (GET, PUT, DELETE and
 *   searches); another one may have been carried out, and twice is worse than an error that says so.
 * - A good status whose JSON does not hold what was asked for: reads are sent again. By its status a write was carried out, so
 *   it is not sent again, and fails.
 * - 401 (unless it is about a permission), a rate limit that lets nothing through, a host that answers nobody (out of reach, silent, or every connection is
 *   cut): everything after it would end the same way and is not sent.
 */

import { type Holds, wrongWith } from './answers';
import type { Deadlines } from './pacing/deadlines';
import { type Attempted, errorFromFailure, errorFromResponse, IntercomError, isJobLimit, isNotPermitted, unsent } from './errors';
import type { Flight, Line, Sleep } from './pacing';
import { lossOf } from './reach';
import {
	type Endpoint,
	type IntercomRequest,
	isReading,
	type Method,
	toWire,
	type Transport,
	type WireRequest,
	type WireResponse,
} from './request';
import { rethrown } from './rethrown';

export type { Endpoint, FilePart, IntercomRequest, Method, Transport, WireRequest, WireResponse } from './request';

const MOST_REPEATS = 3;
const FIRST_BACKOFF_MS = 400;
/** Maximum redirects of one GET, within the same host. */
const MOST_HOPS = 3;

export interface ClientOptions {
	baseUrl: string;
	transport: Transport;
	/** The client's line at the credential's pacer. */
	line: Line;
	deadlines: Deadlines;
	sleep: Sleep;
	signal?: AbortSignal;
}

type Outcome = WireResponse | { failed: unknown };

/** The progress of one request. */
interface Progress {
	attempts: number;
	/** Retries after a fault or a lost answer. */
	repeats: number;
	/** Error of the last attempt. */
	failure?: IntercomError;
	/** The last attempt was not processed, so the next one goes before new requests. */
	unheard: boolean;
}

export class IntercomClient {
	/** Why nothing is sent anymore. */
	private ended?: IntercomError;

	constructor(private readonly options: ClientOptions) {}

	/**
	 * Resolves to a successful answer; rejects with `IntercomError`, or with the signal's reason. `timeoutMs`: per attempt, from sending to the
	 * last byte.
	 */
	async send(request: IntercomRequest, timeoutMs: number): Promise<WireResponse> {
		const wire = toWire(this.options.baseUrl, request);
		const repeatable = request.repeatable ?? isIdempotent(wire.method);
		const removes = request.removes ?? wire.method === 'DELETE';
		const progress: Progress = { attempts: 0, repeats: 0, unheard: false };
		for (;;) {
			const outcome = await this.attempt(request, wire, timeoutMs, progress);
			if (isGood(outcome, request)) return outcome;
			progress.attempts += 1;
			const failure = errorOf(outcome, request, { attempts: progress.attempts, once: !repeatable });
			if (removes && progress.repeats > 0 && failure.status === 404) return removed(request);
			progress.failure = failure;
			progress.unheard = isUnheard(failure);
			if (isUnknown(failure) || (isWithoutAnswer(failure) && this.options.line.hopeless)) throw this.end(failure);
			if (progress.unheard) continue;
			if (!repeatable || !isTransient(failure) || progress.repeats >= MOST_REPEATS) throw failure;
			await this.options.sleep(backoffMs(progress.repeats), this.options.signal);
			progress.repeats += 1;
		}
	}

	/** Waits for its turn and makes one attempt. Rejects if the client has ended. */
	private async attempt(request: IntercomRequest, wire: WireRequest, timeoutMs: number, { failure, unheard }: Progress): Promise<Outcome> {
		const flight = await this.turn(unheard);
		if (!flight) throw failure ?? unsent(this.ended as IntercomError, request.endpoint);
		const outcome = await this.transmit(wire, timeoutMs);
		if ('failed' in outcome && this.options.signal?.aborted) flight.left();
		else if ('failed' in outcome) flight.lost(lossOf(outcome.failed), wire);
		else if (isRateLimit(outcome)) flight.refused(outcome.headers);
		else flight.landed(outcome.headers, outcome.status >= 500);
		return outcome;
	}

	/** Undefined if the client has ended. */
	private async turn(again: boolean): Promise<Flight | undefined> {
		if (this.ended) return undefined;
		try {
			return await this.options.line.turn(again);
		} catch (error) {
			if (this.ended) return undefined;
			throw rethrown(error);
		}
	}

	/** Sends; follows redirects of a GET within the host. */
	private async transmit(wire: WireRequest, timeoutMs: number): Promise<Outcome> {
		const { transport, deadlines } = this.options;
		try {
			return await deadlines.within(timeoutMs, async (signal) => {
				let response = await transport(wire, { timeoutMs, signal });
				for (let hop = 0, at: string | undefined = wire.url; hop < MOST_HOPS && (at = onward(wire, response, at)); hop++) {
					response = await transport({ ...wire, url: at, query: undefined }, { timeoutMs, signal });
				}
				return response;
			});
		} catch (failed) {
			return { failed };
		}
	}

	/** Ends the client: later requests fail with this error, those in flight finish. */
	private end(failure: IntercomError): IntercomError {
		this.ended ??= failure;
		this.options.line.close();
		return failure;
	}
}

/** Doubles with every repeat, plus up to as much again, so that requests that failed together do not return together. */
const backoffMs = (repeats: number): number => FIRST_BACKOFF_MS * 2 ** repeats * (1 + Math.random());

const isIdempotent = (method: Method): boolean => ['GET', 'PUT', 'DELETE'].includes(method);

function isGood(outcome: Outcome, request: IntercomRequest): outcome is WireResponse {
	if ('failed' in outcome) return false;
	if (outcome.status >= 300) return request.redirect === true && outcome.status < 400;
	return request.text || request.stream || request.redirect || wrongWith(outcome.body, holdsOf(request)) === undefined;
}

/** The body of a deletion does not matter: its status does. */
const holdsOf = ({ endpoint, holds }: IntercomRequest): Holds | undefined => (endpoint.startsWith('DELETE ') ? 'nothing' : holds);

function errorOf(outcome: Outcome, request: IntercomRequest, tried: Pick<Attempted, 'attempts' | 'once'>): IntercomError {
	const attempted = { ...tried, request: request.endpoint, holds: holdsOf(request), writes: !isReading(request.endpoint) };
	return 'failed' in outcome ? errorFromFailure(outcome.failed, attempted) : errorFromResponse(outcome, attempted);
}

/** A 429 about the rate; one about jobs is an ordinary error. */
const isRateLimit = (response: WireResponse): boolean =>
	response.status === 429 && !isJobLimit(errorFromResponse(response, { request: '', attempts: 1, once: false }));
const isUnheard = (error: IntercomError): boolean => error.details.loss === 'unreached' || (error.status === 429 && !isJobLimit(error));
/** The credential is not known, whatever is asked with it. */
const isUnknown = (error: IntercomError): boolean => error.status === 401 && !isNotPermitted(error);
const isWithoutAnswer = (error: IntercomError): boolean => error.kind === 'network' || isUnheard(error);
/** Explicit refusals are final. */
function isTransient({ kind, status = 0, details: { request, errors, unreadable } }: IntercomError): boolean {
	if (kind === 'http') return status >= 500;
	return kind === 'network' || (errors === undefined && (unreadable === true || isReading(request as Endpoint)));
}

/** The target of a redirect that may be followed: of a GET, within the same origin. */
function onward({ method, redirect, stream }: WireRequest, { status, headers }: WireResponse, from: string): string | undefined {
	if (method !== 'GET' || redirect || stream || status < 300 || status >= 400 || !headers.location) return undefined;
	try {
		const to = new URL(headers.location, from);
		return to.origin === new URL(from).origin ? to.href : undefined;
	} catch {
		return undefined;
	}
}

/** Stands for the lost answer of a removal: the record is named by the last placeholder of the path. */
function removed({ endpoint, path, query }: IntercomRequest): WireResponse {
	const id = query ? undefined : path?.[/\{(\w+)\}[^{]*$/.exec(endpoint)?.[1] ?? ''];
	return { status: 200, headers: {}, body: id === undefined ? undefined : { id } };
}
