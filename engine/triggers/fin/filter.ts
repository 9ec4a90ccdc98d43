/** Which events a trigger is for. */

import type { IWebhookFunctions } from 'n8n-workflow';
import { ALL_EVENTS, PING } from '../../../catalog/events';
import { FIN_REPLIED, FIN_STATUS_UPDATED } from '../../../catalog/fin/events';
import { texts } from '../receiving/json';
import type { Event } from './event';

/** Event -> the parameter with the statuses it is wanted with. */
export const STATUS_PARAMETERS: Readonly<Record<string, string>> = { [FIN_REPLIED]: 'replyStatuses', [FIN_STATUS_UPDATED]: 'newStatuses' };

export function isWanted(host: Pick<IWebhookFunctions, 'getNodeParameter'>, { name, status }: Event): boolean {
	if (name === PING) return false;
	const events = texts(host.getNodeParameter('events', []));
	if (!events.includes(name) && !events.includes(ALL_EVENTS)) return false;
	const parameter = Object.hasOwn(STATUS_PARAMETERS, name) ? STATUS_PARAMETERS[name] : undefined;
	const statuses = parameter === undefined ? [] : texts(host.getNodeParameter(parameter, []));
	return !statuses.length || statuses.includes(status ?? '');
}
