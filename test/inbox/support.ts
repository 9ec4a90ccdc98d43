/** Shorthands for what the panel stores, and for what stands in the demo workspace. */

import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../scripts/host';
import type { Simulator } from '../../simulator';
import { useIntercom } from '../support/intercom';

export { by } from '../support/intercom';

/** A form of attributes as the panel stores it. */
export const form = (
	fields: Record<string, string>,
	value: IDataObject | null,
	mappingMode = 'defineBelow',
	options: Record<string, string[]> = {},
) => ({
	mappingMode,
	value,
	matchingColumns: [],
	schema: Object.entries(fields).map(([id, type]) => ({
		id,
		displayName: id,
		type,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: false,
		...(options[id] ? { options: options[id].map((name) => ({ name, value: name })) } : {}),
	})),
});

/** Files of an item: name of the binary field -> content, name and type. */
export const withFiles = (
	json: IDataObject,
	files: Record<string, { text?: string; data?: Buffer; fileName?: string; mimeType?: string; bytes?: number }>,
): Item => ({
	json,
	binary: Object.fromEntries(
		Object.entries(files).map(
			([name, { text = '', data = Buffer.from(text), fileName = `${name}.txt`, mimeType = 'text/plain', bytes = data.length }]) => [
				name,
				{ data: data.toString('base64'), fileName, mimeType, bytes } as never,
			],
		),
	),
});

/** A node over the demo workspace, and the records that tests of the inbox begin with. */
export function useInbox() {
	const intercom = useIntercom({ seed: 'demo' });
	return Object.assign(intercom, {
		/** `METHOD /path` and body of every request that writes. */
		written: () =>
			intercom.sim.requests
				.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search'))
				.map(({ method, path, body }) => ({ request: `${method} ${path}`, body })),
		/** A conversation that is open, and not a ticket as well. */
		open: () => pick(intercom.sim, ({ state }) => state === 'open'),
		snoozed: () => pick(intercom.sim, ({ state }) => state === 'snoozed'),
		closed: () => pick(intercom.sim, ({ state }) => state === 'closed'),
	});
}

function pick({ workspace: { inbox } }: Simulator, wanted: (conversation: ReturnType<typeof inbox.conversations.need>) => boolean) {
	const found = inbox.conversations
		.all()
		.find((conversation) => wanted(conversation) && !inbox.tickets.get(conversation.id) && conversation.parts.length < 100);
	if (!found) throw new Error('The workspace has no such conversation');
	return found;
}
