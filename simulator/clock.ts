/** The simulator's own time: real time unless a test freezes it (`settings.now`) or pushes it forward. */
export class Clock {
	private shift = 0;

	constructor(private readonly settings: { now: number | null }) {}

	/** Milliseconds since 1970. */
	ms(): number {
		return (this.settings.now ?? Date.now()) + this.shift;
	}

	/** Unix seconds, the unit of every timestamp in the API. */
	seconds(): number {
		return Math.floor(this.ms() / 1000);
	}

	/** Moves time forward without waiting. @param ms milliseconds */
	advance(ms: number): void {
		this.shift += ms;
	}

	/** Does something as if it were that moment. @param ms milliseconds since 1970 */
	during<T>(ms: number, task: () => T): T {
		const before = this.shift;
		this.shift += ms - this.ms();
		try {
			return task();
		} finally {
			this.shift = before;
		}
	}

	/** Back to real time. */
	reset(): void {
		this.shift = 0;
	}
}
