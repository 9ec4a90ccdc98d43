/**
 * A catalog row as n8n sees it: which parameter stands for which field, where it is entered and where it
 * goes. The panel (describe/) and the reading of parameters (execute/) both follow this plan, so they cannot disagree.
 */

import type { CatalogNode, Field, Fields, Operation, Resource, Availability } from '../catalog/language/types';
import { isLarge } from './fields';
import { labelOf, paramOf } from './words';

export type Where = 'path' | 'query' | 'body' | 'shared' | 'inputs';

export interface Slot {
	/** Intercom's name; dots go into objects. */
	wire: string;
	/** The name in the row: `wire`, and what tells it apart from another field of that name. */
	key: string;
	field: Field;
	where: Where;
	/** n8n's parameter name. */
	param: string;
	label: string;
	/** Shown by itself, or one of the entries that people add to the collection. */
	place: 'top' | 'collection';
	/** Another parameter that must have one of these values. */
	when?: { param: string; is: readonly string[] };
}

export interface Plan {
	resource: Resource;
	operation: Operation;
	slots: Slot[];
	/** n8n name and label of the collection with the optional fields. */
	collection: { name: string; label: string; add: string };
	/** Whether anything is written, so that empty values need a rule. */
	writes: boolean;
}

const STANDINGS: Record<Availability, string> = { legacy: 'Legacy', managed: 'Managed Availability' };

/** What people read: the name, and what is special about it. */
export const nameOf = ({ name, availability: standing }: Operation): string => (standing ? `${name} (${STANDINGS[standing]})` : name);

export const endpoints = ({ request }: Operation) => (typeof request === 'string' ? [request] : request);

const WHERES: readonly Where[] = ['path', 'inputs', 'body', 'shared', 'query'];

function fieldsOf(operation: Operation, where: Where): Fields {
	return (where === 'shared' ? operation.batch?.shared : operation[where]) ?? {};
}

const isTop = (field: Field): boolean => field.required === true || field.alwaysShown === true || isLarge(field);

export function planOf(resource: Resource, operation: Operation): Plan {
	const slots: Slot[] = [];
	for (const where of WHERES) {
		const fields = fieldsOf(operation, where);
		for (const [wire, field] of Object.entries(fields)) {
			const other = field.when && fields[field.when.field];
			slots.push({
				wire: wire.split('#')[0],
				key: wire,
				field,
				where,
				param: paramOf(wire, field),
				label: labelOf(wire, field),
				place: isTop(field) ? 'top' : 'collection',
				...(field.when && other ? { when: { param: paramOf(field.when.field, other), is: [field.when.is].flat() } } : {}),
			});
		}
	}
	const [endpoint] = endpoints(operation);
	const collection =
		/^(PUT|PATCH) /.test(endpoint) && !operation.batch
			? { name: 'updateFields', label: 'Update Fields', add: 'Add Field' }
			: endpoint.startsWith('GET') && operation.list
				? { name: 'filters', label: 'Filters', add: 'Add Filter' }
				: { name: 'additionalFields', label: 'Additional Fields', add: 'Add Field' };
	return {
		resource,
		operation,
		slots,
		collection,
		writes: slots.some(({ where }) => where === 'body' || where === 'inputs' || where === 'shared'),
	};
}

/** Whether what is sent has to change something, because an update of nothing would report success. */
export const isUpdate = (operation: Operation): boolean =>
	!operation.procedure && operation.body !== undefined && /^(PUT|PATCH) /.test(endpoints(operation)[0]);

/** Whether a value for the field is a change. */
export const changes = ({ isNoChange }: Field): boolean => isNoChange !== true;

/** Every plan of a node, by resource and operation value. */
export class Plans {
	readonly all: Plan[];
	private readonly byName: Map<string, Plan>;

	constructor(readonly node: CatalogNode) {
		this.all = node.resources.flatMap((resource) => resource.operations.map((operation) => planOf(resource, operation)));
		this.byName = new Map(this.all.map((plan) => [`${plan.resource.id} ${plan.operation.id}`, plan]));
	}

	find(resource: string, operation: string): Plan | undefined {
		return this.byName.get(`${resource} ${operation}`);
	}
}
