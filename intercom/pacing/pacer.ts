/**
 * Stays inside Intercom's rate limit without a number of our own: the limit differs by plan and age of the app, so every
 * answer's `X-RateLimit-Limit`, `-Remaining` and `-Reset` are read instead. They describe a window of ten seconds shared
 * by everything that uses the workspace, other processes included; what another process takes shows in the next answer.
 *
 * One pacer serves one credential in this process. Whoever sends opens a line, asks it for a turn, and reports how the
 * request ended. Waiting takes nobody else's turn: every waiter is let go, or cancelled, by itself.
 */

import { Cancellation } from '../cancel';
import type { Loss } from '../reach';
import { type Headers, rateReport, refusalWaitMs } from './headers';

/** Waits `ms` milliseconds; rejects early when `signal` fires. Given by the caller: timers belong to the platform. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** A request that has its turn. Exactly one of the three ends it. */
export interface Flight {
	/** It was answered. */
	landed: (headers: Headers) => void;
	/** It was refused for the rate (429): nobody sends before the window has passed. */
	refused: (headers: Headers) => void;
	/** No whole answer came. Unless the connection merely broke, one request goes and looks a little later. */
	lost: (loss: Loss) => void;
}

interface Waiter {
	go: (flight: Flight) => void;
	leave: () => void;
}

interface Window {
	limit: number;
	remaining: number;
	/** Intercom's own clock, Unix seconds: names the window. */
	reset: number;
	/** Our clock, milliseconds. */
	endsAt: number;
}

/** Kept free for others who share the workspace: 5 % of the window, at most 50 requests. */
const reserveOf = (limit: number): number => Math.min(50, Math.floor(limit * 0.05));

/** After so many windows in a row in which nothing got through, something else uses up the limit. */
const MOST_BARREN_WINDOWS = 10;
/** Attempts in a row, each some time after the one before, that nobody answered. */
const MOST_DEAD_ROUNDS = 4;
const FIRST_BACKOFF_MS = 400;
/** Keeps processes apart that were refused together. */
const JITTER_MS = 250;

/** The way of one user (an execution, a poll, a picker) to the pacer; `signal` cancels the user. */
export class Line {
	readonly waiting: Waiter[] = [];
	private closed = false;
	private readonly cancellation: Cancellation;
	private readonly before: { refusals: number; dead: number };

	constructor(
		private readonly pacer: Pacer,
		signal?: AbortSignal,
	) {
		this.cancellation = new Cancellation(signal);
		this.before = { refusals: pacer.refusals.count, dead: pacer.dead.count };
	}

	/** One more try is not worth it: since the line was opened nothing got through window after window, or nobody answered. */
	get hopeless(): boolean {
		const { refusals, dead } = this.pacer;
		return refusals.inRowSince(this.before.refusals) >= MOST_BARREN_WINDOWS || dead.inRowSince(this.before.dead) >= MOST_DEAD_ROUNDS;
	}

	/**
	 * Resolves when one request may be sent; requests of a line get their turn in the order they asked. `again`: the request
	 * was not heard, so it goes before those that were not sent yet. Rejects with the signal's reason, or when the line is closed.
	 */
	async turn(again = false): Promise<Flight> {
		return await new Promise<Flight>((resolve, reject) => {
			const { cancellation, waiting, pacer } = this;
			if (cancellation.cancelled || this.closed) return reject(this.reason);
			const waiter: Waiter = {
				go: (flight) => {
					forget();
					resolve(flight);
				},
				leave: () => {
					forget();
					waiting.splice(waiting.indexOf(waiter), 1);
					pacer.rest();
					reject(this.reason);
				},
			};
			const forget = cancellation.on(waiter.leave);
			if (again) waiting.unshift(waiter);
			else waiting.push(waiter);
			pacer.serve(this);
		});
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

/** Rounds that ended in vain, counted on for ever: others compare by it what happened in their own time. */
class Tally {
	count = 0;
	private beforeSuccess = 0;

	/** In a row, up to now. */
	get inRow(): number {
		return this.count - this.beforeSuccess;
	}

	inRowSince(count: number): number {
		return this.count - Math.max(this.beforeSuccess, count);
	}

	succeed(): void {
		this.beforeSuccess = this.count;
	}
}

export class Pacer {
	/** Windows that ended with a refusal. */
	readonly refusals = new Tally();
	/** Rounds in which nobody answered. */
	readonly dead = new Tally();
	private window?: Window;
	private inFlight = 0;
	private blockedUntil = 0;
	/** Lines somebody waits in; the first one is served next. */
	private lines: Line[] = [];
	private alarm?: { at: number; stop: AbortController };

	constructor(
		private readonly sleep: Sleep,
		private readonly now: () => number = Date.now,
		private readonly random: () => number = Math.random,
	) {}

	/** A way to this pacer for one user, whom `signal` cancels. */
	line(signal?: AbortSignal): Line {
		return new Line(this, signal);
	}

	/** Somebody waits in the line. */
	serve(line: Line): void {
		if (!this.lines.includes(line)) this.lines.push(line);
		this.pump();
	}

	/** Nobody waits any more: the alarm is for nothing. */
	rest(): void {
		if (!this.nextLine()) this.alarm?.stop.abort();
	}

	/** Lets go whoever may go now, line by line in turn, and sets the alarm for the next one. */
	private pump(): void {
		for (let line = this.nextLine(); line; line = this.nextLine()) {
			const wait = this.waitMs();
			if (wait > 0) return this.wakeIn(wait);
			this.inFlight++;
			const waiter = line.waiting.shift();
			this.lines.push(this.lines.shift() as Line);
			waiter?.go(this.flight());
		}
	}

	private nextLine(): Line | undefined {
		while (this.lines.length && !this.lines[0].waiting.length) this.lines.shift();
		return this.lines[0];
	}

	private flight(): Flight {
		const sentAt = this.now();
		const ended = (headers: Headers | undefined, learnMore: () => void): void => {
			this.inFlight--;
			this.learn(headers);
			learnMore();
			this.pump();
		};
		return {
			landed: (headers) =>
				ended(headers, () => {
					this.refusals.succeed();
					this.dead.succeed();
				}),
			refused: (headers) =>
				ended(headers, () => {
					this.dead.succeed();
					this.block(this.refusals, sentAt, (inRow) => refusalWaitMs(headers, inRow, this.now()), JITTER_MS);
				}),
			lost: (loss) =>
				ended(undefined, () => {
					if (loss === 'cut') return;
					const wait = (inRow: number): number => FIRST_BACKOFF_MS * 2 ** (Math.min(inRow, MOST_DEAD_ROUNDS) - 1);
					this.block(this.dead, sentAt, wait, wait(this.dead.inRow + 1));
				}),
		};
	}

	private learn(headers: Headers | undefined): void {
		const report = rateReport(headers, this.now());
		if (!report || (this.window && report.reset < this.window.reset)) return;
		// answers of one window can overtake each other: the lowest count is the newest
		const known = this.window?.reset === report.reset ? this.window.remaining : report.limit;
		this.window = { limit: report.limit, remaining: Math.min(known, report.remaining), reset: report.reset, endsAt: this.now() + report.endsInMs };
	}

	/** Nobody sends for a while. What was under way when the first one came back belongs to the same round. */
	private block(tally: Tally, sentAt: number, waitMs: (inRow: number) => number, jitterMs: number): void {
		const isNew = sentAt >= this.blockedUntil;
		if (isNew) tally.count++;
		const until = this.now() + waitMs(Math.max(tally.inRow, 1)) + (isNew ? this.random() * jitterMs : 0);
		this.blockedUntil = Math.max(this.blockedUntil, until);
	}

	/** Until the next request may go; 0: now. Infinity: an answer will tell. */
	private waitMs(): number {
		const now = this.now();
		if (this.blockedUntil > now) return this.blockedUntil - now;
		// after a round in vain one request goes and looks
		if (this.refusals.inRow > 0 || this.dead.inRow > 0) return this.inFlight > 0 ? Infinity : 0;
		if (!this.window) return 0;
		if (this.window.endsAt <= now) this.window = { ...this.window, remaining: this.window.limit, endsAt: Infinity };
		if (this.window.remaining - this.inFlight > reserveOf(this.window.limit)) return 0;
		// nothing in flight can tell of a new window, so one request has to go and look
		if (this.window.endsAt === Infinity) return this.inFlight > 0 ? Infinity : 0;
		return this.window.endsAt - now;
	}

	private wakeIn(ms: number): void {
		if (ms === Infinity) return;
		const at = this.now() + ms;
		if (this.alarm && this.alarm.at <= at) return;
		this.alarm?.stop.abort();
		this.alarm = { at, stop: new AbortController() };
		void this.ring(this.alarm, ms);
	}

	private async ring(alarm: NonNullable<Pacer['alarm']>, ms: number): Promise<void> {
		try {
			await this.sleep(ms, alarm.stop.signal);
		} catch {
			// the moment does not matter any more
		}
		if (this.alarm !== alarm) return;
		this.alarm = undefined;
		this.pump();
	}
}
