/** A server that counts windows, and processes that send to it as fast as their pacers let them: all in virtual time. */

import { type Line, type LineOptions, Pacer } from '../../intercom/pacing';
import { VirtualTime } from './virtual-time';

export interface ServerSettings {
	/** Requests per window. */
	limit: number;
	windowMs: number;
	/** Milliseconds to the server and back, its work included; asked for every request. */
	latency: () => number;
	/** When the count that the headers tell is taken: where the request arrives, or where its answer leaves. */
	tells: 'arrival' | 'answer';
	/** A refusal takes as long as an answer. */
	slowRefusals: boolean;
	/** Answers this request with 500. */
	fault: () => boolean;
	/** How far the server's clock is ahead. */
	aheadMs: number;
	/** Windows begin so long after a full ten seconds, which their whole seconds cannot tell; and which way they are rounded. */
	offsetMs: number;
	round: (seconds: number) => number;
	/** Seconds by which the reset of this answer is wrong. */
	wrongBy: () => number;
}

export interface Count {
	/** Requests of each process that were carried out, and that were refused. */
	done: number[];
	refused: number[];
	limit: number;
}

/** Deterministic random numbers, for jitter. */
export function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1664525 + 1013904223) % 2 ** 32;
		return state / 2 ** 32;
	};
}

export class RateWorld {
	readonly time = new VirtualTime(1_700_000_003_210);
	readonly settings: ServerSettings = {
		limit: 1666,
		windowMs: 10_000,
		latency: () => 200,
		tells: 'answer',
		slowRefusals: true,
		fault: () => false,
		aheadMs: 7_340,
		offsetMs: 0,
		round: Math.ceil,
		wrongBy: () => 0,
	};
	/** Window (its number) -> what happened in it. */
	readonly windows = new Map<number, Count>();
	/** The most that each process had under way. */
	readonly most: number[] = [];
	/** Requests that were given up. */
	failed = 0;
	private readonly inFlight: number[] = [];

	constructor(
		settings: Partial<ServerSettings> = {},
		private readonly processes = 1,
	) {
		Object.assign(this.settings, settings);
		for (let index = 0; index < processes; index++) this.most[index] = this.inFlight[index] = 0;
	}

	/** `ticks`: its clock goes on between two looks at it, as a real one does. */
	pacer(seed: number, ticks = false): Pacer {
		const chance = random(seed + 1000);
		return new Pacer(this.time.sleep, () => this.time.now() + (ticks && chance() < 0.3 ? 1 : 0), random(seed));
	}

	/** The whole windows between two moments after the beginning. */
	between(fromMs: number, toMs: number): Count[] {
		const numbers = [...this.windows.keys()].filter(
			(number) => number * this.settings.windowMs >= this.start + fromMs && (number + 1) * this.settings.windowMs <= this.start + toMs,
		);
		return numbers.map((number) => this.windows.get(number) as Count);
	}

	private readonly start = this.time.now() + this.settings.aheadMs;

	/** Sends as one user until the time is over: as many workers as the line thinks are worth it. Answers how many got through. */
	async user(
		process: number,
		pacer: Pacer,
		{ untilMs, fromMs = 0, items = Infinity, ...options }: { untilMs: number; fromMs?: number; items?: number } & LineOptions,
	): Promise<number> {
		const end = this.time.now() + untilMs;
		if (fromMs) await this.time.sleep(fromMs);
		const line = pacer.line(options);
		let done = 0;
		let begun = 0;
		let running = 0;
		await new Promise<void>((resolve) => {
			const begin = (): void => {
				while (running < line.worthwhile && this.time.now() < end && begun < items) {
					running++;
					begun++;
					void this.request(process, line, end).then((ok) => {
						running--;
						if (ok) done++;
						begin();
					});
				}
				if (running === 0) resolve();
			};
			begin();
		});
		return done;
	}

	/** One request until it is answered or given up. */
	async request(process: number, line: Line, end = Infinity): Promise<boolean> {
		const { settings, time } = this;
		for (let again = false; time.now() < end; again = true) {
			const flight = await line.turn(again);
			this.most[process] = Math.max(this.most[process], ++this.inFlight[process]);
			const latency = settings.latency();
			await time.sleep(latency / 2);
			const arrived = this.headers();
			const ok = arrived.count.done.reduce((sum, count) => sum + count, 0) < settings.limit;
			if (ok) arrived.count.done[process]++;
			else arrived.count.refused[process]++;
			const told = this.headers();
			if (ok || settings.slowRefusals) await time.sleep(latency / 2);
			this.inFlight[process]--;
			const { headers } = settings.tells === 'arrival' ? told : this.headers();
			if (ok) {
				flight.landed(headers, settings.fault());
				return true;
			}
			flight.refused(headers);
			if (line.hopeless) {
				this.failed++;
				return false;
			}
		}
		return false;
	}

	private headers() {
		const { limit, windowMs } = this.settings;
		const now = this.time.now() + this.settings.aheadMs;
		const number = Math.floor((now - this.settings.offsetMs) / windowMs);
		const empty: Count = {
			done: Array.from({ length: this.processes }, () => 0),
			refused: Array.from({ length: this.processes }, () => 0),
			limit,
		};
		const count = this.windows.get(number) ?? empty;
		count.limit = limit;
		this.windows.set(number, count);
		const used = count.done.reduce((sum, done) => sum + done, 0);
		return {
			count,
			headers: {
				'x-ratelimit-limit': String(limit),
				'x-ratelimit-remaining': String(Math.max(0, limit - used)),
				'x-ratelimit-reset': String(
					this.settings.round(((number + 1) * windowMs + this.settings.offsetMs) / 1000) + this.settings.wrongBy(),
				),
				date: new Date(now).toUTCString(),
			},
		};
	}
}
