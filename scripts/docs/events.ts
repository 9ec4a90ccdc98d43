/** The events of the webhook triggers: the topics of apps, and the events of the Fin Agent API. */

import { finEvents, type FinEvent } from '../../catalog/triggers/fin/events';
import { type EventTopic, events } from '../../catalog/triggers/topics';
import { families } from '../../catalog/triggers/topics/families';
import { table } from './table';

const SINCE: Partial<Record<EventTopic['stage'], string>> = { preview: 'Preview', legacy: 'before 2.6', unlisted: 'undocumented' };

const besideOf = ({ family }: EventTopic): string =>
	Object.values(families[family].beside ?? {})
		.map((name) => `\`${name}\``)
		.join(', ');

const topicRow = (event: EventTopic): string[] => {
	const { topic, name, about, object, stage, since, permissions } = event;
	return [`\`${topic}\``, name, about, object, besideOf(event), SINCE[stage] ?? since ?? '', permissions.join(', ')];
};

/** Every topic, by the groups of the catalog. */
export function topicsPage(): string {
	const groups = [...new Set(events.map(({ group }) => group))];
	const head = ['Topic', 'Name in n8n', 'What happened', 'Object', 'Beside `data`', 'API version', 'Permission'];
	return [
		'# Topics of the Intercom Trigger',
		'Made from the catalog by `npm run docs`. The topic is what you tick in the Developer Hub; one of the permissions is enough. What comes out is explained in [triggers.md](triggers.md#what-comes-out).',
		...groups.map((group) => `## ${group}\n\n${table(head, events.filter((event) => event.group === group).map(topicRow))}`),
	].join('\n\n');
}

const finRow = ({ event, name, about, since, statuses }: FinEvent): string[] => [
	`\`${event}\``,
	name,
	about,
	statuses.map(({ status }) => `\`${status}\``).join(', '),
	since,
];

/** The events of the Fin Agent API. */
export const eventRows = (): string => table(['Event', 'Name in n8n', 'What happened', 'Status', 'API version'], finEvents.map(finRow));
