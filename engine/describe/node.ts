/**
 * A node of the catalog -> its `properties` in n8n: authentication, resource, operation, what each operation
 * needs, and options. Properties that read the same are shared between operations, because n8n evaluates
 * every top-level property of a node at each execution (docs/n8n-behavior.md#properties-at-every-execution).
 */

import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { CatalogNode } from '../../catalog/language/types';
import { extrasOf, isLast, propertiesOf } from '../fields';
import { authenticationProperty, optionsProperty } from '../options';
import { changes, isUpdate, nameOf, type Plan, type Plans, type Slot } from '../plan';
import { byName } from '../words';
import { outputProperties } from './output';

/** In the order the panel shows them. */
type Part = (plan: Plan) => INodeProperties[];

const fields: Part = ({ slots }) => slots.filter(({ place, field }) => place === 'top' && !isLast(field)).flatMap(shown);
const lastFields: Part = ({ slots }) => slots.filter(({ field }) => isLast(field)).flatMap(shown);

/** Inside a collection, another parameter is named from the root. */
function shown(slot: Slot): INodeProperties[] {
	const { field, place, when } = slot;
	const properties = propertiesOf(slot);
	if (properties.length !== 1) return properties;
	const required = field.required && place === 'top' ? { required: true } : {};
	const displayOptions = when ? { displayOptions: { show: { [place === 'top' ? when.param : `/${when.param}`]: [...when.is] } } } : {};
	return [{ ...properties[0], ...required, ...displayOptions }];
}

const listing: Part = ({ operation }) =>
	operation.list
		? [
				{
					displayName: 'Return All',
					name: 'returnAll',
					type: 'boolean',
					default: false,
					description: 'Whether to return all results or only up to a given limit',
				},
				{
					displayName: 'Limit',
					name: 'limit',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 50,
					description: 'Max number of results to return',
					displayOptions: { show: { returnAll: [false] } },
				},
			]
		: [];

const output: Part = ({ operation }) => outputProperties(operation);

/** Whether a field of the collection has to be filled in: none of the others is a change by itself. */
function needsChange({ operation, slots }: Plan): boolean {
	const [aim, ...others] = slots.filter(({ where, field }) => where === 'body' && field.required);
	return (
		isUpdate(operation) &&
		![...(slots.some(({ where }) => where === 'path') ? [aim] : []), ...others].some((slot) => slot && changes(slot.field))
	);
}

const collection: Part = (plan) => {
	const entries = plan.slots.flatMap((slot) => [...extrasOf(slot.field), ...(slot.place === 'collection' ? shown(slot) : [])]);
	if (!entries.length) return [];
	const { name, label, add } = plan.collection;
	return [
		{
			displayName: label,
			name,
			type: 'collection',
			...(needsChange(plan) ? { required: true } : {}),
			placeholder: add,
			default: {},
			options: entries.sort(byName((entry) => entry.displayName)),
		},
	];
};

const PARTS: readonly Part[] = [fields, lastFields, listing, output, collection];

export function describe({ node, all: plans }: Plans): INodeProperties[] {
	return [
		authenticationProperty,
		resourceProperty(node),
		...node.resources.map(operationProperty),
		...PARTS.flatMap((part) => share(plans.map((plan) => ({ plan, properties: part(plan) })))),
		optionsProperty,
	];
}

function resourceProperty({ resources }: CatalogNode): INodeProperties {
	const options = resources.map(({ id, name, about }) => ({ name, value: id, description: about })).sort(byName((option) => option.name));
	return { displayName: 'Resource', name: 'resource', type: 'options', noDataExpression: true, options, default: resources[0].id };
}

function operationProperty(resource: CatalogNode['resources'][number]): INodeProperties {
	const options = resource.operations
		.map((operation) => ({ name: nameOf(operation), value: operation.id, action: operation.action, description: operation.about }))
		.sort(byName((option) => option.name));
	const first = resource.operations.find(({ id }) => id === (resource.opens ?? 'getAll')) ?? resource.operations[0];
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.id] } },
		options,
		default: first.id,
	};
}

/** Gives every property its place, and properties that are equal one common place. */
function share(entries: Array<{ plan: Plan; properties: INodeProperties[] }>): INodeProperties[] {
	const groups = new Map<string, { property: INodeProperties; users: Map<string, string[]> }>();
	for (const { plan, properties } of entries) {
		for (const property of properties) {
			const key = JSON.stringify(property);
			const group = groups.get(key) ?? { property, users: new Map<string, string[]>() };
			groups.set(key, group);
			const operations = group.users.get(plan.resource.id) ?? [];
			group.users.set(plan.resource.id, [...operations, plan.operation.id]);
		}
	}
	const shared = [...groups].flatMap(([key, { property, users }]) =>
		places(users).map((show) => ({ key, show, shown: placed(property, show) })),
	);
	const placeOf = (plan: Plan, property: INodeProperties) =>
		shared.find(
			({ key, show }) =>
				show.resource.includes(plan.resource.id) && show.operation.includes(plan.operation.id) && key === JSON.stringify(property),
		);
	return inOrder(
		shared,
		entries.map(({ plan, properties }) => properties.flatMap((property) => placeOf(plan, property) ?? [])),
	).map(({ shown }) => shown);
}

/** So that every operation shows its fields in the order of its row; where two rows disagree, the first one wins. */
function inOrder<T>(all: T[], rows: T[][]): T[] {
	const before = new Map(all.map((one) => [one, new Set<T>()]));
	for (const row of rows) row.forEach((one, index) => index && before.get(one)?.add(row[index - 1]));
	const left = [...all];
	const sorted: T[] = [];
	while (left.length) {
		const free = left.findIndex((one) => ![...(before.get(one) ?? [])].some((earlier) => left.includes(earlier)));
		sorted.push(...left.splice(Math.max(free, 0), 1));
	}
	return sorted;
}

/** Resources whose operations of the same names use a property are shown together. */
function places(users: Map<string, string[]>): Array<{ resource: string[]; operation: string[] }> {
	const byOperations = new Map<string, { resource: string[]; operation: string[] }>();
	for (const [resource, operation] of users) {
		const key = JSON.stringify(operation);
		const place = byOperations.get(key) ?? { resource: [], operation };
		place.resource.push(resource);
		byOperations.set(key, place);
	}
	return [...byOperations.values()];
}

function placed({ displayOptions, ...property }: INodeProperties, show: NonNullable<IDisplayOptions['show']>): INodeProperties {
	return { ...property, displayOptions: { ...displayOptions, show: { ...show, ...displayOptions?.show } } };
}
