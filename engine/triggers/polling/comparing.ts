/** Leaves out changes of other fields than the chosen ones; without chosen ones, nothing. */

import { steadyNow } from '../../../intercom/steady';
import { Compared } from './changed';
import type { Found } from './follow';
import type { WatchedList } from './source';

/** `changed`: the chosen fields that did; null where that cannot be told. Absent: none were chosen. */
export type Passed = Found & { changed?: string[] | null };

/** So long the activation of a workflow may take for it, and not more than half of what a poll may take; milliseconds. */
const MOST_MS = 20_000;
/** Before there was anything. */
const BEGINNING = 1;

export class Comparing {
	private readonly compared?: Compared;
	private readonly isKnown: boolean;

	constructor(fields: readonly string[], text: string | undefined) {
		this.isKnown = Compared.isOf(fields, text);
		if (fields.length) this.compared = new Compared(fields, text);
	}

	/** Reads what the fields of the records are that changed last, where that is not known yet: to compare with. @param upTo what changed from then on is not compared yet; Unix seconds */
	async begin(list: WatchedList, upTo: number, budgetMs: number): Promise<void> {
		const { compared } = this;
		if (!compared || this.isKnown) return;
		const ends = steadyNow() + Math.min(MOST_MS, budgetMs / 2);
		for (let position: string | undefined; ; ) {
			const { rows, next } = await list.page({ from: BEGINNING, way: 'descending' }, position);
			for (const { order, json } of rows) if (json && (order ?? 0) < upTo && compared.size < compared.most) compared.meet(json);
			if (next === undefined || compared.size >= compared.most || steadyNow() > ends) return;
			position = next;
		}
	}

	/** What is remembered of the records of these changes; see `putBack`. */
	entries(found: readonly Found[]): string {
		return this.compared?.entries(found.map(({ json }) => json)) ?? '';
	}

	putBack(text: string): void {
		this.compared?.putBack(text);
	}

	/** Undefined where none of the chosen fields has changed. */
	passed(found: Found): Passed | undefined {
		if (!this.compared) return found;
		const changed = this.compared.judge(found.json);
		return changed === null || changed.length ? { ...found, changed } : undefined;
	}

	/** Remembers records that count as not changed. */
	meet(records: readonly Record<string, unknown>[]): void {
		for (const record of records) this.compared?.meet(record);
	}

	text(): string | undefined {
		return this.compared?.text();
	}
}
