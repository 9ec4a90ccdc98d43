/** The rate limit: so many requests per fixed window, told in headers on every answer (docs/intercom-behavior.md#rate-limits). */
import type { Clock } from '../clock';
import type { Settings } from '../settings';

export class RateWindow {
	private start = 0;
	private used = 0;

	constructor(
		private readonly clock: Clock,
		private readonly settings: Settings,
	) {}

	/** Counts one request. False if the window is full: then the request must not be carried out. */
	take(): boolean {
		this.roll();
		if (this.used >= this.settings.rateLimit) return false;
		this.used++;
		return true;
	}

	/** Empties what is left of the current window. */
	exhaust(): void {
		this.roll();
		this.used = this.settings.rateLimit;
	}

	/** The three headers; Reset is in Unix seconds. */
	headers(): Record<string, string> {
		this.roll();
		return {
			'X-RateLimit-Limit': String(this.settings.rateLimit),
			'X-RateLimit-Remaining': String(Math.max(0, this.settings.rateLimit - this.used)),
			'X-RateLimit-Reset': String(Math.ceil((this.start + this.length()) / 1000)),
		};
	}

	reset(): void {
		this.start = 0;
		this.used = 0;
	}

	private length(): number {
		return this.settings.windowSeconds * 1000;
	}

	private roll(): void {
		const start = Math.floor(this.clock.ms() / this.length()) * this.length();
		if (start === this.start) return;
		this.start = start;
		this.used = 0;
	}
}
