/** Records as the panel points at them. */

import { id } from './id';
import { isObject } from './json';
import { BadValue, kindOf, shown } from './refusal';
import { text } from './text';

/** A record by its ID, or in a way that still has to be turned into an ID. */
export interface Located {
	mode: string;
	value: string;
}

/**
 * Reads a resource locator of n8n's, or an ID from an expression (see `id`). Undefined where nothing was given.
 * `url`: the addresses such a record has in Intercom. Throws `BadValue`.
 */
export function located(value: unknown, label: string, url: { pattern: string; name: string } | undefined): Located | undefined {
	if (value === undefined || value === null) return undefined;
	// a default that nobody has touched has no mark
	if (!isObject(value) || !('__rl' in value || ('mode' in value && 'value' in value))) return byId(value, label);
	const { mode, value: entered } = value as { mode?: unknown; value?: unknown };
	if (entered === undefined || entered === null) return undefined;
	if (!mode || mode === 'id' || mode === 'list') return byId(entered, label);
	if (typeof mode !== 'string') throw new BadValue(label, `cannot be given by ${kindOf(mode)}`);
	const words = text(entered, label).trim();
	if (!words) return undefined;
	if (mode !== 'url') return { mode, value: words };
	const found = url && new RegExp(url.pattern).exec(words)?.[1];
	if (!found) throw new BadValue(label, `is not the address of a ${(url?.name ?? 'record').toLowerCase()} in Intercom: ${shown(words)}`);
	return { mode: 'id', value: found };
}

function byId(value: unknown, label: string): Located | undefined {
	const found = id(value, label);
	return found ? { mode: 'id', value: found } : undefined;
}
