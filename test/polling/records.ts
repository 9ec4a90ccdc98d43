/** How each kind of record comes about in the simulated workspace, and how it changes. */

import type { Simulator } from '../../simulator';
import { by } from '../support/intercom';

export interface Kind {
	/** Of an event: `contactNew` without the change. */
	id: string;
	/** Answers the record's ID. */
	make: (sim: Simulator) => string;
	/** Absent: nothing of it changes. */
	change?: (sim: Simulator, id: string) => void;
	/** What the panel has to be told. */
	parameters?: (sim: Simulator) => Record<string, unknown>;
	/** The events, where they are not New, Updated and both. */
	only?: string;
}

let count = 0;
const next = () => (count += 1);
const contactOf = (sim: Simulator) =>
	sim.workspace.contacts.listed()[0] ?? sim.workspace.contacts.create({ role: 'user', external_id: 'somebody' });
const connectorOf = (sim: Simulator) => sim.workspace.fin.connectors.all()[0] ?? sim.workspace.fin.connectors.create({ name: 'Stock' });
const typeOf = (sim: Simulator) =>
	sim.workspace.inbox.ticketTypes.all()[0] ?? sim.workspace.inbox.ticketTypes.create({ name: 'Bug', category: 'Customer' });

export const kinds: Kind[] = [
	{
		id: 'contact',
		make: (sim) => sim.workspace.contacts.create({ role: 'user', external_id: `user-${next()}` }).id,
		change: (sim, id) => void sim.workspace.contacts.update(sim.workspace.contacts.get(id)!, { name: `Name ${next()}` }),
	},
	{
		id: 'company',
		make: (sim) => {
			const company = sim.workspace.companies.upsert({ company_id: `company-${next()}`, name: 'Acme' });
			sim.workspace.attach(contactOf(sim), company);
			return company.id;
		},
		change: (sim, id) => void sim.workspace.companies.update(sim.workspace.companies.get(id)!, { name: `Acme ${next()}` }),
	},
	{
		id: 'conversation',
		make: (sim) => sim.workspace.inbox.conversations.beginAsContact(contactOf(sim), { body: 'Hello' }).id,
		change: (sim, id) =>
			void sim.workspace.inbox.conversations.update(sim.workspace.inbox.conversations.need(id), { title: `Title ${next()}` }),
	},
	{
		id: 'ticket',
		make: (sim) => sim.workspace.inbox.tickets.create({ ticket_type_id: typeOf(sim).id, contacts: [{ id: contactOf(sim).id }] }).id,
		change: (sim, id) =>
			void sim.workspace.inbox.threads.add(sim.workspace.inbox.tickets.need(id), {
				part_type: 'note',
				author: { type: 'bot', id: '1', name: 'Bot', email: '' },
			}),
	},
	{
		id: 'article',
		make: (sim) => sim.workspace.knowledge.articles.create({ title: `Article ${next()}`, author_id: Number(sim.workspace.owner().id) }).id,
		change: (sim, id) =>
			void sim.workspace.knowledge.articles.update(sim.workspace.knowledge.articles.need(id), { title: `Article ${next()}` }),
	},
	{
		id: 'macro',
		make: (sim) => sim.workspace.inbox.macros.add({ name: `Macro ${next()}`, body: '<p>Hi</p>' }).id,
		change: (sim, id) => void Object.assign(sim.workspace.inbox.macros.need(id), { updated_at: sim.clock.seconds() }),
	},
	{
		id: 'conversationDeleted',
		only: '',
		make: (sim) => {
			const conversation = sim.workspace.inbox.conversations.beginAsContact(contactOf(sim), { body: 'Bye' });
			sim.workspace.inbox.conversations.delete(conversation, true);
			return conversation.id;
		},
	},
	{ id: 'call', only: 'New', make: (sim) => sim.workspace.inbox.calls.start({ contact_id: contactOf(sim).id }).id },
	{
		id: 'call',
		only: 'Ended',
		make: (sim) => sim.workspace.inbox.calls.end(sim.workspace.inbox.calls.start({ created_at: sim.clock.seconds() - 900 })).id,
	},
	{
		id: 'dataEvent',
		only: 'New',
		make: (sim) => sim.workspace.events.add(contactOf(sim), { event_name: `did-${next()}`, created_at: sim.clock.seconds() }).id,
		parameters: (sim) => ({ contactId: by('id', contactOf(sim).id) }),
	},
	{
		id: 'activity',
		only: 'New',
		make: (sim) => {
			sim.workspace.office.note('app_name_change', 'The name changed');
			return sim.workspace.office.activities.at(-1)!.id;
		},
	},
	{
		id: 'execution',
		only: 'New',
		make: (sim) => sim.workspace.fin.connectors.execute(connectorOf(sim)).id,
		parameters: (sim) => ({ dataConnectorId: by('id', connectorOf(sim).id) }),
	},
];
