/** What people should know of the answers of an execution beside their items, as n8n's execution hints. */

import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import type { Note } from '../../intercom/paging';

/** More of them nobody reads. */
const MOST_HINTS = 10;
const MOST_INDEXES = 5;

export class Hints {
	/** The items that each note is about, by its text. */
	private readonly notes = new Map<string, { note: Note; items: number[] }>();

	add(note: Note, item: number): void {
		const one = this.notes.get(note.text) ?? { note, items: [] };
		if (!one.items.includes(item)) one.items.push(item);
		this.notes.set(note.text, one);
	}

	/** `count`: how many items the node got; of a single one nobody has to say which it is. Versions of n8n without such hints show none. */
	show(host: Partial<Pick<IExecuteFunctions, 'addExecutionHints'>>, count: number): void {
		const all = [...this.notes.values()];
		if (!all.length) return;
		const hints = all.slice(0, MOST_HINTS).map(
			({ note, items }): NodeExecutionHint => ({
				message: `${note.text}.${count > 1 ? ` [${named(items)}]` : ''}`,
				type: note.kind === 'scrolled' ? 'info' : 'warning',
				location: 'outputPane',
			}),
		);
		if (all.length > MOST_HINTS)
			hints.push({
				message: `The same goes for more items: ${all.length - MOST_HINTS} further hints are not shown.`,
				type: 'warning',
				location: 'outputPane',
			});
		host.addExecutionHints?.(...hints);
	}
}

function named(items: number[]): string {
	const sorted = [...items].sort((a, b) => a - b);
	const more = sorted.length - MOST_INDEXES;
	return `${sorted.length > 1 ? 'items' : 'item'} ${sorted.slice(0, MOST_INDEXES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
