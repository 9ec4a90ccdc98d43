/** Counts failed rounds without reset; each line compares with the count at its own start. */
export class Tally {
	count = 0;
	private beforeSuccess = 0;

	/** Consecutive failures up to now. */
	get inRow(): number {
		return this.count - this.beforeSuccess;
	}

	/** The result counts consecutive failures since this call. */
	since(): () => number {
		const { count } = this;
		return () => this.count - Math.max(this.beforeSuccess, count);
	}

	succeed(): void {
		this.beforeSuccess = this.count;
	}
}
