/** What the Intercom Polling Trigger can watch, as data. How it is read is in engine/triggers/polling. */

import { channels } from './channels';
import { inbox } from './inbox';
import { people } from './people';
import { knowledge } from './knowledge';
import type { Watch, WatchedEvent } from './types';
import { workspace } from './workspace';

export { ANY, type Ask, type Watch, type WatchedEvent } from './types';

export const watches: readonly Watch[] = [...people, ...inbox, ...channels, ...knowledge, ...workspace];

/** The watch and the event of an n8n value. */
export function watchOf(id: string): { watch: Watch; event: WatchedEvent } | undefined {
	for (const watch of watches) {
		const event = watch.events.find((one) => one.id === id);
		if (event) return { watch, event };
	}
	return undefined;
}
