/** Conversations, tickets, tags, teammates. */

import { hang, matches, type Route, unhang } from './people';
import type { Call } from './server';
import { type Answer, type Json, notFound, refusal } from './world';

/** The ID of anything but a contact, as a string or as a number. */
const idAs = ({ habits }: Call, id: unknown): unknown => (habits.numericIds && /^\d{1,15}$/.test(String(id)) ? Number(id) : id);

function withOne(kind: string, handler: (call: Call, record: Json) => Answer) {
	return (call: Call): Answer => {
		const found = call.world.shelf(kind).get(call.ids[0]);
		return found && !found.gone ? handler(call, found) : notFound();
	};
}

function conversationAs(call: Call, record: Json): Json {
	return {
		type: 'conversation',
		state: 'open',
		open: true,
		title: null,
		priority: 'not_priority',
		contacts: { type: 'contact.list', contacts: [] },
		...record,
		id: idAs(call, record.id),
	};
}

const ticketAs = (call: Call, record: Json): Json => ({
	type: 'ticket',
	ticket_state: null,
	ticket_attributes: {},
	...record,
	id: idAs(call, record.id),
});

function part(call: Call, kind: string, record: Json, as: (call: Call, record: Json) => Json): Answer {
	const id = call.world.freshId('part');
	const author = call.body.type === 'user' ? customerOf(call) : undefined;
	if (call.body.type === 'user' && !author) return notFound('User');
	call.did('part', id, 'created', { ...call.body, of: String(record.id), in: kind, ...(author ? { author: author.id } : {}) });
	return { json: as(call, record) };
}

/** A customer is named by Intercom's ID, by the external ID or by email. Which of two with one email is meant, nobody says. */
function customerOf({ world, body }: Call): Json | undefined {
	const { intercom_user_id: own, user_id: external, email } = (body.customer ?? body) as Json;
	if (own) return world.shelf('contact').get(String(own));
	return world
		.all('contact')
		.reverse()
		.find((one) => (external ? one.external_id === external : String(one.email).toLowerCase() === String(email).toLowerCase()));
}

export const inbox: Route[] = [
	[
		'GET',
		'/conversations',
		(call) =>
			call.page(
				{ by: 'cursor', key: 'conversations', type: 'conversation.list' },
				call.world.all('conversation').map((one) => conversationAs(call, one)),
			),
	],
	[
		'GET',
		'/conversations/deleted',
		(call) => call.page({ by: 'page', key: 'conversations', type: 'deleted_conversation.list' }, call.world.all('deleted conversation')),
	],
	[
		'POST',
		'/conversations/search',
		(call) =>
			call.page(
				{ by: 'body', key: 'conversations', type: 'conversation.list' },
				call.world
					.all('conversation')
					.filter((one) => matches(call, call.body.query, one))
					.map((one) => conversationAs(call, one)),
			),
	],
	['GET', '/conversations/:', withOne('conversation', (call, one) => ({ json: conversationAs(call, one) }))],
	[
		'PUT',
		'/conversations/:',
		withOne('conversation', (call, one) => {
			Object.assign(one, call.body);
			call.did('conversation', one.id, 'changed', call.body);
			return { json: conversationAs(call, one) };
		}),
	],
	[
		'DELETE',
		'/conversations/:',
		withOne('conversation', (call, one) => {
			one.gone = true;
			call.did('conversation', one.id, 'deleted');
			return { json: { id: one.id, object: 'conversation', deleted: true } };
		}),
	],
	['POST', '/conversations/:/reply', withOne('conversation', (call, one) => part(call, 'conversation', one, conversationAs))],
	['POST', '/conversations/:/parts', withOne('conversation', (call, one) => part(call, 'conversation', one, conversationAs))],
	['POST', '/conversations/:/tags', withOne('conversation', (call, one) => hang(call, 'conversation', one, 'tag', call.body.id))],
	['DELETE', '/conversations/:/tags/:', withOne('conversation', (call, one) => unhang(call, 'conversation', one, 'tag', call.ids[1]))],
	[
		'POST',
		'/conversations/:/customers',
		withOne('conversation', (call, one) => {
			const contact = customerOf(call);
			const id = contact?.id;
			if (!contact) return notFound('User');
			one.hung = [...(one.hung ?? []), `contact:${id}`];
			call.did('conversation', one.id, 'attached', { kind: 'contact', other: String(id) });
			return { json: conversationAs(call, one) };
		}),
	],
	[
		'DELETE',
		'/conversations/:/customers/:',
		withOne('conversation', (call, one) => {
			if (!(one.hung ?? []).includes(`contact:${call.ids[1]}`)) return notFound('User');
			one.hung = one.hung.filter((mark: string) => mark !== `contact:${call.ids[1]}`);
			call.did('conversation', one.id, 'detached', { kind: 'contact', other: call.ids[1] });
			return { json: conversationAs(call, one) };
		}),
	],

	[
		'POST',
		'/tickets/search',
		(call) =>
			call.page(
				{ by: 'body', key: 'tickets', type: 'ticket.list' },
				call.world.all('ticket').map((one) => ticketAs(call, one)),
			),
	],
	[
		'POST',
		'/tickets',
		(call) => {
			const id = call.world.freshId('ticket');
			const one = call.world.seed('ticket', { id, ...call.body });
			call.did('ticket', id, 'created', call.body);
			return { json: ticketAs(call, one) };
		},
	],
	['GET', '/tickets/:', withOne('ticket', (call, one) => ({ json: ticketAs(call, one) }))],
	[
		'DELETE',
		'/tickets/:',
		withOne('ticket', (call, one) => {
			one.gone = true;
			call.did('ticket', one.id, 'deleted');
			return { json: { id: one.id, object: 'ticket', deleted: true } };
		}),
	],
	['POST', '/tickets/:/reply', withOne('ticket', (call, one) => part(call, 'ticket', one, ticketAs))],
	['POST', '/tickets/:/tags', withOne('ticket', (call, one) => hang(call, 'ticket', one, 'tag', call.body.id))],
	['DELETE', '/tickets/:/tags/:', withOne('ticket', (call, one) => unhang(call, 'ticket', one, 'tag', call.ids[1]))],
	[
		'POST',
		'/tickets/:/linked_conversations',
		withOne('ticket', (call, one) => hang(call, 'ticket', one, 'conversation', call.body.id ?? call.body.conversation_id)),
	],
	[
		'DELETE',
		'/tickets/:/linked_conversations/:',
		withOne('ticket', (call, one) => unhang(call, 'ticket', one, 'conversation', call.ids[1])),
	],

	[
		'GET',
		'/tags',
		(call) => ({
			json: {
				type: 'list',
				data: call.world
					.all('tag')
					.filter(({ gone }) => !gone)
					.map((tag) => ({ type: 'tag', ...tag, id: idAs(call, tag.id) })),
			},
		}),
	],
	['GET', '/tags/:', withOne('tag', (call, tag) => ({ json: { type: 'tag', ...tag, id: idAs(call, tag.id) } }))],
	[
		'DELETE',
		'/tags/:',
		withOne('tag', (call, tag) => {
			tag.gone = true;
			call.did('tag', tag.id, 'deleted');
			return { status: 200, text: '' };
		}),
	],
	['POST', '/tags', (call) => tags(call)],
	[
		'GET',
		'/me',
		(call) => ({
			json: {
				type: 'admin',
				id: idAs(call, '814860'),
				name: 'Me',
				email: 'me@example.com',
				app: { type: 'app', id_code: 'ws303', region: 'US', timezone: 'Etc/UTC' },
			},
		}),
	],
	[
		'GET',
		'/admins',
		(call) => ({
			json: { type: 'admin.list', admins: call.world.all('admin').map((one) => ({ type: 'admin', ...one, id: idAs(call, one.id) })) },
		}),
	],
	[
		'GET',
		'/teams',
		(call) => ({
			json: { type: 'team.list', teams: call.world.all('team').map((one) => ({ type: 'team', ...one, id: idAs(call, one.id) })) },
		}),
	],
	['GET', '/ticket_types', (call) => ({ json: { type: 'list', data: call.world.all('ticket type') } })],
	['GET', '/segments', (call) => ({ json: { type: 'segment.list', segments: call.world.all('segment'), pages: {} } })],
	['GET', '/data_attributes', (call) => ({ json: { type: 'list', data: call.world.all('attribute') } })],
];

/** Creates, renames, puts on companies and contacts: `POST /tags` does all of it. */
function tags(call: Call): Answer {
	const { world, body } = call;
	if (!body.name) return refusal(400, 'parameter_invalid', 'invalid tag parameters');
	if (body.id && !world.shelf('tag').has(String(body.id))) return notFound();
	let tag = body.id
		? world.shelf('tag').get(String(body.id))
		: world.all('tag').find(({ name, gone }) => !gone && String(name).toLowerCase() === String(body.name).toLowerCase());
	if (!tag) {
		tag = world.seed('tag', { id: world.freshId('tag'), name: body.name });
		call.did('tag', tag.id, 'created', body);
	} else if (body.id) {
		tag.name = body.name;
		call.did('tag', tag.id, 'changed', body);
	}
	const done: Json = {};
	for (const [key, kind] of [
		['users', 'contact'],
		['companies', 'company'],
	] as const) {
		for (const wanted of (body[key] ?? []) as Json[]) {
			const record = world
				.all(kind)
				.find((one) => (wanted.id !== undefined ? String(one.id) === String(wanted.id) : one.company_id === wanted.company_id));
			// what it does not know, it skips
			if (!record || record.gone) continue;
			call.did(kind, record.id, wanted.untag ? 'detached' : 'attached', { kind: 'tag', other: String(tag.id), name: body.name });
			(done[key] ??= []).push({ id: record.id, tagged: !wanted.untag });
		}
	}
	return {
		json: {
			type: 'tag',
			...tag,
			id: idAs(call, tag.id),
			...(body.users ? { users: done.users ?? [] } : {}),
			...(body.companies ? { companies: done.companies ?? [] } : {}),
		},
	};
}
