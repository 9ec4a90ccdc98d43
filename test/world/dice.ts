/** Chance that can be repeated: the same seed, the same history. */
export class Dice {
	constructor(private state: number) {}

	/** From 0 up to, without, 1. */
	next(): number {
		// mulberry32
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from `from` to `to`, both included. */
	whole(from: number, to: number): number {
		return from + Math.floor(this.next() * (to - from + 1));
	}

	/** True with this probability. */
	is(probability: number): boolean {
		return this.next() < probability;
	}

	one<T>(list: readonly T[]): T {
		return list[Math.floor(this.next() * list.length)];
	}
}
