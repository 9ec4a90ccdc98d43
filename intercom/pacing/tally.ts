/** Rounds that ended in vain, counted on for ever: whoever comes compares by it what happened in their own time. */
export class Tally {
	count = 0;
	private beforeSuccess = 0;

	/** In a row, up to now. */
	get inRow(): number {
		return this.count - this.beforeSuccess;
	}

	/** Answers how many there have been in a row since this was called. */
	since(): () => number {
		const { count } = this;
		return () => this.count - Math.max(this.beforeSuccess, count);
	}

	succeed(): void {
		this.beforeSuccess = this.count;
	}
}
