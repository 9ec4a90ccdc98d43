/** A small inbox to play in: one user, one conversation, a few types. */
import type { Simulator } from '../../../simulator';

export const ADMIN = '5000001';
export const OTHER_ADMIN = '5000002';
export const SECOND = 1000;
export const DAY = 86_400;

/** A user with a conversation that says "Hello", a second teammate and a team. */
export function scene({ workspace }: Simulator) {
	workspace.addAdmin({ name: 'Bruno Agent', email: 'bruno@simulator.example' });
	const team = workspace.inbox.addTeam({ name: 'Support', admin_ids: [ADMIN] });
	const user = workspace.contacts.create({ external_id: 'u/1', email: 'user@mail.example', name: 'Uma User' });
	const conversation = workspace.inbox.conversations.beginAsContact(user, { body: 'Hello' });
	return { team, user, conversation };
}

/** A ticket type with an attribute of every kind, one of another category each. */
export function types({ workspace }: Simulator) {
	const { ticketTypes } = workspace.inbox;
	const bug = ticketTypes.create({
		name: 'Bug',
		attributes: [
			{ name: 'Severity', data_type: 'list', list_items: ['Low', 'High'] },
			{ name: 'Version', data_type: 'string' },
			{ name: 'Users', data_type: 'integer' },
			{ name: 'Loss', data_type: 'decimal' },
			{ name: 'Blocking', data_type: 'boolean' },
			{ name: 'Since', data_type: 'datetime' },
			{ name: 'Files', data_type: 'files' },
		],
	});
	const wish = ticketTypes.create({
		name: 'Wish',
		attributes: [
			{ name: 'Version', data_type: 'string' },
			{ name: 'Severity', data_type: 'list', list_items: ['High'] },
		],
	});
	const refund = ticketTypes.create({
		name: 'Refund',
		category: 'Back-office',
		attributes: [{ name: 'Amount', data_type: 'decimal', required_to_create: true }],
	});
	const outage = ticketTypes.create({ name: 'Outage', category: 'Tracker' });
	const state = (category: string) => ticketTypes.allStates().find((one) => one.category === category)?.id ?? '';
	const item = (label: string) =>
		bug.attributes.find((one) => one.name === 'Severity')?.input_options?.list_options?.find((option) => option.label === label)?.id ?? '';
	return { bug, wish, refund, outage, state, item };
}

/** What was told since the last call, in order. */
export function told({ workspace }: Simulator): string[] {
	const topics = workspace.happenings.recent.map((happening) => happening.topic);
	workspace.happenings.clear();
	return topics;
}
