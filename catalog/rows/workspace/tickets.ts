/** What tickets can be: their types, the attributes of a type, their states. Source: the API description's tags of these names. */

import { override, choice, flag, ref, text } from '../../language/fields';
import type { Fields, Resource } from '../../language/types';

const CATEGORIES = ['Customer', 'Back-office', 'Tracker'].map((value) => ({ value, name: value.replace('-o', '-O') }));
const ticketType = ref('ticketType', 'Ticket Type', { param: 'ticketTypeId' });
const path = { ticket_type_id: ticketType };

const typeName = text('Type Name', { param: 'ticketTypeName', example: 'Bug report' });
const kind: Fields = {
	description: text('Description'),
	category: choice('Category', CATEGORIES, { initial: 'Customer' }),
	icon: text('Icon', { about: 'An emoji' }),
	is_internal: flag('Internal', 'Whether tickets of this type are for teammates only'),
};

export const ticketTypes: Resource = {
	id: 'ticketType',
	name: 'Ticket Type',
	about: 'What kinds of tickets there are',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create ticket type',
			about: 'Create a new type of tickets; it begins with a title and a description',
			request: 'POST /ticket_types',
			body: { name: override(typeName, { required: true }), ...kind },
			simplify: 'ticketType',
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get ticket type',
			about: 'Retrieve a type of tickets with its attributes and states',
			request: 'GET /ticket_types/{ticket_type_id}',
			path,
			simplify: 'ticketType',
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many ticket types',
			about: 'Retrieve a list of the types of tickets',
			request: 'GET /ticket_types',
			list: { items: 'data' },
			simplify: 'ticketType',
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update ticket type',
			about: 'Update a type of tickets, or archive it',
			request: 'PUT /ticket_types/{ticket_type_id}',
			path,
			body: { name: typeName, ...kind, archived: flag('Archived', 'Whether the type is archived') },
			simplify: 'ticketType',
		},
	],
};

const TYPES = Object.entries({
	string: 'Text',
	integer: 'Whole Number',
	decimal: 'Decimal Number',
	boolean: 'True or False',
	datetime: 'Date and Time',
	list: 'List',
	files: 'Files',
}).map(([value, name]) => ({ value, name }));
const attributeName = text('Attribute Name', { param: 'attributeName', example: 'Steps to reproduce' });
const attributeText = text('Description', { param: 'attributeDescription', about: 'What teammates and contacts read about it' });
const details: Fields = {
	required_to_create: flag('Required for Teammates', 'Whether teammates have to fill it in when they create a ticket'),
	required_to_create_for_contacts: flag('Required for Contacts', 'Whether contacts have to fill it in when they create a ticket'),
	visible_on_create: flag('Visible to Teammates', 'Whether teammates see it when they create a ticket', { initial: true }),
	visible_to_contacts: flag('Visible to Contacts', 'Whether contacts see it when they create a ticket', { initial: true }),
	multiline: flag('Multiline', 'Whether a text can have several lines'),
	list_items: text('List Values', { example: 'Low, Normal, High', about: 'What can be chosen in a list, with commas between' }),
	allow_multiple_values: flag('Several Files', 'Whether several files can be attached'),
};

export const ticketTypeAttributes: Resource = {
	id: 'ticketTypeAttribute',
	name: 'Ticket Type Attribute',
	about: 'What tickets of a type can carry',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create ticket type attribute',
			about: 'Create a new attribute of a type of tickets',
			request: 'POST /ticket_types/{ticket_type_id}/attributes',
			path,
			body: {
				name: override(attributeName, { required: true }),
				description: override(attributeText, { required: true }),
				data_type: choice('Type', TYPES, { required: true, initial: 'string', about: 'Cannot be changed later' }),
				...details,
			},
			simplify: 'ticketTypeAttribute',
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update ticket type attribute',
			about: 'Update an attribute of a type of tickets, or archive it',
			request: 'PUT /ticket_types/{ticket_type_id}/attributes/{attribute_id}',
			path: { ...path, attribute_id: ref('ticketTypeAttribute', 'Attribute', { param: 'ticketTypeAttributeId' }) },
			body: {
				name: attributeName,
				description: attributeText,
				...details,
				archived: flag('Archived', 'Whether new tickets no longer show it'),
			},
			simplify: 'ticketTypeAttribute',
		},
	],
};

export const ticketStates: Resource = {
	id: 'ticketState',
	name: 'Ticket State',
	about: 'Where a ticket can stand',
	operations: [
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many ticket states',
			about: 'Retrieve a list of the states of tickets',
			request: 'GET /ticket_states',
			list: { items: 'data' },
		},
	],
};
