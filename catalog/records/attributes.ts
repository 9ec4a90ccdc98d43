/**
 * Attributes that every workspace has of its own: what the attribute form of each kind of record shows, and where it
 * learns that. Sources: the API description of `GET /data_attributes`, `GET /conversations/attributes`, `GET /ticket_types/{id}`.
 */

import type { Endpoint } from '../../intercom/client';
import { type Json, objectsOf, textOf } from '../../intercom/json';
import type { ApiVersion } from '../../intercom/versions';
import type { EntityId } from './entities';
import { type SearchType, searchTypeOf } from './search/types';

export type AttributeModel = 'contact' | 'company' | 'conversation' | 'ticket';

/** One attribute, as the panel needs it. `file`: cannot be written as a value. */
export interface Attribute {
	name: string;
	label: string;
	type: SearchType | 'file';
	choices: string[];
	/** Choice -> what Intercom wants in its place, where that is not the choice itself. */
	ids?: Record<string, string>;
	/** The record cannot be created without it. */
	required: boolean;
}

export interface AttributeSource {
	/** The form's label and n8n parameter. */
	label: string;
	param: string;
	request: Endpoint;
	since?: ApiVersion;
	query?: Json;
	/** The record whose attributes these are, by the brace it fills: the form changes with it. */
	of?: { brace: string; entity: EntityId };
	/** Choices have IDs, and Intercom wants those. */
	byId?: boolean;
	/** The entries of an answer, and what an entry says. */
	entries: (body: Json) => Json[];
	/** Undefined for what does not belong into the form: archived, read-only, of Intercom's own. */
	read: (entry: Json) => Attribute | undefined;
}

const choicesOf = (options: unknown): string[] =>
	objectsOf(options).map((option) =>
		textOf(typeof option === 'object' && option !== null ? ((option as Json).label ?? (option as Json).value) : option),
	);

const inUse = (options: unknown): Json[] => objectsOf(options).filter((option) => option.archived !== true);

const dataAttributes = (model: 'contact' | 'company'): AttributeSource => ({
	label: 'Custom Attributes',
	param: 'customAttributes',
	request: 'GET /data_attributes',
	query: { model },
	entries: (body) => objectsOf(body.data),
	read: ({ name, label, data_type, options, custom, archived, api_writable }) =>
		custom === true && archived !== true && api_writable !== false
			? { name: textOf(name), label: textOf(label ?? name), type: searchTypeOf(data_type), choices: choicesOf(options), required: false }
			: undefined,
});

/** People know the options of a list by their labels, requests by their IDs. */
function listOf(options: unknown): Pick<Attribute, 'choices' | 'ids'> {
	const choices = choicesOf(inUse(options));
	return choices.length
		? { choices, ids: Object.fromEntries(inUse(options).map(({ id }, index) => [choices[index], textOf(id)])) }
		: { choices };
}

/** Intercom's names for the title and the description of a ticket. */
const TICKET_DEFAULTS: Record<string, string> = { _default_title_: 'Title', _default_description_: 'Description' };

export const attributeSources: Record<AttributeModel, AttributeSource> = {
	contact: dataAttributes('contact'),
	company: dataAttributes('company'),
	conversation: {
		label: 'Conversation Attributes',
		param: 'conversationAttributes',
		request: 'GET /conversations/attributes',
		since: '2.16',
		entries: (body) => objectsOf(body.data),
		// a relationship takes IDs of custom object instances, which no form field can offer: JSON does
		read: ({ name, data_type, options, archived, required }) =>
			archived !== true && data_type !== 'relationship' && data_type !== 'files'
				? {
						name: textOf(name),
						label: textOf(name),
						type: searchTypeOf(data_type),
						choices: choicesOf(inUse(options)),
						required: required === true,
					}
				: undefined,
	},
	ticket: {
		label: 'Ticket Attributes',
		param: 'ticketAttributes',
		request: 'GET /ticket_types/{ticket_type_id}',
		of: { brace: 'ticket_type_id', entity: 'ticketType' },
		byId: true,
		entries: (body) => objectsOf((body.ticket_type_attributes as Json | undefined)?.data),
		read: ({ name, data_type, input_options, archived, required_to_create }) =>
			archived !== true && data_type !== 'files'
				? {
						name: textOf(name),
						label: TICKET_DEFAULTS[textOf(name)] ?? textOf(name),
						type: searchTypeOf(data_type),
						...listOf((input_options as Json | null)?.list_options),
						required: required_to_create === true,
					}
				: undefined,
	},
};
