/** The panel of the Intercom Polling Trigger: which event, of which records, and how to poll. */

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { type Watch, type WatchedEvent, watches } from '../../../catalog/triggers/watches';
import { propertiesOf } from '../../fields';
import { PICKED } from '../../fields/refs';
import { comparedMethod } from '../../fields/search';
import { authenticationProperty } from '../../options';
import { outputProperties } from '../../describe/output';
import type { Slot } from '../../plan';
import { byName } from '../../words';
import { CHANGED_FIELDS, DEFAULT_LOOK_BACK_MINUTES, DEFAULT_MOST, WHEN_ACTIVE_AGAIN } from './options';
import { watchPlan } from './source';

const optionOf = ({ id, name, about }: WatchedEvent): INodePropertyOptions => ({
	name,
	value: id,
	action: `On ${name.toLowerCase()}`,
	description: about,
});

const eventProperty: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	required: true,
	options: watches.flatMap(({ events }) => events.map(optionOf)).sort(byName((option) => option.name)),
	default: 'contactNew',
};

/** What a watch asks for. */
const fieldsOf = (watch: Watch): INodeProperties[] => watchPlan(watch).slots.flatMap(formOf);

function formOf(slot: Slot): INodeProperties[] {
	const properties = propertiesOf(slot);
	return slot.field.required && properties.length === 1 ? [{ ...properties[0], required: true }] : properties;
}

const idsOf = ({ events }: Watch): string[] => events.map(({ id }) => id);

const shownWith = (event: string[], { displayOptions, ...property }: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: { ...displayOptions, show: { event, ...displayOptions?.show } },
});

/** What all watches ask for, each property shown with its events only; those that read the same are one. */
function ofAll(properties: (watch: Watch) => INodeProperties[]): INodeProperties[] {
	const events = new Map<string, string[]>();
	for (const watch of watches) {
		for (const field of properties(watch).map((property) => JSON.stringify(property)))
			events.set(field, [...(events.get(field) ?? []), ...idsOf(watch)]);
	}
	return [...events].map(([field, ids]) => shownWith(ids, JSON.parse(field) as INodeProperties));
}

/** Which fields have to change, for the events that tell of changes. */
const changedFields: INodeProperties[] = watches.flatMap(({ ask, events }) => {
	if (ask.by !== 'search') return [];
	const property: INodeProperties = {
		displayName: CHANGED_FIELDS,
		name: 'changedFields',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: comparedMethod(ask.over) },
		default: [],
		description: `Only changes of these fields count, and the output says which they were; any change when left empty. ${PICKED}.`,
	};
	return [
		shownWith(
			events.filter(({ at }) => at === 'updated_at').map(({ id }) => id),
			property,
		),
	];
});

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
		description:
			'Also output what happened since this moment, the oldest first, poll by poll. Only what happens after the activation when left empty.',
	},
	{
		displayName: 'When Active Again',
		name: 'whenActiveAgain',
		type: 'options',
		options: WHEN_ACTIVE_AGAIN,
		default: 'catchUp',
		description: 'What to do about the time in which the workflow was not active, or n8n was not running',
	},
];

export const properties: INodeProperties[] = [
	authenticationProperty,
	eventProperty,
	...ofAll(fieldsOf),
	...changedFields,
	...ofAll(({ source }) => outputProperties(source)),
	{ displayName: 'Options', name: 'options', type: 'collection', placeholder: 'Add Option', default: {}, options },
];
