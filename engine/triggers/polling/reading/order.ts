/** The order that a list turns out to have. */

import type { Row } from './list';

export class Order {
	/** The moments of the first and the last record. */
	first?: number;
	last?: number;
	private falls = false;
	private rises = false;
	private readonly met = new Set<string>();

	copy(): Order {
		const copy = new Order();
		[copy.first, copy.last, copy.falls, copy.rises] = [this.first, this.last, this.falls, this.rises];
		for (const id of this.met) copy.met.add(id);
		return copy;
	}

	/** A record that comes again, because the list moved meanwhile, says nothing. */
	meet(rows: readonly Row[]): void {
		for (const { id, order } of rows) {
			if (order === undefined || this.met.has(id)) continue;
			this.met.add(id);
			if (this.last !== undefined) {
				this.falls ||= order < this.last;
				this.rises ||= order > this.last;
			}
			this.first ??= order;
			this.last = order;
		}
	}

	/** How many records were met. */
	get count(): number {
		return this.met.size;
	}

	hasMet(id: string): boolean {
		return this.met.has(id);
	}

	get isFalling(): boolean {
		return this.falls && !this.rises;
	}

	get isRising(): boolean {
		return this.rises && !this.falls;
	}

	/** All of one moment: it says nothing. */
	get isFlat(): boolean {
		return !this.rises && !this.falls;
	}
}

export const ordersOf = (rows: readonly Row[]): number[] => rows.flatMap(({ order }) => (order === undefined ? [] : [order]));

export const isAscending = (orders: readonly number[]): boolean =>
	orders.every((order, index) => index === 0 || order >= orders[index - 1]);
