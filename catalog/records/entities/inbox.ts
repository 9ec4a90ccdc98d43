/** Records around conversations, tickets and calls. */

import { type Json, textOf } from '../../../intercom/json';
import type { Entity, EntityId } from './types';
import { titled } from './words';

const inner = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const plain = (html: unknown): string =>
	textOf(html)
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 60);

export const inbox = {
	brand: {
		name: 'Brand',
		exampleId: '15',
		list: { request: 'GET /brands', items: 'data', title: (brand) => titled(brand.name, undefined, brand.id) },
	},
	call: {
		name: 'Call',
		exampleId: '1',
		list: {
			request: 'GET /calls',
			items: 'data',
			paging: 'page',
			title: (call) => titled([textOf(call.direction), textOf(call.phone)].filter(Boolean).join(' '), call.state, call.id),
		},
	},
	conversation: {
		name: 'Conversation',
		exampleId: '215470000000123',
		list: {
			request: 'GET /conversations',
			items: 'conversations',
			paging: 'query',
			search: {
				request: 'POST /conversations/search',
				paging: 'body',
				body: (value) => ({
					query: {
						operator: 'OR',
						value: ['source.author.email', 'source.author.name', 'source.subject', 'source.body'].map((field) => ({
							field,
							operator: '~',
							value,
						})),
					},
				}),
			},
			title: (conversation) => {
				const source = inner(conversation.source);
				const author = inner(source.author);
				return titled(
					textOf(conversation.title) || plain(source.subject) || plain(source.body),
					author.name ?? author.email,
					conversation.id,
				);
			},
		},
		url: {
			pattern: 'https?://[^/]*intercom\\.com/.*/conversations?/([0-9]+)',
			example: 'https://app.intercom.com/a/inbox/ab12cd34/inbox/conversation/215470000000123',
		},
	},
	macro: {
		name: 'Macro',
		exampleId: '123',
		list: {
			request: 'GET /macros',
			since: '2.16',
			items: 'data',
			paging: 'query',
			title: (macro) => titled(macro.name, undefined, macro.id),
		},
	},
	team: {
		name: 'Team',
		exampleId: '814865',
		list: { request: 'GET /teams', items: 'teams', title: (team) => titled(team.name, undefined, team.id) },
		lookups: [
			{
				mode: 'name',
				label: 'By Name',
				example: 'Support',
				compare: 'name',
				find: { request: 'GET /teams', items: 'teams' },
				read: ({ name }) => name,
			},
		],
	},
	ticket: {
		name: 'Ticket',
		exampleId: '494',
		list: {
			request: 'POST /tickets/search',
			items: 'tickets',
			paging: 'body',
			// there is no plain list of tickets; every one was created after the beginning of time
			body: { query: { field: 'created_at', operator: '>', value: 0 } },
			search: {
				request: 'POST /tickets/search',
				paging: 'body',
				body: (value) => ({ query: { operator: 'OR', value: ['title', 'description'].map((field) => ({ field, operator: '~', value })) } }),
			},
			title: (ticket) =>
				titled(
					textOf(inner(ticket.ticket_attributes)._default_title_) || inner(ticket.ticket_type).name,
					textOf(ticket.ticket_id) && `#${textOf(ticket.ticket_id)}`,
					ticket.id,
				),
		},
		url: {
			pattern: 'https?://[^/]*intercom\\.com/.*/tickets?/([0-9]+)',
			example: 'https://app.intercom.com/a/inbox/ab12cd34/inbox/ticket/494',
		},
	},
	ticketState: {
		name: 'Ticket State',
		exampleId: '8269',
		list: { request: 'GET /ticket_states', items: 'data', title: (state) => titled(state.internal_label, state.category, state.id) },
	},
	ticketType: {
		name: 'Ticket Type',
		exampleId: '1234',
		list: { request: 'GET /ticket_types', items: 'data', title: (type) => titled(type.name, type.category, type.id) },
		lookups: [
			{
				mode: 'name',
				label: 'By Name',
				example: 'Bug Report',
				compare: 'name',
				find: { request: 'GET /ticket_types', items: 'data' },
				read: ({ name }) => name,
			},
		],
	},
	visitor: {
		name: 'Visitor',
		exampleId: '667d61cc8a68186f43bafe95',
		lookups: [
			{ mode: 'externalId', label: 'By User ID', example: '3ecf64d0-9ed1-4e9f-88e1-da7d6e6782f3', compare: 'exact' },
			{ mode: 'email', label: 'By Email', example: 'name@example.com', compare: 'email' },
		],
	},
} satisfies Partial<Record<EntityId, Entity>>;
