/**
 * The small resources around contacts and companies: notes, segments, subscription types, and who we are.
 * Source: the API description's tags Notes, Segments, Subscription Types and Admins.
 */

import { flag, optionalRef, ref, text } from '../../language/fields';
import type { Resource } from '../../language/types';

const contact = ref('contact');
const company = ref('company');
const body = text('Note', { required: true, rows: 4, param: 'noteText', about: 'What the note says; HTML is kept' });
const author = optionalRef('admin', 'Author', {
	param: 'adminId',
	about: "The teammate who writes the note; defaults to the credential's own teammate",
});

export const notes: Resource = {
	id: 'note',
	name: 'Note',
	about: 'What teammates write down about a contact or company',
	operations: [
		{
			id: 'create',
			name: 'Create',
			action: 'Create note on contact',
			about: 'Create a new note on a contact',
			request: 'POST /contacts/{contact_id}/notes',
			path: { contact_id: contact },
			body: {
				body,
				admin_id: author,
				contact_id: text('Contact ID', { since: 'Preview', about: 'Only for requests that repeat the ID of the contact in their body' }),
			},
		},
		{
			id: 'createForCompany',
			name: 'Create for Company',
			action: 'Create note on company',
			about: 'Create a new note on a company',
			request: 'POST /companies/{company_id}/notes',
			since: '2.16',
			path: { company_id: company },
			body: { body, admin_id: author },
		},
		{
			id: 'get',
			name: 'Get',
			action: 'Get note',
			about: 'Retrieve a note',
			request: 'GET /notes/{note_id}',
			path: { note_id: ref('note') },
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many notes of contact',
			about: 'Retrieve a list of the notes on a contact',
			request: 'GET /contacts/{contact_id}/notes',
			path: { contact_id: contact },
			list: { items: 'data', paging: 'either', pageSize: 50, undocumented: true },
		},
		{
			id: 'getAllOfCompany',
			name: 'Get Many for Company',
			action: 'Get many notes of company',
			about: 'Retrieve a list of the notes on a company',
			request: 'GET /companies/{company_id}/notes',
			path: { company_id: company },
			list: { items: 'data', paging: 'either', pageSize: 50, undocumented: true },
		},
	],
};

export const segments: Resource = {
	id: 'segment',
	name: 'Segment',
	about: 'Groups of contacts or companies that Intercom keeps up to date',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get segment',
			about: 'Retrieve a segment',
			request: 'GET /segments/{segment_id}',
			path: { segment_id: ref('segment') },
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many segments',
			about: 'Retrieve a list of segments',
			request: 'GET /segments',
			query: { include_count: flag('Include Count', 'Whether to add how many contacts each segment has') },
			list: { items: 'segments' },
		},
	],
};

export const subscriptionTypes: Resource = {
	id: 'subscriptionType',
	name: 'Subscription Type',
	about: 'Kinds of messages that contacts opt into or out of',
	operations: [
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many subscription types',
			about: 'Retrieve a list of subscription types',
			request: 'GET /subscription_types',
			list: { items: 'data' },
		},
	],
};

export const me: Resource = {
	id: 'me',
	name: 'Current Admin',
	about: 'The teammate and workspace the credential belongs to',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get current admin',
			about: 'Retrieve the teammate and the workspace the credential belongs to',
			request: 'GET /me',
		},
	],
};
