/** The notification filter of the panel. */

import { ALL_EVENTS, PING } from '../../../catalog/triggers/topics';
import { actorOf } from './actor';
import type { Notification } from './notification';
import type { Options } from './options';

export function isWanted(notification: Notification, { topics, workspaces, ignored, maximumAgeMs }: Options): boolean {
	const { topic, item, workspaceId, createdAt } = notification;
	if (topic === PING || item.type === PING) return false;
	if (!topics.includes(topic) && !topics.includes(ALL_EVENTS)) return false;
	if (workspaces.length && !workspaces.includes(workspaceId ?? '')) return false;
	if (maximumAgeMs !== undefined && createdAt !== null && Date.parse(createdAt) < Date.now() - maximumAgeMs) return false;
	const actor = actorOf(topic, item);
	// events without a known actor are not ignored
	return actor === undefined || !ignored.includes(actor);
}
