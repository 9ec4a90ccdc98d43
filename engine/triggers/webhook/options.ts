/** The panel's parameters as plain values. */

import type { Actor } from '../../../catalog/triggers/topics';
import { flagOr } from '../../convert/flag';
import { choices, texts } from '../../convert/list';
import { number } from '../../convert/number';
import { chosenIn, optionsOf, outputsAll, type Panel } from '../receiving/options';

export interface Options {
	topics: string[];
	/** Workspace IDs; empty: all. */
	workspaces: string[];
	ignored: Actor[];
	/** Milliseconds; absent: any age. */
	maximumAgeMs?: number;
	fullNotification: boolean;
	fetchFullObject: boolean;
}

const ACTORS: readonly Actor[] = ['bot', 'contact', 'teammate'];

/** Throws `BadValue`. */
export function readOptions(panel: Panel): Options {
	const { workspaceId, ignoreActionsBy, fetchFullObject, maximumAgeMinutes } = optionsOf(panel);
	return {
		topics: chosenIn(panel, 'events', 'Events'),
		workspaces: texts(workspaceId, 'Only This Workspace'),
		ignored: choices(ACTORS, ignoreActionsBy, 'Ignore Actions By') as Actor[],
		...(maximumAgeMinutes === undefined
			? {}
			: { maximumAgeMs: 60_000 * number(maximumAgeMinutes, 'Maximum Age (Minutes)', { whole: true, min: 1 }) }),
		fullNotification: outputsAll(panel),
		fetchFullObject: flagOr(false, fetchFullObject, 'Fetch Full Object'),
	};
}
