/**
 * One request to Intercom, from an endpoint and its values to an answer or an `IntercomError`:
 * builds the address, waits for its turn, sends, and sends again where that cannot do harm.
 *
 * - 429: Intercom did not process the request, so any request is sent again after the window.
 * - No connection came about: nothing was processed either.
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
import { type Endpoint, type IntercomRequest, isReading, type Method, toWire, type Transport, type WireRequest, type WireResponse } from './request';
import { rethrown } from './rethrown';

export type { Endpoint, FilePart, IntercomRequest, Method, Transport, WireRequest, WireResponse } from './request';

const MOST_REPEATS = 3;
const FIRST_BACKOFF_MS = 400;
/** Redirects that lead one GET on within Intercom's host. */
const MOST_HOPS = 3;

export interface ClientOptions {
	baseUrl: string;
	transport: Transport;
	/** This client's way to the pacer of the credential. */
	line: Line;
	deadlines: Deadlines;
	sleep: Sleep;
	signal?: AbortSignal;
}

type Outcome = WireResponse | { failed: unknown };

/** How it went so far with one request. */
interface Progress {
	attempts: number;
	/** After a fault or a lost answer. */
	repeats: number;
	/** How the last attempt failed. */
	failure?: IntercomError;
	/** The last attempt was not even looked at, so the next one does not wait behind new requests. */
	unheard: boolean;
}

export class IntercomClient {
	/** Why nothing is sent any more. */
	private ended?: IntercomError;

	constructor(private readonly options: ClientOptions) {}

	/**
	 * Resolves to the answer of a good status; rejects with `IntercomError` otherwise, or with the signal's reason.
	 * `timeoutMs`: how long each attempt may take, its answer included.
	 */
	async send(request: IntercomRequest, timeoutMs: number): Promise<WireResponse> {
		const wire = toWire(this.options.baseUrl, request);
		const repeatable = request.repeatable ?? isIdempotent(wire.method);
		const removes = request.removes ?? wire.method === 'DELETE';
		const progress: Progress = { attempts: 0, repeats: 0, unheard: false };
		for (;;) {
			const outcome = await this.attempt(request, wire, timeoutMs, progress);
			if (isGood(outcome, request)) return outcome;
			const failure = errorOf(outcome, { request: request.endpoint, attempts: ++progress.attempts, once: !repeatable, holds: holdsOf(request), writes: !isReading(request.endpoint) });
			if (removes && progress.repeats > 0 && failure.status === 404) return removed(request);
			progress.failure = failure;
			progress.unheard = isUnheard(failure);
			if (isUnknown(failure) || (isWithoutAnswer(failure) && this.options.line.hopeless)) throw this.end(failure);
			if (progress.unheard) continue;
			if (!repeatable || !isTransient(failure) || progress.repeats >= MOST_REPEATS) throw failure;
			await this.options.sleep(FIRST_BACKOFF_MS * 2 ** progress.repeats++ * (1 + Math.random()), this.options.signal);
		}
	}

	/** One attempt, when it is its turn. Rejects where nothing is sent any more. */
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

	/** Undefined: nothing is sent any more. */
	private async turn(again: boolean): Promise<Flight | undefined> {
		if (this.ended) return undefined;
		try {
			return await this.options.line.turn(again);
		} catch (error) {
			if (this.ended) return undefined;
			throw rethrown(error);
		}
	}

	/** Sends, and follows a GET from one address of the host to another. */
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

	/** From now on every request fails with this reason; those under way end by themselves. */
	private end(failure: IntercomError): IntercomError {
		this.ended ??= failure;
		this.options.line.close();
		return failure;
	}
}

const isIdempotent = (method: Method): boolean => ['GET', 'PUT', 'DELETE'].includes(method);

function isGood(outcome: Outcome, request: IntercomRequest): outcome is WireResponse {
	if ('failed' in outcome) return false;
	if (outcome.status >= 300) return request.redirect === true && outcome.status < 400;
	return request.text || request.stream || request.redirect || wrongWith(outcome.body, holdsOf(request)) === undefined;
}

/** What a deletion answers does not matter: it is done by its status. */
const holdsOf = ({ endpoint, holds }: IntercomRequest): Holds | undefined => (endpoint.startsWith('DELETE ') ? 'nothing' : holds);

const errorOf = (outcome: Outcome, attempted: Attempted): IntercomError => ('failed' in outcome ? errorFromFailure(outcome.failed, attempted) : errorFromResponse(outcome, attempted));

/** A 429 about the rate; one about jobs is an answer like any other. */
const isRateLimit = (response: WireResponse): boolean => response.status === 429 && !isJobLimit(errorFromResponse(response, { request: '', attempts: 1, once: false }));
const isUnheard = (error: IntercomError): boolean => error.details.loss === 'unreached' || (error.status === 429 && !isJobLimit(error));
/** The credential is not known, whatever is asked with it. */
const isUnknown = (error: IntercomError): boolean => error.status === 401 && !isNotPermitted(error);
const isWithoutAnswer = (error: IntercomError): boolean => error.kind === 'network' || isUnheard(error);
/** What Intercom refused in so many words it refuses again. */
function isTransient({ kind, status = 0, details: { request, errors, unreadable } }: IntercomError): boolean {
	if (kind === 'http') return status >= 500;
	return kind === 'network' || (errors === undefined && (unreadable === true || isReading(request as Endpoint)));
}

/** Where a redirect leads that may be followed: a GET's, to the same scheme, host and port. */
function onward({ method, redirect, stream }: WireRequest, { status, headers }: WireResponse, from: string): string | undefined {
	if (method !== 'GET' || redirect || stream || status < 300 || status >= 400 || !headers.location) return undefined;
	try {
		const to = new URL(headers.location, from);
		return to.origin === new URL(from).origin ? to.href : undefined;
	} catch {
		return undefined;
	}
}

/** The answer that got lost: what is gone now is named by the last identifier of the path. */
function removed({ endpoint, path, query }: IntercomRequest): WireResponse {
	const id = query ? undefined : path?.[/\{(\w+)\}[^{]*$/.exec(endpoint)?.[1] ?? ''];
	return { status: 200, headers: {}, body: id === undefined ? undefined : { id } };
}
