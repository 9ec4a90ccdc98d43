/**
 * What records can carry: data attributes of people and companies, attributes of conversations.
 * Source: the API description's tags Data Attributes and Conversations Attributes.
 */

import { override, choice, flag, ref, refs, text, textList } from '../../language/fields';
import type { Choice, Fields, Operation, Resource } from '../../language/types';

const named = (types: Record<string, string>): Choice[] => Object.entries(types).map(([value, name]) => ({ value, name }));

// --- people and companies

const MODELS = named({ contact: 'Contact', company: 'Company' });
const TYPES = named({
	string: 'Text',
	integer: 'Whole Number',
	float: 'Decimal Number',
	boolean: 'True or False',
	date: 'Date',
	datetime: 'Date and Time',
	options: 'List',
});
const values = textList('List Values', {
	each: { key: 'value' },
	param: 'listValues',
	example: 'Free, Pro',
	about: 'What can be chosen; at least two',
});
const common: Fields = {
	description: text('Description', { about: 'What teammates read about it' }),
	messenger_writable: flag('Messenger Writable', 'Whether the Messenger can set it'),
};

export const dataAttributes: Resource = {
	id: 'dataAttribute',
	name: 'Data Attribute',
	about: 'What contacts and companies can carry besides the usual fields',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create data attribute',
			about: 'Create a new attribute of contacts or companies',
			request: 'POST /data_attributes',
			body: {
				model: choice('Of', MODELS, { required: true, initial: 'contact', param: 'attributeModel', about: 'Which records carry it' }),
				name: text('Attribute Name', { required: true, param: 'attributeName', example: 'plan' }),
				data_type: choice('Type', TYPES, { required: true, initial: 'string', about: 'Cannot be changed later' }),
				options: override(values, { required: true, when: { field: 'data_type', is: 'options' } }),
				...common,
			},
			simplify: 'dataAttribute',
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many data attributes',
			about: 'Retrieve a list of the attributes of contacts and companies',
			request: 'GET /data_attributes',
			query: {
				model: choice('Of', MODELS, { initial: 'contact', param: 'attributeModel', about: 'Which records carry them' }),
				include_archived: flag('Include Archived', 'Whether to add attributes that are archived'),
			},
			list: { items: 'data' },
			simplify: 'dataAttribute',
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update data attribute',
			about: 'Update an attribute of contacts or companies, or archive it',
			request: 'PUT /data_attributes/{attribute_id}',
			path: { attribute_id: ref('dataAttribute', { param: 'dataAttributeId' }) },
			body: {
				archived: flag('Archived', 'Whether it is archived: kept, but no longer offered'),
				...common,
				options: override(values, { about: 'What can be chosen; at least two. They replace all that there are.' }),
			},
			simplify: 'dataAttribute',
		},
	],
};

// --- conversations

const attribute = ref('conversationAttribute', 'Attribute', { param: 'conversationAttributeId' });
const path = { attribute_id: attribute };
const option = ref('conversationAttributeOption', 'Option', { param: 'optionId' });
const KINDS = named({
	string: 'Text',
	integer: 'Whole Number',
	decimal: 'Decimal Number',
	boolean: 'True or False',
	datetime: 'Date and Time',
	list: 'List',
	files: 'Files',
	relationship: 'Relationship',
});
const CARDINALITIES = named({ one: 'One', many: 'Many' });

const details: Fields = {
	description: text('Description', { about: 'What teammates read about it' }),
	required: flag('Required', 'Whether a conversation cannot be closed without it', { param: 'isRequired' }),
	visible_to_team_ids: refs('team', 'Visible to Team Names or IDs', { pick: true, param: 'visibleToTeamIds' }),
};
const multiline = flag('Multiline', 'Whether a text can have several lines');
const reference: Fields = {
	'reference.type': choice('Related Objects', CARDINALITIES, {
		param: 'referenceType',
		about: 'How many objects a conversation can be related to',
	}),
	'reference.object_type_id': text('Object Type ID', {
		param: 'referenceObjectTypeId',
		about: 'ID of the custom object type it relates to',
	}),
};
const only = (type: string, fields: Fields, initial: Record<string, string | boolean> = {}): Fields =>
	Object.fromEntries(
		Object.entries(fields).map(([wire, field]) => [
			wire,
			override(field, {
				alwaysShown: true,
				when: { field: 'data_type', is: type },
				...(wire in initial ? { initial: initial[wire] } : {}),
			}),
		]),
	);

const list = '/conversations/attributes';
const one = `${list}/{attribute_id}` as const;

const operations: Operation[] = [
	{
		id: 'create',
		name: 'Create',
		action: 'Create conversation attribute',
		about: 'Create a new attribute of conversations',
		request: `POST ${list}`,
		since: '2.16',
		body: {
			name: text('Attribute Name', { required: true, param: 'attributeName', example: 'Order number' }),
			data_type: choice('Type', KINDS, { required: true, initial: 'string', about: 'Cannot be changed later' }),
			...only('string', { multiline }, { multiline: false }),
			...only('list', {
				options: textList('Options', {
					each: { key: 'label' },
					param: 'listOptions',
					example: 'Refund, Replacement',
					about: 'What can be chosen',
				}),
			}),
			...only('relationship', reference, { 'reference.type': 'one' }),
			...details,
		},
		simplify: 'conversationAttribute',
	},
	{
		id: 'get',
		name: 'Get',
		action: 'Get conversation attribute',
		about: 'Retrieve an attribute of conversations with its options',
		request: `GET ${one}`,
		since: '2.16',
		path,
		simplify: 'conversationAttribute',
	},
	{
		id: 'getAll',
		name: 'Get Many',
		action: 'Get many conversation attributes',
		about: 'Retrieve a list of the attributes of conversations',
		request: `GET ${list}`,
		since: '2.16',
		query: { include_archived: flag('Include Archived', 'Whether to add attributes that are archived') },
		list: { items: 'data' },
		simplify: 'conversationAttribute',
	},
	{
		id: 'update',
		name: 'Update',
		action: 'Update conversation attribute',
		about: 'Update an attribute of conversations',
		request: `PUT ${one}`,
		since: '2.16',
		path,
		body: {
			name: text('Attribute Name', { param: 'attributeName' }),
			...details,
			multiline,
			...reference,
			'reference.object_type_id': override(reference['reference.object_type_id'], { requires: 'reference.type' }),
		},
		simplify: 'conversationAttribute',
	},
	{
		id: 'archive',
		name: 'Archive',
		action: 'Archive conversation attribute',
		about: 'Take an attribute out of use; conversations that have it keep it',
		request: `DELETE ${one}`,
		since: '2.16',
		path,
		simplify: 'conversationAttribute',
	},
	{
		id: 'addOption',
		name: 'Add Option',
		action: 'Add option to conversation attribute',
		about: 'Let one more value be chosen',
		request: `POST ${one}/options`,
		since: '2.16',
		path,
		body: { label: text('Option Label', { required: true, param: 'optionLabel', example: 'Refund' }) },
		simplify: 'conversationAttribute',
	},
	{
		id: 'updateOption',
		name: 'Update Option',
		action: 'Update option of conversation attribute',
		about: 'Rename a value that can be chosen',
		request: `PUT ${one}/options/{option_id}`,
		since: '2.16',
		path: { ...path, option_id: option },
		body: { label: text('New Label', { required: true, param: 'optionLabel' }) },
		simplify: 'conversationAttribute',
	},
	{
		id: 'archiveOption',
		name: 'Archive Option',
		action: 'Archive option of conversation attribute',
		about: 'Let a value no longer be chosen',
		request: `DELETE ${one}/options/{option_id}`,
		since: '2.16',
		path: { ...path, option_id: option },
		simplify: 'conversationAttribute',
	},
];

export const conversationAttributes: Resource = {
	id: 'conversationAttribute',
	name: 'Conversation Attribute',
	about: 'What conversations can carry',
	operations,
};
