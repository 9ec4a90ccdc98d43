/** The panel's parameters as plain values. */

import { AUDIENCES, LOCATIONS } from '../../../catalog/canvas';
import { flagOr } from '../../convert/flag';
import { choices, texts } from '../../convert/list';
import { number } from '../../convert/number';
import { text } from '../../convert/text';
import { optionsOf, type Panel } from '../receiving/options';
import type { AppRequest } from './request';

export interface Options {
	events: string[];
	locations: string[];
	audiences: string[];
	/** IDs; a star at the end matches any suffix. */
	components: string[];
	errorText: string;
	nothingText: string;
	/** Milliseconds; absent: waits for the workflow without a limit. */
	loadingMs?: number;
	loadingText: string;
	fullRequest: boolean;
}

export const ERROR_TEXT = 'Something went wrong. Please try again.';
export const NOTHING_TEXT = 'There is nothing to show here.';
export const LOADING_TEXT = 'This takes a moment.';
export const LOADING_SECONDS = 4;

/** Throws `BadValue`. */
export function readOptions(panel: Panel): Options {
	const options = optionsOf(panel);
	const seconds = number(options.loadingAfter ?? LOADING_SECONDS, 'Show Loading After (Seconds)', { min: 0, max: 60 });
	return {
		events: texts(panel.getNodeParameter('events', []), 'Events'),
		locations: choices(
			LOCATIONS.map(({ value }) => value),
			options.locations ?? [],
			'Only at These Places',
		),
		audiences: choices(
			AUDIENCES.map(({ value }) => value),
			options.audiences ?? [],
			'Only For',
		),
		components: texts(options.components ?? '', 'Only These Components'),
		errorText: text(options.errorText ?? '', 'Text for Errors') || ERROR_TEXT,
		nothingText: text(options.nothingText ?? '', 'Text Where There Is Nothing') || NOTHING_TEXT,
		...(seconds > 0 ? { loadingMs: seconds * 1000 } : {}),
		loadingText: text(options.loadingText ?? '', 'Text While Loading') || LOADING_TEXT,
		fullRequest: flagOr(false, options.fullRequest, 'Full Request'),
	};
}

/** Whether a request passes the filters. Missing values (the location of a card) pass. */
export function isWanted(
	{ event, location, audience, componentId }: AppRequest,
	{ events, locations, audiences, components }: Options,
): boolean {
	if (!events.includes(event)) return false;
	if (locations.length && location !== null && !locations.includes(location)) return false;
	if (audiences.length && audience !== null && !audiences.includes(audience)) return false;
	return (
		componentId === null ||
		!components.length ||
		components.some((wanted) => (wanted.endsWith('*') ? componentId.startsWith(wanted.slice(0, -1)) : componentId === wanted))
	);
}
