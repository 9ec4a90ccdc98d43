/**
 * Intercom's clock, seen through the `Date` of its answers. A date has whole seconds only, so one answer leaves a second of doubt,
 * and with it a tenth of a window; many answers narrow it down, because some of them come right after a full second.
 */

/** After so long the bounds are found anew: clocks drift. */
const EPOCH_MS = 60_000;

export class ServerClock {
	/** How far Intercom's clock is ahead of ours at least, milliseconds; of this epoch and of the one before. */
	private ahead?: number;
	private aheadBefore?: number;
	private epochEnds = 0;

	/** An answer that was asked for at `sentAt` and came at `now`, by our clock. */
	learn(date: string | undefined, sentAt: number, now: number): void {
		const dated = date === undefined ? NaN : Date.parse(date);
		if (Number.isNaN(dated)) return;
		// it was written before it came, and less than a second after its date
		const least = dated - now;
		const most = dated + 1000 - sentAt;
		if (now > this.epochEnds) {
			this.aheadBefore = this.ahead;
			this.ahead = undefined;
			this.epochEnds = now + EPOCH_MS;
		}
		this.ahead = Math.max(this.ahead ?? least, least);
		// a clock was set: what was known before is wrong
		if (this.ahead > most) this.ahead = least;
		if (this.aheadBefore !== undefined && this.aheadBefore > most) this.aheadBefore = undefined;
	}

	/** The earliest moment it can be there, by its own clock; ours where no answer told. */
	at(now: number): number {
		const known = Math.max(this.ahead ?? -Infinity, this.aheadBefore ?? -Infinity);
		return now + (known === -Infinity ? 0 : known);
	}
}
