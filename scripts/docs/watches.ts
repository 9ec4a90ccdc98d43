/** What the polling trigger can watch. */

import { type Watch, type WatchedEvent, watches } from '../../catalog/triggers/watches';
import { endpoints } from '../../engine/plan';
import { table } from './table';

const rowOf = ({ source }: Watch, { name, about, at }: WatchedEvent): string[] => [
	name,
	about,
	`\`${at}\``,
	`\`${endpoints(source)[0]}\`${source.since === 'Preview' ? ' (Preview)' : ''}`,
];

/** Every event with the moment that counts and the request that asks for it. */
export const watchRows = (): string =>
	table(
		['Event', 'What it tells', 'The moment that counts', 'How it is asked for'],
		watches.flatMap((watch) => watch.events.map((event) => rowOf(watch, event))),
	);
