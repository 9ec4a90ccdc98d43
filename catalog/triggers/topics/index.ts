/**
 * Every topic an app in Intercom's Developer Hub can subscribe to. Events of the Fin Agent API are not here: they
 * come over a webhook of their own, signed with another secret, in another envelope (docs/intercom-behavior.md#fin-events).
 */

import type { Actor, Place } from './actors';
import { content } from './content';
import { families } from './families';
import { legacy } from './legacy';
import { people } from './people';
import { support } from './support';
import type { EventTopic, Family } from './types';
import { workspace } from './workspace';

export type { Actor, Place } from './actors';
export type { EventTopic, Family, Permission, Stage } from './types';

/** What Intercom sends to see whether somebody is there; every app gets it, nobody subscribes to it. */
export const PING = 'ping';

/** Stands for all topics, also those that Intercom adds after this was written. */
export const ALL_EVENTS = '*';

export const events: readonly EventTopic[] = [...people, ...support, ...content, ...workspace, ...legacy];

const byTopic = new Map(events.map((event) => [event.topic, event]));

/** Undefined for topics newer than this list. */
export const eventOf = (topic: string): EventTopic | undefined => byTopic.get(topic);

/** Who did what a topic reports: a kind, or the places to look at in this order; none where it does not tell. */
export const actorIn = (topic: string): Actor | readonly Place[] => eventOf(topic)?.actor ?? familyOf(topic).actor ?? [];

/** How to read the item of a notification. A topic that is not in the list is read as its namesakes are. */
export function familyOf(topic: string): Family {
	const known = eventOf(topic)?.family;
	if (known) return families[known];
	if (topic.startsWith('ticket.')) return families.ticket;
	return topic.startsWith('conversation.') ? families.conversation : families.plain;
}
