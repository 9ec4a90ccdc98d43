/** Misbehaviour on demand: finds the rule that applies to a request and counts it down. */
import type { Fault } from '../settings';

export class FaultFinder {
	private seen = new WeakMap<Fault, number>();

	/** The fault for this request, if any. @param name `METHOD /path` without query */
	find(name: string, faults: Fault[]): Fault | undefined {
		for (const fault of faults) {
			if (!matches(fault.match, name)) continue;
			const count = (this.seen.get(fault) ?? 0) + 1;
			this.seen.set(fault, count);
			const first = (fault.skip ?? 0) + 1;
			if (count >= first && count < first + (fault.times ?? Infinity)) return fault;
		}
		return undefined;
	}

	/** Begins to count anew. */
	reset(): void {
		this.seen = new WeakMap();
	}
}

/** Whether a rule is about a request. @param name `METHOD /path` without query */
export function matches(match: string | RegExp, name: string): boolean {
	if (match instanceof RegExp) {
		match.lastIndex = 0;
		return match.test(name);
	}
	const pattern = match
		.split(/(\*\*|\*|\{\w+\})/)
		.map((part) => (part === '**' ? '.*' : part === '*' || /^\{\w+\}$/.test(part) ? '[^/]+' : part.replace(/[.+?^$()|[\]\\]/g, '\\$&')))
		.join('');
	return new RegExp(`^${pattern}$`).test(name);
}
