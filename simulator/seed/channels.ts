/** Calls, macros, messages, orders, data events and visitors of the demo workspace. */
import type { Workspace } from '../workspace';
import type { Contact } from '../workspace/types';
import type { Random } from './random';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EVENTS = ['placed-order', 'invited-friend', 'exported-report', 'upgraded-plan', 'opened-settings'];

/** @param today start of today, milliseconds */
export function seedChannels(workspace: Workspace, random: Random, today: number): void {
	const people = workspace.contacts.listed().filter((contact) => contact.created_at * 1000 < today - 70 * DAY);
	seedMacros(workspace, today);
	seedCalls(workspace, random, today);
	seedOrders(workspace, random, people, today);
	seedEvents(workspace, random, people, today);
	workspace.clock.during(today - DAY, () => {
		for (const contact of people.slice(0, 3))
			workspace.inbox.messages.send(
				{
					message_type: 'email',
					subject: 'What is new',
					body: '<p>Have a look at our reports.</p>',
					admin_id: '5000001',
					to: [contact.id],
					cc: [],
					bcc: [],
				},
				false,
			);
		for (let index = 0; index < 120; index++) {
			const contact = people[index % people.length];
			workspace.inbox.messages.addWhatsapp({
				ruleset_id: '12345',
				conversation_id: workspace.inbox.conversations.all()[index % 60].id,
				user_id: contact.id,
				template_name: 'order_update',
				error: index % 20 === 19 ? { code: 131026, title: 'Message undeliverable' } : null,
			});
		}
		for (const pseudonym of ['Violet Suitcase', 'Teal Kettle', 'Amber Lamp'])
			workspace.visitors.add({ pseudonym, session_count: random.between(1, 5), last_request_at: today / 1000 });
	});
}

function seedMacros(workspace: Workspace, today: number): void {
	const macros: Array<[string, string]> = [
		['Greeting', "<p>Hi {{user.first_name | fallback: 'there'}}, I am {{teammate.name}}.</p>"],
		[
			'Refund',
			"<p>Hi {{user.first_name | fallback: 'there'}},</p><p>the money for order {{conversation.custom_attributes.order_number}} is on its way.</p>",
		],
		['Bug confirmed', '<p>Thanks, we could reproduce it &amp; work on a fix.</p>'],
		['Closing', '<p>I close this for now. Just answer to open it again.</p>'],
		['Español', '<p>¡Hola! Gracias por escribirnos.</p>'],
	];
	macros.forEach(([name, body], index) =>
		workspace.clock.during(today - (10 - index) * DAY, () => workspace.inbox.macros.add({ name, body })),
	);
	workspace.inbox.macros.add({
		name: 'Support only',
		body: '<p>Escalate to engineers.</p>',
		visible_to: 'specific_teams',
		visible_to_team_ids: ['6000001'],
	});
	workspace.inbox.macros.add({
		name: 'Billing only',
		body: '<p>Nobody else sees this.</p>',
		visible_to: 'specific_teams',
		visible_to_team_ids: ['6000002'],
	});
}

/** Twelve calls on phone conversations and others; some without anything left. */
function seedCalls(workspace: Workspace, random: Random, today: number): void {
	const { conversations, calls } = workspace.inbox;
	const list = [...conversations.all()]
		.sort((a, b) => Number(b.source.type === 'phone_call') - Number(a.source.type === 'phone_call') || a.seq - b.seq)
		.slice(0, 12);
	list.forEach((conversation, index) => {
		const begin = today - (14 - index) * DAY + 10 * HOUR;
		const missed = index % 5 === 4;
		const contact = workspace.contacts.get(conversation.contacts[0]);
		const call = workspace.clock.during(begin, () =>
			calls.start({
				conversation_id: conversation.id,
				admin_id: '5000002',
				contact_id: contact?.id ?? null,
				phone: contact?.phone?.replace(/\s/g, '') ?? '+35315550000',
				direction: index % 3 === 0 ? 'outbound' : 'inbound',
				answered_at: missed ? null : begin / 1000 + 12,
			}),
		);
		const sentences = [
			{ at: 3, speaker: 'Teammate 1', text: 'Hello, how can I help?' },
			{ at: 9, speaker: 'User', text: 'The export does not work. Could you look at it?' },
			{ at: 20, speaker: 'Teammate 1', text: 'I will write a ticket for it.' },
		];
		const left = missed ? { ended_reason: 'missed' } : { recording: true, ...(index % 4 !== 3 && { transcript: sentences }) };
		workspace.clock.during(begin + random.between(60, 600) * 1000, () => calls.end(call, left));
	});
}

function seedOrders(workspace: Workspace, random: Random, people: Contact[], today: number): void {
	const { objects, conversations } = workspace.inbox;
	const type = objects.needType('Order');
	for (let index = 1; index <= 15; index++) {
		workspace.clock.during(today - (20 - index) * DAY, () => {
			const order = objects.upsert(type, {
				external_id: `order-${index}`,
				external_created_at: today / 1000 - (21 - index) * 86_400,
				custom_attributes: {
					order_number: `ORDER-${1000 + index}`,
					total_amount: random.between(500, 90_000) / 100,
					paid: random.chance(70),
				},
			});
			order.contacts.push(people[index % 4].id);
			const conversation = conversations.all()[index % 6];
			conversation.custom_attributes.order = [...((conversation.custom_attributes.order as string[] | undefined) ?? []), order.id];
		});
	}
}

/** Some people do a little, the first one a lot. */
function seedEvents(workspace: Workspace, random: Random, people: Contact[], today: number): void {
	people.slice(0, 40).forEach((contact, index) => {
		const count = index === 0 ? 130 : random.between(1, 6);
		for (let round = 0; round < count; round++) {
			const at = Math.floor(today / 1000) - random.between(0, index === 0 ? 80 : 120) * 86_400 - round;
			workspace.events.add(contact, {
				event_name: random.pick(EVENTS),
				created_at: at,
				metadata: { order_number: `ORDER-${1000 + round}`, price: { amount: random.between(100, 9000), currency: 'eur' } },
			});
		}
	});
}
