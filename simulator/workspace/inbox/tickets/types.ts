/** Ticket types, their attributes, and the states tickets go through. */
import { badRequest, invalid, notFound } from '../../../manners/errors';
import type { Workspace } from '../../index';
import type { Attributes } from '../../types';
import type { FileWish } from '../files';
import type { Category, StateCategory, TicketDataType, TicketState, TicketType, TicketTypeAttribute } from '../types';

/** An attribute to be made; a list needs `list_items`. */
export interface NewTicketAttribute extends Partial<Omit<TicketTypeAttribute, 'input_options'>> {
	name: string;
	data_type: TicketDataType;
	multiline?: boolean;
	list_items?: string[];
	allow_multiple_values?: boolean;
}

export interface NewTicketType {
	name: string;
	category?: Category;
	description?: string;
	icon?: string;
	is_internal?: boolean;
	attributes?: NewTicketAttribute[];
}

const STATES: Array<[StateCategory, string]> = [
	['submitted', 'Submitted'],
	['in_progress', 'In progress'],
	['waiting_on_customer', 'Waiting on customer'],
	['resolved', 'Resolved'],
];
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

export class TicketTypeBook {
	private readonly byId = new Map<string, TicketType>();
	private readonly states = new Map<string, TicketState>();

	constructor(private readonly workspace: Workspace) {}

	all(): TicketType[] {
		return [...this.byId.values()];
	}

	allStates(): TicketState[] {
		return [...this.states.values()];
	}

	get(id: string): TicketType | undefined {
		return this.byId.get(id);
	}

	/** @throws 404 `ticket_type_not_found` */
	need(id: string): TicketType {
		const type = this.byId.get(id);
		if (!type) throw notFound('Ticket type not found', 'ticket_type_not_found');
		return type;
	}

	needState(id: string): TicketState {
		const state = this.states.get(id);
		if (!state) throw notFound('Ticket state not found');
		return state;
	}

	/** A type with title and description; the four usual states belong to it. */
	create(wish: NewTicketType): TicketType {
		if (this.states.size === 0)
			for (const [category, label] of STATES) this.addState({ category, internal_label: label, external_label: label });
		const now = this.workspace.clock.seconds();
		const type: TicketType = {
			id: this.workspace.ids.digits(),
			category: wish.category ?? 'Customer',
			name: wish.name,
			description: wish.description ?? '',
			icon: wish.icon ?? '🎟️',
			is_internal: wish.is_internal ?? false,
			archived: false,
			attributes: [],
			states: [...this.states.keys()],
			created_at: now,
			updated_at: now,
		};
		this.byId.set(type.id, type);
		this.addAttribute(type, { name: '_default_title_', data_type: 'string', default: true });
		this.addAttribute(type, { name: '_default_description_', data_type: 'string', multiline: true, default: true });
		for (const attribute of wish.attributes ?? []) this.addAttribute(type, attribute);
		return type;
	}

	/** @param types whose tickets can be in it; without it those made later */
	addState(state: Pick<TicketState, 'category' | 'internal_label' | 'external_label'>, types: TicketType[] = []): TicketState {
		const full: TicketState = { id: this.workspace.ids.digits(), archived: false, ...state };
		this.states.set(full.id, full);
		for (const type of types) type.states.push(full.id);
		return full;
	}

	addAttribute(type: TicketType, wish: NewTicketAttribute): TicketTypeAttribute {
		const { multiline, list_items: items, allow_multiple_values: several, ...plain } = wish;
		const now = this.workspace.clock.seconds();
		const options = {
			...(wish.data_type === 'string' && { multiline: multiline ?? false }),
			...(wish.data_type === 'list' && {
				list_options: (items ?? []).map((label) => ({ id: this.workspace.ids.uuid(), label, archived: false })),
			}),
			...(wish.data_type === 'files' && { allow_multiple_values: several ?? false }),
		};
		const attribute: TicketTypeAttribute = {
			id: this.workspace.ids.digits(),
			description: '',
			order: type.attributes.length,
			required_to_create: false,
			required_to_create_for_contacts: false,
			visible_on_create: true,
			visible_to_contacts: true,
			default: false,
			archived: false,
			created_at: now,
			updated_at: now,
			...plain,
			input_options: Object.keys(options).length > 0 ? options : null,
		};
		type.attributes.push(attribute);
		return attribute;
	}

	/** The state a new ticket begins in, or the one asked for. @throws 400 `ticket_state_id_invalid` */
	stateFor(type: TicketType, id?: string): TicketState {
		const state = this.states.get(id ?? type.states[0]);
		if (!state || state.archived || !type.states.includes(state.id))
			throw badRequest('ticket_state_id_invalid', 'Ticket state id is not valid or is not associated with the ticket type');
		return state;
	}

	/** Checks values for a type and gives them as they are kept: files are stored. @throws 400 naming `ticket_attributes.x` */
	readValues(type: TicketType, values: Attributes): Attributes {
		const extra = Object.keys(values).filter(
			(name) => !type.attributes.some((attribute) => attribute.name === name && !attribute.archived),
		);
		if (extra.length > 0)
			throw invalid(`Extra attributes provided that are not found on ticket type: ${extra.join(', ')}`, `ticket_attributes.${extra[0]}`);
		const read = ([name, value]: [string, unknown]) => {
			const attribute = type.attributes.find((one) => one.name === name) as TicketTypeAttribute;
			return [name, value === null ? null : this.readValue(attribute, value)];
		};
		return Object.fromEntries(Object.entries(values).map(read));
	}

	/** @throws 400 if something a teammate has to fill in is missing */
	requireAll(type: TicketType, values: Attributes): void {
		const missing = type.attributes
			.filter((one) => one.required_to_create && !one.archived && (values[one.name] ?? '') === '')
			.map((one) => one.name);
		if (missing.length > 0) throw invalid(`Required attributes are missing: ${missing.join(', ')}`, `ticket_attributes.${missing[0]}`);
	}

	clear(): void {
		this.byId.clear();
		this.states.clear();
	}

	private readValue(attribute: TicketTypeAttribute, value: unknown): unknown {
		const field = `ticket_attributes.${attribute.name}`;
		if (attribute.data_type === 'files') {
			if (!Array.isArray(value)) throw invalid(`Attribute '${attribute.name}' expects a list of files`, field);
			if (value.length > 1 && !attribute.input_options?.allow_multiple_values)
				throw invalid(`Attribute '${attribute.name}' takes one file only`, field);
			return this.workspace.inbox.files.fromFiles(value as FileWish[], field);
		}
		if (attribute.data_type === 'list') {
			const options = attribute.input_options?.list_options ?? [];
			if (!options.some((option) => option.id === value && !option.archived))
				throw invalid(`Attribute '${attribute.name}' expects the id of a list item`, field);
			return value;
		}
		if (!fits(attribute.data_type, value))
			throw invalid(`Attribute '${attribute.name}' expects a value of type ${attribute.data_type}`, field);
		return value;
	}
}

function fits(type: TicketDataType, value: unknown): boolean {
	switch (type) {
		case 'string':
			return typeof value === 'string';
		case 'boolean':
			return typeof value === 'boolean';
		case 'integer':
			return Number.isInteger(value);
		case 'decimal':
			return typeof value === 'number' && Number.isFinite(value);
		default:
			return Number.isInteger(value) || (typeof value === 'string' && ISO.test(value));
	}
}
