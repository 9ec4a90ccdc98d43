/** The panel of the Intercom Fin Trigger: which events, with which status, and what to do with them. */

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ALL_EVENTS } from '../../../catalog/triggers/topics';
import {
	FIN_REPLIED,
	FIN_STATUS_UPDATED,
	type FinEvent,
	finEventOf,
	finEvents,
	type FinStatus,
} from '../../../catalog/triggers/fin/events';
import { authenticationProperty, optionsOf } from '../../options';
import { byName } from '../../words';
import { nextStep } from '../next-step';
import { STATUS_LABELS, STATUS_PARAMETERS } from './filter';

const sorted = (options: INodePropertyOptions[]): INodePropertyOptions[] => options.sort(byName((option) => option.name));

const eventOption = ({ event, name, action, about, since }: FinEvent): INodePropertyOptions => ({
	name,
	value: event,
	action,
	description: `${about}. Event ${event}, API version ${since} or newer.`,
});
const statusOption = ({ status, name, about }: FinStatus): INodePropertyOptions => ({ name, value: status, description: about });

const allEvents: INodePropertyOptions = {
	name: 'All Events',
	value: ALL_EVENTS,
	action: 'On any event of Fin',
	description: 'Whatever Fin sends, also events that are not in this list',
};

/** Shown where the event is chosen. */
const statuses = (event: string, description: string): INodeProperties => ({
	displayName: STATUS_LABELS[event],
	name: STATUS_PARAMETERS[event],
	type: 'multiOptions',
	options: sorted((finEventOf(event)?.statuses ?? []).map(statusOption)),
	default: [],
	displayOptions: { show: { events: [event, ALL_EVENTS] } },
	description,
});

const options: INodeProperties[] = [
	{
		displayName: 'Full Notification',
		name: 'fullNotification',
		type: 'boolean',
		default: false,
		description: 'Whether to output the event as Intercom sent it, with its own names of the fields',
	},
	{
		displayName: 'Verify Signature',
		name: 'verifySignature',
		type: 'boolean',
		default: true,
		description:
			'Whether to check with the Fin signing secret of the credential that an event really comes from Intercom. Turned off, anybody who knows the address can start this workflow.',
	},
];

export const properties: INodeProperties[] = [
	authenticationProperty,
	nextStep('Paste the Production URL above as callback URL in Intercom: Fin AI Agent > Deploy > Fin Agent API', 'fin-agent-api'),
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: sorted([...finEvents.map(eventOption), allEvents]),
		required: true,
		default: [],
		description: 'What starts the workflow. Intercom sends all events to the callback URL; the others are answered and start nothing.',
	},
	statuses(FIN_REPLIED, 'Only replies that come with one of these. Leave empty for all replies.'),
	statuses(FIN_STATUS_UPDATED, 'Only changes to one of these. Leave empty for all changes.'),
	optionsOf(options),
];
