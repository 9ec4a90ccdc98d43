/**
 * What comes in beside conversations: data events, visitors, calls; and what teammates prepare: macros.
 * Source: the API description's tags of the same names.
 */

import { choice, date, json, ref, refs, text, whole } from '../../language/fields';
import type { Resource } from '../../language/types';
import { ROLES } from './contact-fields';

// --- data events

const person = (modes: Record<string, string>) => ref('contact', 'Contact', { param: 'contactId', spell: { modes } });
const inQuery = { contact: person({ id: 'intercom_user_id', externalId: 'user_id', email: 'email' }) };

export const dataEvents: Resource = {
	id: 'dataEvent',
	name: 'Data Event',
	about: 'What contacts did in your product',
	operations: [
		{
			id: 'create',
			name: 'Submit',
			action: 'Submit data event',
			about: 'Record that a contact did something',
			request: 'POST /events',
			holds: 'nothing',
			// Intercom knows an event by contact, name and moment, and ignores the second of two equal ones
			repeatable: true,
			body: {
				event_name: text('Event Name', { required: true, example: 'placed-order', about: 'A verb in the past and a noun read best' }),
				contact: person({ id: 'id', externalId: 'user_id', email: 'email' }),
				created_at: date('Happened At', { now: true, about: 'Now when left empty' }),
				metadata: json('Metadata', 'object', {
					about: 'Up to ten details: texts, numbers, links, dates (names that end in _date), amounts of money',
				}),
			},
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many data events',
			about: 'Retrieve a list of the events of a contact in the last 90 days',
			request: 'GET /events',
			constants: { type: 'user' },
			query: inQuery,
			list: { items: 'events', paging: 'link', pageSize: 50 },
		},
		{
			id: 'getSummary',
			name: 'Get Summary',
			action: 'Get summary of data events',
			about: 'Retrieve how often a contact did what, and when first and last',
			request: 'GET /events',
			constants: { type: 'user', summary: true },
			query: inQuery,
			list: { items: 'events' },
		},
		{
			id: 'createSummary',
			name: 'Submit Summary',
			action: 'Submit summary of data events',
			about: 'Record how often a contact did something, without the single events',
			request: 'POST /events/summaries',
			holds: 'nothing',
			body: {
				user_id: text('External ID', {
					required: true,
					param: 'externalId',
					example: 'user-1024',
					about: 'The ID of the contact in your own system',
					identifies: { record: 'contact', by: 'externalId' },
				}),
				'event_summaries.event_name': text('Event Name', { required: true, param: 'eventName', example: 'placed-order' }),
				'event_summaries.count': whole('Count', { required: true, initial: 1, param: 'count', min: 0 }),
				'event_summaries.first': date('First At', { param: 'firstAt' }),
				'event_summaries.last': date('Last At', { param: 'lastAt' }),
			},
		},
	],
};

// --- visitors

const visitor = (label: string, modes: Record<string, string>) => ref('visitor', label, { param: 'visitorId', spell: { modes } });

export const visitors: Resource = {
	id: 'visitor',
	name: 'Visitor',
	about: "Site visitors who aren't contacts yet",
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get visitor',
			about: 'Retrieve a visitor',
			request: 'GET /visitors',
			query: {
				user_id: text('User ID', {
					required: true,
					about: 'The ID the Messenger gave the visitor, not that of a contact',
					example: '3ecf64d0-9ed1-4e9f-88e1-da7d6e6782f3',
				}),
			},
		},
		{
			id: 'update',
			name: 'Update',
			action: 'Update visitor',
			about: 'Update a visitor',
			request: 'PUT /visitors',
			body: {
				visitor: visitor('Visitor', { id: 'id', externalId: 'user_id' }),
				name: text('Name'),
				custom_attributes: json('Custom Attributes', 'object', { param: 'visitorAttributes', about: 'Names and values' }),
			},
		},
		{
			id: 'convert',
			name: 'Convert',
			action: 'Convert visitor to contact',
			about: 'Make a visitor a lead or user, or part of one that exists',
			request: 'POST /visitors/convert',
			destroys: true,
			body: {
				type: choice('Convert To', ROLES, { required: true, initial: 'user', param: 'convertTo' }),
				visitor: visitor('Visitor', { id: 'visitor.id', externalId: 'visitor.user_id', email: 'visitor.email' }),
				user: ref('contact', 'Contact', {
					param: 'contactId',
					about: 'The contact it becomes: one that exists, or a new one with this external ID or email',
					spell: { modes: { id: 'user.id', externalId: 'user.user_id', email: 'user.email' } },
				}),
			},
		},
	],
};

// --- calls

const call = ref('call');
export const calls: Resource = {
	id: 'call',
	name: 'Call',
	about: 'Phone calls, their recordings and transcripts',
	operations: [
		{ id: 'get', name: 'Get', action: 'Get call', about: 'Retrieve a call', request: 'GET /calls/{call_id}', path: { call_id: call } },
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many calls',
			about: 'Retrieve a list of calls',
			request: 'GET /calls',
			list: { items: 'data', paging: 'page', pageSize: 25 },
		},
		{
			id: 'search',
			name: 'Get Many by Conversation',
			action: 'Get many calls by conversation',
			about: 'Retrieve a list of the calls of up to 20 conversations, with their transcripts',
			request: 'POST /calls/search',
			repeatable: true,
			body: { conversation_ids: refs('conversation', 'Conversation IDs', { required: true }) },
			list: { items: 'data' },
		},
		{
			id: 'getRecording',
			name: 'Get Recording',
			action: 'Get recording of call',
			about: 'Download the recording of a call as a file',
			request: 'GET /calls/{call_id}/recording',
			path: { call_id: call },
			answer: { kind: 'file', fileName: 'call-{call_id}.wav', mimeType: 'audio/wav' },
		},
		{
			id: 'getTranscript',
			name: 'Get Transcript',
			action: 'Get transcript of call',
			about: 'Retrieve what was said in a call as text',
			request: 'GET /calls/{call_id}/transcript',
			path: { call_id: call },
			answer: { kind: 'text', key: 'transcript' },
		},
	],
};

// --- macros

export const macros: Resource = {
	id: 'macro',
	name: 'Macro',
	about: 'Saved replies',
	operations: [
		{
			id: 'get',
			name: 'Get',
			action: 'Get macro',
			about: 'Retrieve a macro',
			request: 'GET /macros/{macro_id}',
			since: '2.16',
			path: { macro_id: ref('macro') },
		},
		{
			id: 'getAll',
			name: 'Get Many',
			action: 'Get many macros',
			about: 'Retrieve a list of macros',
			request: 'GET /macros',
			since: '2.16',
			query: { updated_since: date('Updated Since') },
			list: { items: 'data', paging: 'query', pageSize: 150 },
		},
	],
};
