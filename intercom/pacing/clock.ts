/**
 * Intercom's clock, estimated from the `Date` headers of its answers. They have whole seconds, so one answer leaves an uncertainty of a
 * second, a tenth of a window; many answers narrow it down.
 */

/** How long bounds are valid: clocks drift. */
const EPOCH_MS = 60_000;

export class ServerClock {
	/** Lower bound of how far Intercom's clock is ahead of ours, milliseconds; of this epoch and the previous one. */
	private ahead?: number;
	private aheadBefore?: number;
	private epochEnds = 0;

	/** Takes the date of an answer to a request sent at `sentAt` and received at `now`, by our clock. */
	learn(date: string | undefined, sentAt: number, now: number): void {
		const dated = date === undefined ? NaN : Date.parse(date);
		if (Number.isNaN(dated)) return;
		// written before it arrived, and less than a second after its date
		const least = dated - now;
		const most = dated + 1000 - sentAt;
		if (now > this.epochEnds) {
			this.aheadBefore = this.ahead;
			this.ahead = undefined;
			this.epochEnds = now + EPOCH_MS;
		}
		this.ahead = Math.max(this.ahead ?? least, least);
		// a clock was set: earlier bounds are wrong
		if (this.ahead > most) this.ahead = least;
		if (this.aheadBefore !== undefined && this.aheadBefore > most) this.aheadBefore = undefined;
	}

	/** The earliest possible time on Intercom's clock; ours without any answer. */
	at(now: number): number {
		const known = Math.max(this.ahead ?? -Infinity, this.aheadBefore ?? -Infinity);
		return now + (known === -Infinity ? 0 : known);
	}
}
