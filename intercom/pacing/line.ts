/** One user of the pacer: an execution, a poll or a picker. */

import type { Loss } from '../reach';
import { Cancellation } from './cancel';
import type { Headers } from './headers';

/** A request whose turn it is. Exactly one of the four methods ends it. */
export interface Flight {
	/** It was answered; `fault`: with status 500 or above. */
	landed: (headers: Headers, fault?: boolean) => void;
	/** It was rate limited (429): nothing is sent before the window has passed. */
	refused: (headers: Headers) => void;
	/** No complete answer: a single probe follows after a pause. `request` identifies the attempts of one request. */
	lost: (loss: Loss, request?: object) => void;
	/** It was cancelled. */
	left: () => void;
}

/** What a line needs from the pacer. */
export interface Pace {
	/** A request is waiting in the line. */
	serve: (line: Line) => void;
	/** A waiting request was cancelled. */
	rest: () => void;
	/** Requests allowed in flight. */
	readonly atOnce: number;
	/** The newest answer with rate limit headers was a 429. */
	readonly refused: boolean;
	/** Called when the line is opened; the result tells later whether retrying is hopeless. */
	hopeless: () => () => boolean;
}

export interface LineOptions {
	/** Cancels everything in the line. */
	signal?: AbortSignal;
	/** A person is waiting for it: served first, also from the reserve of the window. */
	urgent?: boolean;
	/** Maximum requests in flight for this line; absent: up to the pacer. */
	most?: number;
}

interface Waiter {
	go: (flight: Flight) => void;
	leave: () => void;
}

export class Line {
	readonly urgent: boolean;
	readonly most: number;
	/** Requests of this line in flight. */
	inFlight = 0;
	private readonly waiting: Waiter[] = [];
	private readonly cancellation: Cancellation;
	private readonly givenUp: () => boolean;
	private closed = false;

	constructor(
		private readonly pace: Pace,
		{ signal, urgent = false, most = Infinity }: LineOptions,
	) {
		this.urgent = urgent;
		this.most = most;
		this.cancellation = new Cancellation(signal);
		this.givenUp = pace.hopeless();
	}

	/** Retrying is hopeless: since the line was opened, every window was refused, or no request got an answer. */
	get hopeless(): boolean {
		return this.givenUp();
	}

	/** The latest request of any line was rate limited. */
	get refused(): boolean {
		return this.pace.refused;
	}

	/** A request is waiting, and the line may have one more in flight. */
	get ready(): boolean {
		return this.waiting.length > 0 && this.inFlight < this.most;
	}

	get idle(): boolean {
		return this.waiting.length === 0;
	}

	/** How many tasks are worth starting, if each sends one request at a time; a few always wait for their turn. */
	get worthwhile(): number {
		return Math.min(this.most, this.pace.atOnce + 2);
	}

	/**
	 * Resolves when one request may be sent, first come, first served. `again`: the request was sent before and not processed, so it goes
	 * first. Rejects with the signal's reason, or when the line is closed.
	 */
	async turn(again = false): Promise<Flight> {
		return await new Promise<Flight>((resolve, reject) => {
			const { cancellation, waiting, pace } = this;
			if (cancellation.cancelled || this.closed) return reject(this.reason);
			const waiter: Waiter = {
				go: (flight) => {
					forget();
					resolve(flight);
				},
				leave: () => {
					forget();
					waiting.splice(waiting.indexOf(waiter), 1);
					pace.rest();
					reject(this.reason);
				},
			};
			const forget = cancellation.on(waiter.leave);
			if (again) waiting.unshift(waiter);
			else waiting.push(waiter);
			pace.serve(this);
		});
	}

	/** Releases the first waiting request. */
	send(flight: Flight): void {
		this.waiting.shift()?.go(flight);
	}

	/** Rejects waiting and future requests. */
	close(): void {
		this.closed = true;
		for (const { leave } of [...this.waiting]) leave();
	}

	private get reason(): Error {
		return this.cancellation.cancelled ? (this.cancellation.signal?.reason as Error) : new Error('The line is closed');
	}
}
