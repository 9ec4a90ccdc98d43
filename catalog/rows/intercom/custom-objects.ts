/** Instances of custom objects. Source: the API description's tag Custom Object Instances. */

import { date, json, optionalRef, override, text } from '../../language/fields';
import type { Resource } from '../../language/types';

const objectType = text('Object Type', {
	required: true,
	param: 'objectType',
	example: 'Order',
	about: 'Identifier of the custom object type',
});
const ofType = { custom_object_type_identifier: objectType };
const externalId = text('External ID', {
	required: true,
	param: 'externalId',
	example: 'order-1024',
	about: 'The ID of the object in your own system',
	identifies: true,
});

export const customObjects: Resource = {
	id: 'customObject',
	name: 'Custom Object',
	about: 'Your own kinds of records: orders, bookings, devices',
	operations: [
		{
			id: 'upsert',
			name: 'Create or Update',
			action: 'Create or update custom object',
			about: 'Create a new custom object, or update the current one if it already exists (upsert)',
			request: 'POST /custom_object_instances/{custom_object_type_identifier}',
			repeatable: true,
			path: ofType,
			body: {
				external_id: externalId,
				custom_attributes: json('Attributes', 'object', {
					alwaysShown: true,
					param: 'objectAttributes',
					about: 'Attributes of the object as names and values',
				}),
				external_created_at: date('External Created At', { nullable: true, about: 'When it was created in your own system' }),
				external_updated_at: date('External Updated At', { nullable: true, about: 'When it was last changed in your own system' }),
			},
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get custom object',
			about: 'Retrieve a custom object',
			request: 'GET /custom_object_instances/{custom_object_type_identifier}/{object_id}',
			path: { ...ofType, object_id: text('Object ID', { required: true, about: "Intercom's ID of the object, or your own" }) },
		},
		// one object by its description, a list in its example
		{
			id: 'getByExternalId',
			name: 'Get by External ID',
			action: 'Get custom object by external ID',
			about: 'Retrieve a custom object by its ID in your own system',
			request: 'GET /custom_object_instances/{custom_object_type_identifier}',
			holds: [],
			path: ofType,
			query: { external_id: override(externalId, { identifies: false }) },
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many custom objects',
			about: 'Retrieve a list of custom objects',
			request: 'GET /custom_object_instances/{custom_object_type_identifier}',
			path: ofType,
			query: {
				references_contact_id: optionalRef('contact', 'Of Contact', { param: 'ofContactId' }),
				references_conversation_id: optionalRef('conversation', 'Of Conversation', { param: 'ofConversationId' }),
			},
			list: { items: 'data', paging: 'page', pageSize: 150 },
		},
		{
			id: 'delete',
			name: 'Delete',
			action: 'Delete custom object',
			about: 'Delete a custom object permanently',
			request: 'DELETE /custom_object_instances/{custom_object_type_identifier}/{object_id}',
			path: { ...ofType, object_id: text('Object ID', { required: true, about: "Intercom's ID of the object" }) },
			deletes: true,
		},
		{
			id: 'deleteByExternalId',
			name: 'Delete by External ID',
			action: 'Delete custom object by external ID',
			about: 'Delete a custom object by its ID in your own system permanently',
			request: 'DELETE /custom_object_instances/{custom_object_type_identifier}',
			path: ofType,
			query: { external_id: externalId },
			deletes: true,
		},
	],
};
