/** An entry of a list that is there to be read: what the list does not have, and why. */

import type { INode, INodePropertyOptions } from 'n8n-workflow';
import { toNodeError } from '../execute/errors';

/** `why`: words, or what was thrown. `value`: what whoever chooses the entry all the same gets. */
export function notice(name: string, why: unknown, node: INode, value: string): INodePropertyOptions {
	if (typeof why === 'string') return { name, value, description: why };
	const { message, description } = toNodeError(why, { node });
	return { name, value, description: [message, description].filter(Boolean).join('. ') };
}
