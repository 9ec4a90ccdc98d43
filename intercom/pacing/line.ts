/** The way of one user (an execution, a poll, a picker) to the pacer. */

import type { Loss } from '../reach';
import { Cancellation } from './cancel';
import type { Headers } from './headers';

/** A request that has its turn. Exactly one of the four ends it. */
export interface Flight {
	/** It was answered; `fault`: with a status of 500 or above. */
	landed: (headers: Headers, fault?: boolean) => void;
	/** It was refused for the rate (429): nobody sends before the window has passed. */
	refused: (headers: Headers) => void;
	/** No whole answer came: one request goes and looks, a little later. `request` tells its attempts from those of other requests. */
	lost: (loss: Loss, request?: object) => void;
	/** Nobody wants the answer any more. */
	left: () => void;
}

/** What a line needs of the pacer. */
export interface Pace {
	/** Somebody waits in the line. */
	serve: (line: Line) => void;
	/** Somebody who waited has gone away. */
	rest: () => void;
	/** Requests that may be under way. */
	readonly atOnce: number;
	/** The newest answer that told of the rate was a refusal (429). */
	readonly refused: boolean;
	/** Asked when the line is opened: answers later whether one more try is not worth it. */
	hopeless: () => () => boolean;
}

export interface LineOptions {
	/** Cancels the user. */
	signal?: AbortSignal;
	/** Somebody waits in front of it: served before the others, also from what is kept free of the window. */
	urgent?: boolean;
	/** Requests of this user that may be under way at the same time; absent: as many as the pacer sees fit. */
	most?: number;
}

interface Waiter {
	go: (flight: Flight) => void;
	leave: () => void;
}

export class Line {
	readonly urgent: boolean;
	readonly most: number;
	/** Requests of this line that are under way. */
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

	/** One more try is not worth it: since the line was opened nothing got through window after window, or one request after the other got no answer. */
	get hopeless(): boolean {
		return this.givenUp();
	}

	/** What was sent last, by anybody, was refused for the rate. */
	get refused(): boolean {
		return this.pace.refused;
	}

	/** Somebody waits, and the line may have one more under way. */
	get ready(): boolean {
		return this.waiting.length > 0 && this.inFlight < this.most;
	}

	get idle(): boolean {
		return this.waiting.length === 0;
	}

	/** How many pieces of work are worth beginning, each of which sends one request at a time: a few always wait for their turn. */
	get worthwhile(): number {
		return Math.min(this.most, this.pace.atOnce + 2);
	}

	/**
	 * Resolves when one request may be sent; requests of a line get their turn in the order they asked. `again`: the request
	 * was not heard, so it goes before those that were not sent yet. Rejects with the signal's reason, or when the line is closed.
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

	/** Lets the first one go. */
	send(flight: Flight): void {
		this.waiting.shift()?.go(flight);
	}

	/** Whoever waits, or asks later, is turned away. */
	close(): void {
		this.closed = true;
		for (const { leave } of [...this.waiting]) leave();
	}

	private get reason(): Error {
		return this.cancellation.cancelled ? (this.cancellation.signal?.reason as Error) : new Error('The line is closed');
	}
}
