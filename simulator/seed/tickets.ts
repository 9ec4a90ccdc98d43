/** Twenty-five tickets of three types, in every state. */
import type { Workspace } from '../workspace';
import { replyAsAdmin, replyAsContact } from '../workspace/inbox/replies';
import type { TicketType } from '../workspace/inbox/types';
import type { Random } from './random';
import { ANSWERS, INTERNAL, PROBLEMS, QUESTIONS } from './talk';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TICKETS = 25;
/** A PNG of one pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** @param today start of today, milliseconds */
export function seedTickets(workspace: Workspace, random: Random, today: number): void {
	const types = workspace.clock.during(today - 90 * DAY, () => seedTypes(workspace));
	const people = workspace.contacts.listed().filter((contact) => contact.created_at * 1000 < today - 70 * DAY);
	for (let index = 0; index < TICKETS; index++) {
		const type = types[index % 5 === 4 ? 2 : index % 3 === 2 ? 1 : 0];
		workspace.clock.during(today - (TICKETS - index) * DAY, () =>
			seedTicket(workspace, random, type, random.pick(people).id, index, today),
		);
	}
	linkSome(workspace);
}

function seedTypes(workspace: Workspace): TicketType[] {
	const { ticketTypes } = workspace.inbox;
	const bug = ticketTypes.create({
		name: 'Bug report',
		description: 'Something does not work',
		icon: '🐞',
		attributes: [
			{ name: 'Severity', data_type: 'list', list_items: ['Low', 'Medium', 'High'], description: 'How bad it is' },
			{ name: 'Version', data_type: 'string' },
			{ name: 'Affected users', data_type: 'integer' },
			{ name: 'Loss', data_type: 'decimal' },
			{ name: 'Reproducible', data_type: 'boolean' },
			{ name: 'First seen', data_type: 'datetime' },
			{ name: 'Screenshots', data_type: 'files', allow_multiple_values: true },
		],
	});
	const refund = ticketTypes.create({
		name: 'Refund',
		description: 'Money back',
		category: 'Back-office',
		icon: '💶',
		is_internal: true,
		attributes: [
			{ name: 'Amount', data_type: 'decimal', required_to_create: true },
			{ name: 'Reason', data_type: 'list', list_items: ['Duplicate charge', 'Not satisfied', 'Other'] },
		],
	});
	const outage = ticketTypes.create({ name: 'Outage', category: 'Tracker', icon: '🔥' });
	ticketTypes.create({ name: 'Feature wish', category: 'Customer', icon: '💡', attributes: [{ name: 'Version', data_type: 'string' }] });
	ticketTypes.addState({ category: 'in_progress', internal_label: 'With engineers', external_label: 'In progress' }, [bug]);
	return [bug, refund, outage];
}

function seedTicket(workspace: Workspace, random: Random, type: TicketType, contactId: string, index: number, today: number): void {
	const { tickets } = workspace.inbox;
	const ticket = tickets.create({
		ticket_type_id: type.id,
		contacts: [{ id: contactId }],
		ticket_attributes: {
			_default_title_: random.pick(PROBLEMS),
			_default_description_: random.pick(QUESTIONS),
			...valuesFor(type, random, today),
		},
		assignment: random.chance(60)
			? { admin_assignee_id: random.pick(['5000001', '5000002', '5000003']) }
			: { team_assignee_id: random.pick(['6000001', '6000002']) },
	});
	const state = type.states[index % type.states.length];
	if (state !== ticket.ticket_state_id) tickets.update(ticket, { ticket_state_id: state, admin_id: '5000002' });
	if (random.chance(50)) replyAsAdmin(workspace, ticket, { message_type: 'note', admin_id: '5000002', body: random.pick(INTERNAL) });
	if (type.category === 'Customer' && random.chance(60)) {
		replyAsAdmin(workspace, ticket, { message_type: 'comment', admin_id: '5000002', body: random.pick(ANSWERS) });
		const contact = workspace.contacts.get(contactId);
		if (contact) replyAsContact(workspace, ticket, contact, { message_type: 'comment', body: 'Thanks, I will wait.' });
	}
	if (index % 6 === 0) tickets.update(ticket, { open: false });
	if (index % 8 === 5) tickets.update(ticket, { snoozed_until: today / 1000 + (index + 1) * 86_400 });
	if (random.chance(30)) workspace.inbox.tag(ticket, random.pick(workspace.tags.all()), '5000001');
}

function valuesFor(type: TicketType, random: Random, today: number): Record<string, unknown> {
	const item = (name: string) => random.pick(type.attributes.find((one) => one.name === name)?.input_options?.list_options ?? []).id;
	if (type.name === 'Refund') return { Amount: random.between(100, 90_000) / 100, Reason: item('Reason') };
	if (type.name !== 'Bug report') return {};
	return {
		Severity: item('Severity'),
		Version: `2.${random.between(0, 9)}`,
		...(random.chance(60) && { 'Affected users': random.between(1, 400) }),
		...(random.chance(60) && { Reproducible: random.chance(50) }),
		...(random.chance(50) && { 'First seen': today / 1000 - random.between(1, 60) * 86_400 }),
		...(random.chance(30) && { Screenshots: [{ name: 'screen.png', content_type: 'image/png', data: PIXEL }] }),
	};
}

/** Three conversations hang on an outage, one conversation became a ticket. */
function linkSome(workspace: Workspace): void {
	const { tickets, conversations, ticketTypes } = workspace.inbox;
	const outage = tickets.all().find((ticket) => tickets.categoryOf(ticket) === 'Tracker');
	const [first, second, third, fourth] = conversations.all().filter((conversation) => conversation.state === 'open');
	if (outage) for (const conversation of [first, second, third]) tickets.track(outage, conversation);
	const [bug] = ticketTypes.all();
	tickets.convert(fourth, { ticket_type_id: bug.id, attributes: { _default_title_: 'From a conversation' } });
}
