/** The event filter of the panel. */

import { ALL_EVENTS, PING } from '../../../catalog/triggers/topics';
import { FIN_REPLIED, FIN_STATUS_UPDATED } from '../../../catalog/triggers/fin/events';
import { chosenIn, type Panel } from '../receiving/options';
import type { Event } from './event';

/** Event -> the parameter with its wanted statuses. */
export const STATUS_PARAMETERS: Readonly<Record<string, string>> = { [FIN_REPLIED]: 'replyStatuses', [FIN_STATUS_UPDATED]: 'newStatuses' };
/** Event -> the label of that parameter. */
export const STATUS_LABELS: Readonly<Record<string, string>> = {
	[FIN_REPLIED]: 'Replies With Status',
	[FIN_STATUS_UPDATED]: 'Status Changes To',
};

/** Selected events, and statuses of some (none: all). Throws `BadValue`. */
export function readFilter(panel: Panel): { events: string[]; statuses: Readonly<Record<string, string[]>> } {
	return {
		events: chosenIn(panel, 'events', 'Events'),
		statuses: Object.fromEntries(
			Object.entries(STATUS_PARAMETERS).map(([event, parameter]) => [event, chosenIn(panel, parameter, STATUS_LABELS[event])]),
		),
	};
}

/** Throws `BadValue`. */
export function isWanted(panel: Panel, { name, status }: Event): boolean {
	if (name === PING) return false;
	const { events, statuses } = readFilter(panel);
	if (!events.includes(name) && !events.includes(ALL_EVENTS)) return false;
	const wanted = Object.hasOwn(statuses, name) ? statuses[name] : [];
	return !wanted.length || wanted.includes(status ?? '');
}
