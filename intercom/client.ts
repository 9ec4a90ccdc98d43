/**
 * One request to Intercom, from an endpoint and its values to an answer or an `IntercomError`:
 * builds the address, waits for its turn, sends, and sends again where that cannot do harm.
 *
 * - 429: Intercom did not process the request, so any method is sent again after the window.
 * - 5xx, cut connection, unreadable answer: only `repeatable` requests are sent again (GET, PUT, DELETE and
 *   searches); a POST may have been carried out, and twice is worse than an error that says so.
 */

import { errorFromResponse, IntercomError, isJobLimit } from './errors';
import type { Line, Sleep } from './pacing';
import { type IntercomRequest, toWire, type Transport, type WireRequest, type WireResponse } from './request';

export type { Endpoint, FilePart, IntercomRequest, Method, Transport, WireRequest, WireResponse } from './request';

const MOST_REPEATS = 3;
const FIRST_BACKOFF_MS = 400;

export interface ClientOptions {
	baseUrl: string;
	transport: Transport;
	/** This client's way to the pacer of the credential. */
	line: Line;
	sleep: Sleep;
	signal?: AbortSignal;
}

export class IntercomClient {
	constructor(private readonly options: ClientOptions) {}

	/** Resolves to the answer of a status below 400; rejects with `IntercomError` otherwise, or with the signal's reason. */
	async send(request: IntercomRequest): Promise<WireResponse> {
		const { line, sleep, signal } = this.options;
		const wire = toWire(this.options.baseUrl, request);
		const repeatable = request.repeatable ?? ['GET', 'PUT', 'DELETE'].includes(wire.method);
		let refused = false;
		let repeats = 0;
		for (let attempts = 1; ; attempts++) {
			const outcome = await this.once(wire, refused);
			if ('status' in outcome && outcome.status < 400 && (request.text || request.redirect || request.stream || isReadable(outcome))) return outcome;
			const failure = toError(outcome, request.endpoint, attempts, !repeatable);
			refused = isRateLimit(outcome);
			if (refused && !line.hopeless) continue;
			if (!repeatable || !isTransient(failure) || repeats >= MOST_REPEATS) throw failure;
			await sleep(FIRST_BACKOFF_MS * 2 ** repeats++ * (1 + Math.random()), signal);
		}
	}

	/** `again`: it was refused before. */
	private async once(wire: WireRequest, again: boolean): Promise<Outcome> {
		const flight = await this.options.line.turn(again);
		const outcome = await attempt(this.options.transport, wire);
		if ('failed' in outcome) flight.landed();
		else if (isRateLimit(outcome)) flight.refused(outcome.headers);
		else flight.landed(outcome.headers);
		return outcome;
	}
}

type Outcome = WireResponse | { failed: unknown };

async function attempt(transport: Transport, wire: WireRequest): Promise<Outcome> {
	try {
		return await transport(wire);
	} catch (failed) {
		return { failed };
	}
}

/** Every endpoint sent from here answers with JSON, or with nothing. */
const isReadable = ({ body }: WireResponse): boolean => typeof body !== 'string' || body.trim() === '';

function toError(outcome: Outcome, request: string, attempts: number, mayHaveHappened: boolean): IntercomError {
	if ('failed' in outcome) {
		const reason = outcome.failed instanceof Error ? outcome.failed.message : String(outcome.failed);
		return new IntercomError('network', reason, { request, attempts, mayHaveHappened });
	}
	if (outcome.status >= 400) return errorFromResponse(outcome, request, attempts, mayHaveHappened);
	return new IntercomError('answer', 'The answer is not JSON', { request, status: outcome.status, attempts, mayHaveHappened });
}

/** A 429 about the rate; one about jobs is an answer like any other. */
const isRateLimit = (outcome: Outcome): boolean => 'status' in outcome && outcome.status === 429 && !isJobLimit(errorFromResponse(outcome, '', 1, false));
const isTransient = (error: IntercomError): boolean => error.kind !== 'http' || (error.status ?? 0) >= 500;
