import fc from 'fast-check';
import { type Actor, events } from '../../catalog/triggers/topics';
import { actorOf } from '../../engine/triggers/webhook/actor';
import { readNotification } from '../../engine/triggers/webhook/notification';
import { tidy } from '../../engine/triggers/webhook/tidy';
import { sampleOf } from '../../simulator/webhooks/payloads';
import { type Json, notification } from './support';

const read = (value: unknown) => readNotification(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
const output = (topic: string, item?: unknown) => tidy(read(notification(topic, {}, item))!);
const dataOf = (topic: string, item?: unknown) => output(topic, item).data;

describe('the envelope', () => {
	it('becomes six fields', () => {
		const { data, ...rest } = tidy(read(notification('contact.user.created', { id: 'notif_1', delivery_attempts: 2 }))!);
		expect(rest).toEqual({
			topic: 'contact.user.created',
			notificationId: 'notif_1',
			createdAt: '2026-10-05T08:15:30.000Z',
			workspaceId: 'simulatr',
			attempt: 2,
		});
		expect(data.type).toBe('contact');
	});

	it('may lack what is not needed', () => {
		expect(tidy(read({ topic: 'article.created', data: { item: { id: '1' } } })!)).toEqual({
			topic: 'article.created',
			notificationId: null,
			createdAt: null,
			workspaceId: null,
			attempt: 1,
			data: { id: '1' },
		});
	});

	it.each([
		['zero', 0],
		['negative', -5],
		['beyond the calendar', 1e15],
		['text', '2026-10-05'],
		['missing', undefined],
	])('has no moment where created_at is %s', (_, created_at) => {
		expect(tidy(read(notification('job.completed', { created_at }))!).createdAt).toBeNull();
	});

	it.each([
		['nothing', ''],
		['no JSON', '{"topic":'],
		['text', '"hello"'],
		['a list', '[]'],
		['null', 'null'],
		['an empty object', '{}'],
		['no topic', { data: { item: {} } }],
		['an empty topic', { topic: '', data: { item: {} } }],
		['a topic that is no text', { topic: 7, data: { item: {} } }],
		['no data', { topic: 'ping' }],
		['data that is a list', { topic: 'ping', data: [] }],
		['no item', { topic: 'ping', data: {} }],
		['an item that is null', { topic: 'ping', data: { item: null } }],
		['an item that is a list', { topic: 'ping', data: { item: [] } }],
	])('is not read from %s', (_, body) => {
		expect(read(body)).toBeUndefined();
	});

	it('never throws, whatever comes', () => {
		const shape = fc.record(
			{
				topic: fc.anything(),
				id: fc.anything(),
				app_id: fc.anything(),
				created_at: fc.anything(),
				delivery_attempts: fc.anything(),
				data: fc.record({ item: fc.anything() }, { requiredKeys: [] }),
			},
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.uint8Array().map((array) => Buffer.from(array)),
					fc.json().map((text) => Buffer.from(text)),
					shape.map((value) => Buffer.from(JSON.stringify(value) ?? '')),
				),
				(body) => {
					const found = readNotification(body);
					return found === undefined || typeof tidy(found).data === 'object';
				},
			),
		);
	});

	it('keeps keys that look dangerous as plain fields', () => {
		const found = read('{"topic":"contact.user.created","data":{"item":{"type":"contact","__proto__":{"admin":true},"constructor":1}}}')!;
		const { data } = tidy(found);
		expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
		expect(data.admin).toBeUndefined();
		expect(({} as Json).admin).toBeUndefined();
	});
});

describe('the record, out of its wrapper', () => {
	it('is what the topic is about, for each topic, with its ID as `id`', () => {
		const withoutId = [
			'audience.member_added',
			'audience.member_removed',
			'api.request.completed',
			'messenger.deployment_completed.event.created',
			'procedure.hitl_notification.created',
		];
		for (const { topic } of events) {
			const { data } = output(topic);
			expect([topic, typeof data]).toEqual([topic, 'object']);
			if (!withoutId.includes(topic)) expect([topic, ['string', 'number'].includes(typeof data.id)]).toEqual([topic, true]);
		}
	});

	it('is the ticket, wherever it stands', () => {
		for (const topic of ['ticket.created', 'ticket.closed', 'ticket.resolved', 'ticket.admin.replied', 'ticket.contact.attached']) {
			expect([topic, dataOf(topic).type, dataOf(topic).id]).toEqual([topic, 'ticket', '215100077']);
		}
		// before version 2.15 the ticket was at item level, from then on it is nested: both are read
		expect(dataOf('ticket.closed', dataOf('ticket.created'))).toEqual(dataOf('ticket.created'));
	});

	it('leaves the part of a ticket beside it', () => {
		expect(output('ticket.admin.replied').ticketPart).toMatchObject({ type: 'ticket_part', part_type: 'comment' });
		expect(output('ticket.created')).not.toHaveProperty('ticketPart');
	});

	it('is the conversation, also when it belongs to a ticket', () => {
		const item = { ...sampleOf('conversation.user.replied'), ticket: { type: 'ticket', id: '5' } };
		expect(dataOf('conversation.user.replied', item)).toEqual(item);
	});

	it('is the company, the conversation or the ticket that a contact joined, with the contact beside it', () => {
		expect(output('company.contact.attached')).toMatchObject({
			data: { type: 'company', company_id: 'org-52' },
			contact: { type: 'contact' },
		});
		expect(output('ticket.contact.detached')).toMatchObject({ data: { type: 'ticket', id: '215100077' }, contact: { type: 'contact' } });
		const { data, contact } = output('conversation.contact.attached');
		expect(data).toEqual({ type: 'conversation', id: '215100040' });
		expect(contact).toMatchObject({ type: 'contact' });
	});

	it('is the contact of a tag or a subscription, with these beside it', () => {
		expect(output('contact.user.tag.created')).toMatchObject({ data: { type: 'contact', role: 'user' }, tag: { name: 'pilot customer' } });
		expect(output('user.tag.deleted')).toMatchObject({ data: { type: 'user' }, tag: { name: 'pilot customer' } });
		expect(output('granular.unsubscribe')).toMatchObject({ data: { type: 'contact' }, subscriptionTypes: [{ id: '310' }] });
		expect(output('contact.unsubscribed')).toMatchObject({ data: { type: 'contact' }, subscriptionTypes: [] });
	});

	it('is the statistic, with recipient and company beside it', () => {
		expect(output('content_stat.email')).toMatchObject({
			data: { stat_type: 'open' },
			contact: { type: 'contact' },
			company: { type: 'company' },
		});
	});

	it('has the ID of a deleted conversation, and IDs as text where the API has text', () => {
		expect(dataOf('conversation.deleted')).toEqual({ type: 'conversation', conversation_id: '215100040', id: '215100040' });
		expect(dataOf('admin.logged_in').id).toBe('5000002');
		expect(dataOf('content_import_source.created').id).toBe(8);
	});

	it('is the item itself where the wrapper is not as expected', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...events.map(({ topic }) => topic)),
				fc.dictionary(
					fc.constantFrom('type', 'ticket', 'contact', 'conversation', 'company', 'user', 'content_stat', 'name'),
					fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string())),
				),
				(topic, item) => {
					expect(dataOf(topic, item)).toEqual(item);
				},
			),
		);
	});
});

describe('who did it', () => {
	const part = (...authors: Json[]) => ({ conversation_parts: { conversation_parts: authors.map((author) => ({ author })) } });

	it.each([
		['conversation.user.created', 'contact'],
		['conversation.user.replied', 'contact'],
		['conversation.operator.replied', 'bot'],
		['conversation.admin.replied', 'teammate'],
		['conversation.admin.single.created', 'teammate'],
		['conversation.admin.unsnoozed', 'bot'],
		['conversation.admin.closed', 'teammate'],
		['conversation.rating.added', 'contact'],
		['conversation.deleted', undefined],
		['ticket.admin.replied', 'teammate'],
		['ticket.contact.replied', 'contact'],
		['ticket.created', 'contact'],
		['ticket.closed', 'teammate'],
		['contact.user.updated', undefined],
		['admin.logged_in', undefined],
	])('%s: %s', (topic, actor) => {
		expect(actorOf(topic, sampleOf(topic))).toBe(actor);
	});

	it('is a bot when an AI answers in the name of somebody', () => {
		expect(actorOf('conversation.admin.replied', part({ type: 'admin', from_ai_agent: true }))).toBe('bot');
		expect(actorOf('conversation.admin.replied', part({ type: 'admin', is_ai_answer: true }))).toBe('bot');
	});

	it('is the author of the newest part, and nobody where that is not known', () => {
		const at = (created_at: number, type: string): Json => ({ created_at, author: { type } });
		expect(actorOf('conversation.admin.closed', part({ type: 'lead' }, { type: 'bot' }))).toBe('bot');
		expect(actorOf('conversation.admin.closed', part({ type: 'bot' }, { type: 'somebody' }))).toBeUndefined();
		expect(actorOf('conversation.admin.closed', { source: { author: { type: 'user' } } })).toBeUndefined();
		const thread = (...parts: Json[]): Json => ({ type: 'ticket', ticket_parts: { ticket_parts: parts } });
		for (const topic of [
			'ticket.state.updated',
			'ticket.closed',
			'ticket.resolved',
			'ticket.attribute.updated',
			'ticket.admin.assigned',
			'ticket.team.assigned',
		]) {
			expect(actorOf(topic, thread(at(10, 'user'), at(20, 'admin'), at(30, 'admin')))).toBe('teammate');
			expect(actorOf(topic, { ticket: thread(at(10, 'user'), at(20, 'bot')) })).toBe('bot');
			// not in order of time
			expect(actorOf(topic, thread(at(30, 'admin'), at(10, 'user')))).toBe('teammate');
			expect(actorOf(topic, thread(at(10, 'admin'), at(20, 'user')))).toBe('contact');
		}
	});

	const at = (created_at: number, type: string): Json => ({ created_at, author: { type } });
	const list = (...parts: Json[]): Json => ({ type: 'conversation', conversation_parts: { conversation_parts: parts } });
	const thread = (...parts: Json[]): Json => ({ type: 'ticket', ticket_parts: { ticket_parts: parts } });

	/** Who did it, topic by topic: a kind that the topic says, the author of the newest part, or something of its own. Every other topic does not tell. */
	const audit: Record<string, Actor | 'part' | 'own' | undefined> = {
		'conversation.admin.assigned': 'part',
		'conversation.admin.open.assigned': 'part',
		'conversation.admin.closed': 'part',
		'conversation.company.updated': 'part',
		'conversation.contact.attached': undefined,
		'conversation.contact.detached': undefined,
		'conversation.deleted': 'part',
		'conversation.admin.noted': 'part',
		'conversation_part.redacted': 'teammate',
		'conversation_part.tag.created': 'own',
		'conversation.priority.updated': 'part',
		'conversation.rating.added': 'contact',
		'conversation.read': 'contact',
		'conversation.admin.opened': 'part',
		'conversation.user.replied': 'contact',
		'conversation.operator.replied': 'bot',
		'conversation.admin.replied': 'part',
		'conversation.admin.replied.translated': 'part',
		'conversation.admin.snoozed': 'part',
		'conversation.user.created': 'contact',
		'conversation.admin.single.created': 'own',
		'conversation.admin.unsnoozed': 'part',
		'ticket.team.assigned': 'part',
		'ticket.admin.assigned': 'part',
		'ticket.attribute.updated': 'part',
		'ticket.closed': 'part',
		'ticket.contact.attached': undefined,
		'ticket.contact.detached': undefined,
		'ticket.created': 'own',
		'ticket.note.created': 'part',
		'ticket.rating.provided': 'contact',
		'ticket.contact.replied': 'contact',
		'ticket.admin.replied': 'part',
		'ticket.admin.replied.translated': 'part',
		'ticket.resolved': 'part',
		'ticket.admin.snoozed': 'part',
		'ticket.state.updated': 'part',
		'ticket.admin.unsnoozed': 'part',
	};

	it('is decided for every topic of conversations and tickets', () => {
		expect(Object.keys(audit).sort()).toEqual(
			events
				.map(({ topic }) => topic)
				.filter((topic) => /^(conversation|ticket)/.test(topic))
				.sort(),
		);
	});

	it.each(events.map(({ topic }) => topic))('%s', (topic) => {
		const rule = audit[topic];
		const whole = topic.startsWith('ticket') ? thread : list;
		const last = (type: string) => whole(at(20, type), at(10, 'admin'), at(15, 'user'), at(20, type));
		if (rule === 'own') return;
		for (const [type, kind] of [
			['user', 'contact'],
			['lead', 'contact'],
			['admin', 'teammate'],
			['team', 'teammate'],
			['bot', 'bot'],
			['somebody', undefined],
		] as const) {
			expect(actorOf(topic, last(type))).toBe(rule === 'part' ? kind : rule);
			if (rule === 'part' && topic.startsWith('ticket')) {
				expect(actorOf(topic, { ticket: last(type) })).toBe(kind);
				expect(actorOf(topic, { type: 'ticket_ticket_part', ticket: thread(at(99, 'user')), ticket_part: at(1, type) })).toBe(kind);
			}
		}
		if (rule === 'part') expect(actorOf(topic, whole())).toBeUndefined();
	});

	it('of a new ticket is the contact that has a part in it, else whoever began it, whatever a rule did at once', () => {
		expect(actorOf('ticket.created', thread(at(10, 'user'), at(11, 'bot')))).toBe('contact');
		expect(actorOf('ticket.created', thread(at(10, 'bot'), at(11, 'user')))).toBe('contact');
		expect(actorOf('ticket.created', thread(at(10, 'admin'), at(11, 'bot')))).toBe('teammate');
		expect(actorOf('ticket.created', { ticket: thread(at(10, 'bot')) })).toBe('bot');
	});

	it('of a tag on a message is whoever put it there, not the author of the message', () => {
		const tag = (applied_at: number, type: string): Json => ({ id: String(applied_at), applied_at, applied_by: { type, id: '1' } });
		expect(
			actorOf('conversation_part.tag.created', {
				...list(at(10, 'user')),
				tags_added: { type: 'tag.list', tags: [tag(30, 'admin'), tag(20, 'bot')] },
			}),
		).toBe('teammate');
		expect(
			actorOf('conversation_part.tag.created', { ...list(at(10, 'user')), tags_added: { type: 'tag.list', tags: [{ id: '1' }] } }),
		).toBe('contact');
	});

	it('of a conversation that a teammate began is the author of its first message', () => {
		expect(actorOf('conversation.admin.single.created', { ...list(at(10, 'bot')), source: { author: { type: 'admin' } } })).toBe(
			'teammate',
		);
		expect(actorOf('conversation.admin.single.created', list(at(10, 'admin')))).toBe('teammate');
	});

	it('is looked for in nothing that is not a list or an author', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...events.map(({ topic }) => topic)),
				fc.dictionary(
					fc.constantFrom('type', 'ticket', 'ticket_part', 'ticket_parts', 'conversation_parts', 'source', 'tags_added'),
					fc.anything(),
				),
				(topic, item) => {
					expect([undefined, 'contact', 'teammate', 'bot']).toContain(actorOf(topic, item as Json));
				},
			),
		);
	});
});
