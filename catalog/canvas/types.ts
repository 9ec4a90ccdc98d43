/** The words in which the components of a canvas (Intercom's Canvas Kit) are written. */

import type { Choice } from '../language/types';

export type ActionType = 'submit' | 'url' | 'sheet';

interface PartBase {
	/** As the panel shows it. */
	label: string;
	about?: string;
	example?: string;
	required?: boolean;
	/** Name in the form, where that of the wire is taken by another component with other choices. */
	param?: string;
	/** Only in JSON: hardly anybody needs it. */
	rare?: boolean;
}

/** One field of a component, by what it may be. */
export type Part = PartBase &
	(
		| { kind: 'text'; rows?: number }
		| { kind: 'url' }
		| { kind: 'flag' }
		| { kind: 'pixels' }
		| { kind: 'choice'; choices: readonly Choice[]; initial: string }
		/** IDs of options that are chosen to begin with. */
		| { kind: 'ids' }
		/** Objects of this type, so many. */
		| { kind: 'list'; of: Parts; type: string; row: string; least: number; most?: number }
		/** What happens when it is pressed. `initial`: none, unless it has to have one. */
		| { kind: 'action'; may: readonly ActionType[] }
	);

/** Wire name -> field. */
export type Parts = Record<string, Part>;

/** One kind of component. */
export interface ComponentRow {
	/** `type` on the wire. */
	type: string;
	name: string;
	about: string;
	/** Whether it has to have an ID, because its value or its press is told by it. */
	identified: boolean;
	parts: Parts;
	/** Lists whose rows can be made of the input items: the list, and what a row is made of. */
	fromItems?: { list: string; fields: 'rows' | 'table' };
}
