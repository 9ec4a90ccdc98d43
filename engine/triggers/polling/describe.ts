/** The panel of the Intercom Polling Trigger: which event, of which records, and how to poll. */

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { type Watch, type WatchedEvent, watches } from '../../../catalog/watches';
import { propertyOf } from '../../describe/fields';
import { authenticationProperty } from '../../describe/options';
import { searchProperties } from '../../describe/search';
import { planOf, type Slot } from '../../plan';
import { byName } from '../../words';
import { DEFAULT_LOOK_BACK_MINUTES, DEFAULT_MOST } from './options';

const optionOf = ({ id, name, about }: WatchedEvent): INodePropertyOptions => ({ name, value: id, action: `On ${name.toLowerCase()}`, description: about });

const eventProperty: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	required: true,
	options: watches.flatMap(({ events }) => events.map(optionOf)).sort(byName((option) => option.name)),
	default: 'contactNew',
};

/** What a watch asks for, shown with its events only. */
function fieldsOf({ source, events }: Watch): INodeProperties[] {
	const { slots } = planOf({ id: 'watch', name: 'Watch', about: '', operations: [] }, source);
	return slots.flatMap(formOf).map((property) => shownWith(events.map(({ id }) => id), property));
}

function formOf(slot: Slot): INodeProperties[] {
	if (slot.field.kind === 'search') return searchProperties(slot.field.over, slot.field.optional);
	return [{ ...propertyOf(slot), ...(slot.field.required ? { required: true } : {}) }];
}

const shownWith = (event: string[], { displayOptions, ...property }: INodeProperties): INodeProperties => ({ ...property, displayOptions: { ...displayOptions, show: { event, ...displayOptions?.show } } });

/** Properties that differ only in their events become one. */
function shared(all: INodeProperties[]): INodeProperties[] {
	const found = new Map<string, { property: INodeProperties; events: unknown[] }>();
	for (const property of all) {
		const events = property.displayOptions?.show?.event ?? [];
		const key = JSON.stringify(shownWith([], { ...property, displayOptions: { show: { ...property.displayOptions?.show, event: [] } } }));
		const known = found.get(key);
		if (known) known.events.push(...(events as unknown[]));
		else found.set(key, { property, events: [...(events as unknown[])] });
	}
	return [...found.values()].map(({ property, events }) => shownWith([], { ...property, displayOptions: { ...property.displayOptions, show: { ...property.displayOptions?.show, event: events as string[] } } }));
}

const simplified = watches.filter(({ source }) => source.simplify).flatMap(({ events }) => events.map(({ id }) => id));

const options: INodeProperties[] = [
	{
		displayName: 'Look Back (Minutes)',
		name: 'lookBackMinutes',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1440 },
		default: DEFAULT_LOOK_BACK_MINUTES,
		description: 'How far every poll reads again: Intercom can show a record minutes after it changed. Nothing is output twice.',
	},
	{
		displayName: 'Max Items per Poll',
		name: 'maxItems',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10_000 },
		default: DEFAULT_MOST,
		description: 'How many items one execution gets at most. What is left comes with the next poll, the oldest first.',
	},
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'dateTime',
		default: '',
		description: 'Also output what happened since this moment, the oldest first, poll by poll. Only what happens after the activation when left empty.',
	},
];

export const properties: INodeProperties[] = [
	authenticationProperty,
	eventProperty,
	...shared(watches.flatMap(fieldsOf)),
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: { show: { event: simplified } },
	},
	{ displayName: 'Options', name: 'options', type: 'collection', placeholder: 'Add Option', default: {}, options },
];
