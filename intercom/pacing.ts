/**
 * Stays inside Intercom's rate limit without a number of our own: the limit differs by plan and age of
 * the app (field.md F11), so every answer's `X-RateLimit-Limit`, `-Remaining` and `-Reset` are read
 * instead. They describe a window of ten seconds shared by everything that uses the workspace, other
 * processes included; what another process takes shows in the next answer.
 *
 * One pacer serves one credential in this process (`pacerFor`). A request asks for its turn before it is
 * sent and reports the answer's headers afterwards.
 */

/** Waits `ms` milliseconds; rejects early when `signal` fires. Given by the caller: timers belong to the platform. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

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

/** No window of Intercom's is longer; guards against a clock that is far off. */
const LONGEST_WAIT_MS = 60_000;

const whole = (value: string | undefined): number | undefined => (value !== undefined && /^\d+$/.test(value.trim()) ? Number(value) : undefined);

export class Pacer {
	private window?: Window;
	private inFlight = 0;
	private blockedUntil = 0;
	private queue: Promise<void> = Promise.resolve();

	constructor(
		private readonly sleep: Sleep,
		private readonly now: () => number = Date.now,
	) {}

	/** Resolves when one request may be sent; requests get their turn in the order they asked. Rejects on cancellation. */
	async turn(signal?: AbortSignal): Promise<void> {
		const mine = this.queue.then(async () => {
			for (let wait = this.waitMs(); wait > 0; wait = this.waitMs()) await this.sleep(wait, signal);
			this.inFlight++;
		});
		this.queue = mine.catch(() => {});
		return await mine;
	}

	/** Reports an answer, or its absence (`headers` undefined), for a request that had its turn. */
	done(headers?: Record<string, string | undefined>): void {
		this.inFlight--;
		const limit = whole(headers?.['x-ratelimit-limit']);
		const remaining = whole(headers?.['x-ratelimit-remaining']);
		const reset = whole(headers?.['x-ratelimit-reset']);
		if (limit === undefined || remaining === undefined || reset === undefined || (this.window && reset < this.window.reset)) return;
		// answers of one window can overtake each other: the lowest count is the newest
		const known = this.window?.reset === reset ? this.window.remaining : limit;
		this.window = { limit, remaining: Math.min(known, remaining), reset, endsAt: this.now() + this.untilMs(reset, headers?.date) };
	}

	/** Nobody sends before the window that refused a request (429) has passed, plus `extraMs`. */
	refused(headers: Record<string, string | undefined>, extraMs: number): void {
		const reset = whole(headers['x-ratelimit-reset']);
		const retryAfter = whole(headers['retry-after']);
		const wait = reset !== undefined ? this.untilMs(reset, headers.date) : (retryAfter ?? 10) * 1000;
		this.blockedUntil = Math.max(this.blockedUntil, this.now() + Math.min(wait, LONGEST_WAIT_MS) + extraMs);
	}

	/** Milliseconds until `reset` by Intercom's clock, which the answer's `Date` header shows; by ours without it. */
	private untilMs(reset: number, date: string | undefined): number {
		const serverNow = date === undefined ? NaN : Date.parse(date);
		const ms = reset * 1000 - (Number.isNaN(serverNow) ? this.now() : serverNow);
		return Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
	}

	private waitMs(): number {
		const now = this.now();
		if (this.blockedUntil > now) return this.blockedUntil - now;
		if (!this.window) return 0;
		if (this.window.endsAt <= now) {
			this.window = { ...this.window, remaining: this.window.limit, endsAt: Infinity };
		}
		if (this.window.remaining - this.inFlight > reserveOf(this.window.limit)) return 0;
		// nothing in flight can tell us of a new window, so one request has to go and look
		if (this.window.endsAt === Infinity) return this.inFlight > 0 ? 50 : 0;
		return this.window.endsAt - now;
	}
}

/** Runs tasks one after another: Intercom allows one open company scroll per app (field.md F6). */
export class Turnstile {
	private last: Promise<unknown> = Promise.resolve();

	async pass<T>(task: () => Promise<T>): Promise<T> {
		const mine = this.last.then(task, task);
		this.last = mine.catch(() => {});
		return await mine;
	}
}

/** What all users of one credential in this process share. */
export interface Shared {
	pacer: Pacer;
	scroll: Turnstile;
}

const MOST_CREDENTIALS = 200;
const shared = new Map<string, Shared>();

/** The shared state of a credential. `key` identifies it without revealing it (a hash). The least recently used are forgotten. */
export function sharedFor(key: string, sleep: Sleep): Shared {
	const found = shared.get(key) ?? { pacer: new Pacer(sleep), scroll: new Turnstile() };
	shared.delete(key);
	shared.set(key, found);
	if (shared.size > MOST_CREDENTIALS) shared.delete(shared.keys().next().value as string);
	return found;
}
