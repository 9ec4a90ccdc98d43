/** The way to Intercom for a question and for the note that says how it was answered. */

import type { Json } from '../../intercom/json';
import type { Calls } from '../../procedures/procedure';
import { ownAdmin } from '../../procedures/review';
import { RECORD } from '../../intercom/answers';
import { STABLE_VERSION } from '../../intercom/versions';
import { collection } from '../convert/list';
import { located } from '../convert/locator';
import { BadValue } from '../convert/refusal';
import type { Session } from '../session';
import type { ReadParameter } from './question';

export type Wire = Pick<Calls, 'send'>;

/** Paced and retried as any request of the package. */
export const wireOf = (session: Session): Wire => ({
	send: async (endpoint, parts = {}) => (await session.send({ endpoint, version: STABLE_VERSION, ...parts, holds: RECORD })).body as Json,
});

/** Who writes the notes: the admin the credential belongs to, unless another one is chosen. Rejects with `BadValue`, `IntercomError`. */
export async function writerOf(read: ReadParameter, wire: Wire): Promise<string> {
	const chosen = located(collection(read('options'), 'Options').noteAdminId, 'Admin', undefined);
	const id = chosen?.value ?? (await ownAdmin(wire));
	if (id === undefined)
		throw new BadValue(
			'Admin',
			'is empty, and Intercom does not say which admin the credential belongs to',
			"Add the option 'Admin' and choose the teammate who writes the notes.",
		);
	return id;
}
