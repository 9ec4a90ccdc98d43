/**
 * Stays inside Intercom's rate limit, and close to it, without a limit of its own: limits differ by plan and age of the app, so
 * `X-RateLimit-Limit`, `-Remaining` and `-Reset` of every answer are used. They describe a window of ten seconds shared by
 * everything that uses the workspace, other processes included.
 *
 * One pacer serves one credential in this process. Executions, polls and pickers each open a line; lines take turns, urgent ones
 * first. The number of requests in flight is the lower of what the window has left (`window.ts`) and what the latency asks for
 * (`concurrency.ts`). Every waiting request is released or cancelled by itself.
 */

import type { Loss } from '../reach';
import { steadyNow } from '../steady';
import { ServerClock } from './clock';
import { Concurrency } from './concurrency';
import { type Headers, LONGEST_WAIT_MS, rateReport, refusalWaitMs } from './headers';
import { type Flight, Line, type LineOptions, type Pace } from './line';
import { Tally } from './tally';
import { type InWindow, RateWindow } from './window';

/** Waits `ms` milliseconds; rejects early when `signal` fires. Injected, because timers belong to the platform. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Consecutive windows with refusals only, after which something else is using up the limit. */
const MOST_BARREN_WINDOWS = 10;
/** Consecutive unanswered rounds, each after a pause; see `wasLost`. */
const MOST_DEAD_ROUNDS = 4;
const FIRST_BACKOFF_MS = 400;
/** Jitter between processes that were refused together; drawn once per window. */
const JITTER_MS = 50;
/** Pause when the window that refused a request is over already. */
const SOON_MS = 100;
/** A probe that takes longer gets company. */
const PATIENCE_MS = 2000;
/** Urgent requests allowed beyond the usual concurrency. */
const URGENT_MORE = 10;

interface Sent {
	at: number;
	window: InWindow;
	line: Line;
}

export class Pacer implements Pace {
	/** Windows in which nothing got through. */
	private readonly refusals = new Tally();
	/** Rounds without any answer. */
	private readonly dead = new Tally();
	/** The requests of those rounds. */
	private readonly unanswered = new Set<object>();
	private brokeAt = -Infinity;
	private readonly clock = new ServerClock();
	private readonly window: RateWindow;
	private readonly concurrency = new Concurrency();
	private inFlight = 0;
	private lastSentAt = -Infinity;
	private answered = false;
	private blockedUntil = -Infinity;
	/** Lines with waiting requests; the first ready one is served next. */
	private lines: Line[] = [];
	private alarm?: { at: number; stop: AbortController };

	constructor(
		private readonly sleep: Sleep,
		private readonly now: () => number = steadyNow,
		private readonly random: () => number = Math.random,
	) {
		this.window = new RateWindow(random);
	}

	/** Opens a line for one user. */
	line(options: LineOptions = {}): Line {
		return new Line(this, options);
	}

	get atOnce(): number {
		return this.concurrency.most;
	}

	get refused(): boolean {
		return this.refusals.inRow > 0;
	}

	hopeless(): () => boolean {
		const refusals = this.refusals.since();
		const dead = this.dead.since();
		return () => refusals() >= MOST_BARREN_WINDOWS || dead() >= MOST_DEAD_ROUNDS;
	}

	serve(line: Line): void {
		if (!this.lines.includes(line)) this.lines.push(line);
		this.pump();
	}

	rest(): void {
		if (this.lines.every(({ idle }) => idle)) this.alarm?.stop.abort();
	}

	/** Releases all requests allowed now, line by line in turn, and sets the alarm for the next. */
	private pump(): void {
		for (let line = this.next(); line; line = this.next()) {
			// one timestamp for both: a window ending in between would be missed
			const now = this.now();
			if (this.inFlight >= this.most(line.urgent, now)) return this.wakeAt(this.nextMoment(now));
			this.lines.splice(this.lines.indexOf(line), 1);
			this.lines.push(line);
			line.send(this.flight(line));
		}
	}

	private next(): Line | undefined {
		this.lines = this.lines.filter(({ idle }) => !idle);
		return this.lines.find(({ ready, urgent }) => ready && urgent) ?? this.lines.find(({ ready }) => ready);
	}

	/** Requests allowed in flight at this moment. */
	private most(urgent: boolean, now: number): number {
		if (this.blockedUntil > now) return 0;
		if (this.dead.inRow > 0) return 1;
		const left = !this.answered || this.refusals.inRow > 0 ? 1 : this.window.mostInFlight(now, this.inFlight, urgent);
		const isLooking = left === 1 && (!this.window.told || this.refusals.inRow > 0);
		// a single probe; if it does not return in time, another one
		if (isLooking && this.inFlight > 0 && now - this.lastSentAt >= PATIENCE_MS) return this.inFlight + 1;
		return Math.min(left, this.concurrency.most + (urgent ? URGENT_MORE : 0));
	}

	/** When more may be sent without an answer. With nothing in flight no answer will come, so there is always an alarm. */
	private nextMoment(now: number): number {
		if (this.blockedUntil > now) return this.blockedUntil;
		const moments = [this.window.nextAt(now), this.lastSentAt + PATIENCE_MS].filter((moment) => moment > now);
		return Math.min(...moments, this.inFlight === 0 ? now + PATIENCE_MS : Infinity);
	}

	private flight(line: Line): Flight {
		const sent: Sent = { at: this.now(), window: this.window.sent(), line };
		this.inFlight++;
		line.inFlight++;
		this.lastSentAt = sent.at;
		return {
			landed: (headers, fault = false) => this.ended(sent, headers, () => this.came(sent, fault)),
			refused: (headers) => this.ended(sent, headers, () => this.wasRefused(sent, headers)),
			lost: (loss, request = sent) => this.ended(sent, undefined, () => this.wasLost(sent, loss, request)),
			left: () => this.ended(sent, undefined, () => {}),
		};
	}

	private ended(sent: Sent, headers: Headers | undefined, conclude: () => void): void {
		const now = this.now();
		this.inFlight--;
		sent.line.inFlight--;
		if (headers) {
			this.answered = true;
			this.dead.succeed();
			this.unanswered.clear();
			this.clock.learn(headers.date, sent.at, now);
			const report = rateReport(headers);
			const endsInMs = report && Math.min(Math.max(report.reset * 1000 - this.clock.at(now), 0), LONGEST_WAIT_MS);
			if (report && endsInMs !== undefined) this.window.report(report, sent.window, now + endsInMs, this.inFlight, now);
		}
		conclude();
		this.pump();
	}

	private came(sent: Sent, fault: boolean): void {
		const now = this.now();
		this.refusals.succeed();
		if (fault) this.concurrency.failed(sent.at, now);
		else
			this.concurrency.succeeded(
				now - sent.at,
				this.window.perMs,
				this.window.isBehind(now) && (this.inFlight + 1) * 2 >= this.concurrency.most,
			);
		if (this.inFlight === 0 && this.window.isEarly(now)) this.concurrency.relax();
	}

	private wasRefused(sent: Sent, headers: Headers): void {
		const isOver = this.window.refuse(sent.window, rateReport(headers));
		this.block(
			this.refusals,
			sent,
			(inRow) => (isOver ? SOON_MS : refusalWaitMs(headers, inRow, this.clock.at(this.now()))),
			isOver ? 0 : JITTER_MS,
		);
	}

	/** One request that never gets an answer says nothing about the others: only rounds of different requests count, for broken connections each time. */
	private wasLost(sent: Sent, loss: Loss, request: object): void {
		const now = this.now();
		this.concurrency.failed(sent.at, now);
		const isKnown = this.unanswered.has(request);
		if (loss === 'cut' && (isKnown || sent.at <= this.brokeAt)) return;
		if (loss === 'cut') this.brokeAt = now;
		this.unanswered.add(request);
		const counts = loss !== 'silent' || !isKnown || this.dead.inRow < MOST_DEAD_ROUNDS - 1;
		// a single broken connection delays only its own request
		const wait = (inRow: number): number =>
			loss === 'cut' && this.unanswered.size === 1 ? 0 : FIRST_BACKOFF_MS * 2 ** (Math.min(inRow, MOST_DEAD_ROUNDS) - 1);
		this.block(this.dead, sent, wait, wait(this.dead.inRow + 1), counts);
	}

	/** Pauses all lines. What was in flight when the first failure came belongs to the same round. */
	private block(tally: Tally, sent: Sent, waitMs: (inRow: number) => number, jitterMs: number, counts = true): void {
		const isNew = sent.at >= this.blockedUntil;
		if (isNew && counts) tally.count++;
		const until = this.now() + waitMs(Math.max(tally.inRow, 1)) + (isNew ? this.random() * jitterMs : 0);
		this.blockedUntil = Math.max(this.blockedUntil, until);
	}

	private wakeAt(at: number): void {
		if (at === Infinity || (this.alarm && this.alarm.at <= at)) return;
		this.alarm?.stop.abort();
		this.alarm = { at, stop: new AbortController() };
		void this.ring(this.alarm);
	}

	private async ring(alarm: NonNullable<Pacer['alarm']>): Promise<void> {
		try {
			await this.sleep(alarm.at - this.now(), alarm.stop.signal);
		} catch {
			// replaced or cancelled
		}
		if (this.alarm !== alarm) return;
		this.alarm = undefined;
		this.pump();
	}
}
