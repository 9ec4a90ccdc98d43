/** The state of a poll in n8n's static data: few and short values, because n8n writes them with every execution. */

import type { IDataObject } from 'n8n-workflow';
import type { State } from './follow';
import { Seen } from './seen';

/** Undefined where there is none, or where it belongs to another `subject`. */
export function recall(kept: IDataObject, subject: string): State | undefined {
	const { low, upTo, span } = kept;
	if (kept.subject !== subject || typeof low !== 'number' || typeof upTo !== 'number') return undefined;
	return { low, upTo, ...(typeof span === 'number' && span > 0 ? { span } : {}), seen: new Seen(kept.seen) };
}

/** Without waiting in between: all of it is kept, or nothing. */
export function keep(kept: IDataObject, subject: string, { low, upTo, span, seen }: State): void {
	Object.assign(kept, { subject, low, upTo, span: span ?? 0, seen: seen.text() });
}
